package io.fanfare.queues.engine;

import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Digest;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Sha256;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.rows.Content;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.GroupKey;
import io.fanfare.queues.rules.MessageRules;
import io.fanfare.queues.rules.QueueSettings;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A message that was checked and encoded and is ready to be taken in by its queue.
 *
 * @param content the row of its content
 * @param delayMillis its own delay, if it came with one
 * @param bytes its size as AWS counts it
 * @param bodyDigest the MD5 of its body
 * @param attributesDigest the MD5 of its attributes, if it has any
 * @param systemAttributesDigest the MD5 of its system attributes, if it has any
 * @param group the {@link GroupKey} of its MessageGroupId; 0 if it has none
 * @param deduplication by which a FIFO queue knows it again; absent in a standard queue
 * @param reference where its content stands, if not under the number of the message
 */
@SuppressWarnings("ArrayRecordComponent")
public record Draft(
    byte[] content,
    OptionalLong delayMillis,
    int bytes,
    String bodyDigest,
    @Nullable String attributesDigest,
    @Nullable String systemAttributesDigest,
    long group,
    @Nullable DeduplicationKey deduplication,
    @Nullable ContentRef reference) {

  private static final String TRACE_HEADER = "AWSTraceHeader";

  /** How a message that is too long is refused: alone, and as an entry of a batch. */
  public enum Wording {
    SINGLE("One or more parameters are invalid. Reason: Message must be shorter than %d bytes."),
    ENTRY(
        "One or more parameters cannot be validated. Reason: Message must be shorter than %d"
            + " bytes.");

    private final String tooLong;

    Wording(String tooLong) {
      this.tooLong = tooLong;
    }

    /** Refuses a message of {@code bytes} if that is more than a queue of these settings takes. */
    void check(int bytes, QueueSettings settings) {
      if (bytes > settings.maximumMessageBytes()) {
        throw CommonError.INVALID_PARAMETER_VALUE.refuse(tooLong, settings.maximumMessageBytes());
      }
    }
  }

  /**
   * The draft of {@code message} as {@code caller} sends it.
   *
   * @throws io.fanfare.core.BrokerException if a queue of these settings does not take it
   */
  public static Draft of(
      SendMessage message, Caller caller, QueueSettings settings, Wording wording) {
    byte[] body = message.messageBody().getBytes(StandardCharsets.UTF_8);
    MessageRules.check(message, body, settings);
    int bytes = body.length + MessageRules.size(message.messageAttributes());
    wording.check(bytes, settings);
    String digest = Digest.ofBody(body);
    String deduplicationId = settings.isFifo() ? deduplicationId(message, body) : null;
    Content content =
        new Content(
            message.messageBody(),
            digest,
            caller.account(),
            traceHeader(message, caller),
            message.messageGroupId(),
            deduplicationId,
            message.messageAttributes());
    return new Draft(
        content.encode(body),
        delayMillis(message, settings),
        bytes,
        digest,
        digestOf(message.messageAttributes()),
        digestOf(message.messageSystemAttributes()),
        GroupKey.of(message.messageGroupId()),
        deduplicationKey(message, deduplicationId, settings),
        null);
  }

  /** This draft with its content {@code sealed}, which is to stand under {@code number}. */
  public Draft sealed(byte[] sealed, long number) {
    return new Draft(
        sealed,
        delayMillis,
        bytes,
        bodyDigest,
        attributesDigest,
        systemAttributesDigest,
        group,
        deduplication,
        ContentRef.own(number, sealed.length));
  }

  /** By what a FIFO queue knows the message again. */
  DeduplicationKey knownBy() {
    if (deduplication == null) {
      throw new IllegalStateException("A message for a standard queue is not known again");
    }
    return deduplication;
  }

  /** Whether it was made for a FIFO queue. */
  public boolean isFifo() {
    return deduplication != null;
  }

  private static OptionalLong delayMillis(SendMessage message, QueueSettings settings) {
    Integer delay = message.delaySeconds();
    // The only delay that a FIFO queue takes from a message is 0, and it means the queue's own.
    return delay == null || settings.isFifo()
        ? OptionalLong.empty()
        : OptionalLong.of(delay * 1_000L);
  }

  private static String deduplicationId(SendMessage message, byte[] body) {
    String given = message.messageDeduplicationId();
    return given != null ? given : HexFormat.of().formatHex(Sha256.of(body));
  }

  static @Nullable DeduplicationKey deduplicationKey(
      SendMessage message, @Nullable String id, QueueSettings settings) {
    boolean perGroup = settings.fifo().filter(QueueSettings.Fifo::perGroup).isPresent();
    return id == null ? null : DeduplicationKey.of(perGroup ? message.messageGroupId() : null, id);
  }

  static @Nullable String traceHeader(SendMessage message, Caller caller) {
    MessageAttribute given = message.messageSystemAttributes().get(TRACE_HEADER);
    return given != null ? given.stringValue() : caller.traceHeader();
  }

  private static @Nullable String digestOf(Map<String, MessageAttribute> attributes) {
    return attributes.isEmpty() ? null : Digest.ofAttributes(attributes);
  }
}
