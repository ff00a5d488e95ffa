package io.fanfare.queues.engine;

import io.fanfare.core.Caller;
import io.fanfare.core.Digest;
import io.fanfare.core.Key;
import io.fanfare.core.Published;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.GroupKey;
import io.fanfare.queues.rules.MessageRules;
import io.fanfare.queues.rules.QueueSettings;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A message that was checked and encoded for many queues, which will share its content; each copy
 * may have a text of its own at one place of the body.
 */
public final class SharedDraft {

  private static final String NO_DIGEST = "";

  private final SendMessage message;
  private final byte[] content;
  private final int bytes;
  private final long number;

  /**
   * The draft of {@code message} as {@code caller} sends it.
   *
   * @param gap before which character of the body each copy has a text of its own, if they do
   * @param published what its topic knows of it, if its copies are as it was published
   * @param number under which the content will stand; nothing else does
   * @throws io.fanfare.core.BrokerException if no queue takes it
   */
  public SharedDraft(
      SendMessage message,
      OptionalInt gap,
      @Nullable Published published,
      Caller caller,
      long number) {
    String text = message.messageBody();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    MessageRules.checkForAny(message, body);
    this.message = message;
    this.number = number;
    bytes = body.length + MessageRules.size(message.messageAttributes());
    content =
        new Content(
                text,
                gap.isPresent() ? NO_DIGEST : Digest.ofBody(body),
                caller.account(),
                Draft.traceHeader(message, caller),
                message.messageGroupId(),
                message.messageDeduplicationId(),
                message.messageAttributes(),
                published)
            .encode(body, gap.isEmpty() ? gap : OptionalInt.of(utf8Length(text, gap.getAsInt())));
  }

  private SharedDraft(SharedDraft draft, byte[] sealed) {
    this.message = draft.message;
    this.number = draft.number;
    this.bytes = draft.bytes;
    this.content = sealed;
  }

  /** This draft with its content as {@code seal} seals it. */
  public SharedDraft sealed(UnaryOperator<byte[]> seal) {
    return new SharedDraft(this, seal.apply(content));
  }

  /** Where its content will stand. */
  public Key key() {
    return Key.of(number);
  }

  /**
   * The copy for a queue of these settings, with {@code insert} at the gap.
   *
   * @throws io.fanfare.core.BrokerException if the queue does not take it; a FIFO queue takes none
   *     without a MessageDeduplicationId, and a standard queue none with one
   */
  public Draft copy(String insert, QueueSettings settings) {
    MessageRules.checkFor(message, settings);
    String id = message.messageDeduplicationId();
    if (settings.isFifo() && id == null) {
      throw MessageRules.withoutDeduplicationId();
    }
    int inserted = insert.isEmpty() ? 0 : utf8Length(insert, insert.length());
    int size = bytes + inserted;
    Draft.Wording.SINGLE.check(size, settings);
    return new Draft(
        content,
        OptionalLong.empty(),
        size,
        NO_DIGEST,
        null,
        null,
        GroupKey.of(message.messageGroupId()),
        Draft.deduplicationKey(message, id, settings),
        new ContentRef(number, insert, content.length + inserted));
  }

  private static int utf8Length(String text, int end) {
    return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
  }
}
