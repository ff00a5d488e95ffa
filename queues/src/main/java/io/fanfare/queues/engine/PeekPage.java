package io.fanfare.queues.engine;

import io.fanfare.core.Page;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.PeekMessages.PeekedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of peeked messages in the making: asks for their contents, a few at once, until it has
 * them all or as many bytes as a page may have.
 */
public final class PeekPage {

  private final List<Sight> sights;
  private final String scope;
  private final @Nullable Sight last;
  private final List<PeekedMessage> messages = new ArrayList<>();
  private int read;
  private long bytes;

  /**
   * A page of {@code sights}.
   *
   * @param scope what its token is bound to
   * @param last behind what the next page begins; absent if there is none
   */
  PeekPage(List<Sight> sights, String scope, @Nullable Sight last) {
    this.sights = List.copyOf(sights);
    this.scope = scope;
    this.last = last;
  }

  /** Where the contents stand to give to {@link #loaded} next; none once the page is complete. */
  public List<ContentRef> wanted() {
    int end = isFull() ? read : Math.min(read + Limits.BATCH_ENTRIES, sights.size());
    return sights.subList(read, end).stream().map(sight -> sight.message().content()).toList();
  }

  /** Takes in the contents that were wanted; what has none was deleted meanwhile. */
  public void loaded(List<Optional<byte[]>> contents) {
    for (Optional<byte[]> content : contents) {
      if (isFull()) {
        return;
      }
      Sight sight = sights.get(read++);
      content.ifPresent(
          row -> {
            bytes += row.length;
            messages.add(sight.of(Content.decode(row, sight.message().content())));
          });
    }
  }

  public PeekMessages.Result result() {
    Sight end = read < sights.size() ? sights.get(read - 1) : last;
    return new PeekMessages.Result(
        messages, end == null ? null : Page.token(end.position().text(), scope));
  }

  private boolean isFull() {
    return bytes >= Limits.PEEK_BYTES;
  }
}
