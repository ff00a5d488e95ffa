package io.fanfare.queues.engine;

import io.fanfare.core.Page;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.PeekMessages.PeekedMessage;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A page of peeked messages in the making: asks for their contents, a few at once, until it has
 * them all or as many bytes as a page may have.
 */
public final class PeekPage {

  private final List<PeekedEntry> entries;
  private final Asked asked;
  private final @Nullable PeekedEntry last;
  private final List<PeekedMessage> messages = new ArrayList<>();
  private int read;
  private long bytes;

  /**
   * A page of {@code entries}.
   *
   * @param last behind what the next page begins; absent if there is none
   */
  PeekPage(List<PeekedEntry> entries, Asked asked, @Nullable PeekedEntry last) {
    this.entries = List.copyOf(entries);
    this.asked = asked;
    this.last = last;
  }

  /**
   * What a page is to be.
   *
   * @param scope what its token is bound to
   * @param most how many messages it has at the most
   * @param shown which messages it shows
   */
  record Asked(String scope, int most, Predicate<PeekedMessage> shown) {}

  /** The bytes of contents that there must be room for to show anything; 0 if nothing is there. */
  public long least() {
    return entries.isEmpty() ? 0 : entries.get(0).message().content().bytes();
  }

  /**
   * Where the contents stand to give to {@link #loaded} next, as far as there is {@code room}; none
   * once the page is complete.
   */
  public List<ContentRef> wanted(Room room) {
    List<ContentRef> wanted = new ArrayList<>();
    long expected = bytes;
    long enough = Math.min(Limits.PEEK_BYTES, bytes + Limits.PEEK_BYTES_AT_ONCE);
    if (isFull()) {
      return wanted;
    }
    for (int i = read; i < entries.size() && wanted.size() < Limits.BATCH_ENTRIES; i++) {
      ContentRef content = entries.get(i).message().content();
      if (expected >= enough || !room.take(content.bytes())) {
        break;
      }
      expected += content.bytes();
      wanted.add(content);
    }
    return wanted;
  }

  /**
   * Takes in the contents that were wanted; what has none was deleted, or cannot be read. It counts
   * nevertheless: a page ends after so much whatever is in it.
   */
  public void loaded(List<Optional<Content>> contents) {
    for (Optional<Content> content : contents) {
      if (isFull()) {
        return;
      }
      PeekedEntry entry = entries.get(read++);
      bytes += entry.message().content().bytes();
      content.ifPresent(
          found -> {
            PeekedMessage message = entry.of(found);
            if (asked.shown().test(message)) {
              messages.add(message);
            }
          });
    }
  }

  public PeekMessages.Result result() {
    PeekedEntry end = read < entries.size() ? entries.get(read - 1) : last;
    return new PeekMessages.Result(
        messages, end == null ? null : Page.token(end.position().text(), asked.scope()));
  }

  /** Whether nothing is shown, and nothing behind it is left to look at. */
  public boolean isBare() {
    return messages.isEmpty() && read == entries.size() && last == null;
  }

  private boolean isFull() {
    return bytes >= Limits.PEEK_BYTES || messages.size() == asked.most();
  }
}
