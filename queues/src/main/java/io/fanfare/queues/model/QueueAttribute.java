package io.fanfare.queues.model;

import io.fanfare.core.Attribute;
import java.util.List;
import java.util.Optional;

/** Every attribute of a queue, declared once. */
public final class QueueAttribute {

  public static final Attribute<String> APPROXIMATE_NUMBER_OF_MESSAGES =
      Attribute.computed("ApproximateNumberOfMessages", "messages that can be received");
  public static final Attribute<String> APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED =
      Attribute.computed("ApproximateNumberOfMessagesDelayed", "messages whose delay goes on");
  public static final Attribute<String> APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE =
      Attribute.computed("ApproximateNumberOfMessagesNotVisible", "messages in flight");
  public static final Attribute<String> CREATED_TIMESTAMP =
      Attribute.computed("CreatedTimestamp", "seconds since 1970");
  public static final Attribute<String> LAST_MODIFIED_TIMESTAMP =
      Attribute.computed("LastModifiedTimestamp", "seconds since 1970");
  public static final Attribute<String> QUEUE_ARN = Attribute.computed("QueueArn", "an ARN");

  public static final Attribute<Integer> DELAY_SECONDS =
      Attribute.whole("DelaySeconds", 0, 1_209_600)
          .orElse("0")
          .inWords("0 to 900, or to `MaximumDelaySeconds`");

  /** The longest DelaySeconds of a queue and its messages, where it is not AWS's. */
  public static final Attribute<Integer> MAXIMUM_DELAY_SECONDS =
      Attribute.whole("MaximumDelaySeconds", 900, 1_209_600).inWords("900 to 1209600; beyond AWS");

  public static final Attribute<Integer> MAXIMUM_MESSAGE_SIZE =
      Attribute.whole("MaximumMessageSize", 1_024, 1_048_576).orElse("1048576");
  public static final Attribute<Integer> MESSAGE_RETENTION_PERIOD =
      Attribute.whole("MessageRetentionPeriod", 60, 1_209_600).orElse("345600");
  public static final Attribute<Integer> RECEIVE_MESSAGE_WAIT_TIME_SECONDS =
      Attribute.whole("ReceiveMessageWaitTimeSeconds", 0, 20).orElse("0");
  public static final Attribute<Integer> VISIBILITY_TIMEOUT =
      Attribute.whole("VisibilityTimeout", 0, 43_200).orElse("30");
  public static final Attribute<Boolean> SQS_MANAGED_SSE_ENABLED =
      Attribute.flag("SqsManagedSseEnabled").orElse("true");

  public static final Attribute<String> KMS_MASTER_KEY_ID =
      Attribute.text("KmsMasterKeyId", "any text", Optional::of);
  public static final Attribute<Integer> KMS_DATA_KEY_REUSE_PERIOD_SECONDS =
      Attribute.whole("KmsDataKeyReusePeriodSeconds", 60, 86_400).orElse("300");
  public static final Attribute<String> POLICY =
      Attribute.text("Policy", "a policy in JSON", Optional::of);
  public static final Attribute<String> REDRIVE_POLICY =
      Attribute.text("RedrivePolicy", "a redrive policy in JSON", Optional::of);
  public static final Attribute<String> REDRIVE_ALLOW_POLICY =
      Attribute.text("RedriveAllowPolicy", "a redrive allow policy in JSON", Optional::of);

  public static final Attribute<Boolean> FIFO_QUEUE = Attribute.flag("FifoQueue").fixedAtCreation();
  public static final Attribute<Boolean> CONTENT_BASED_DEDUPLICATION =
      Attribute.flag("ContentBasedDeduplication").orElse("false");
  public static final Attribute<String> DEDUPLICATION_SCOPE =
      Attribute.oneOf("DeduplicationScope", "queue", "messageGroup").orElse("queue");
  public static final Attribute<String> FIFO_THROUGHPUT_LIMIT =
      Attribute.oneOf("FifoThroughputLimit", "perQueue", "perMessageGroupId").orElse("perQueue");

  /**
   * The DeduplicationScope that a queue was created with, which stays in use when the scope is
   * changed. Kept with the others, but neither shown nor settable.
   */
  public static final Attribute<String> DEDUPLICATION_SCOPE_IN_USE =
      Attribute.oneOf("DeduplicationScopeInUse", "queue", "messageGroup").orElse("queue");

  private static final List<Attribute<?>> ALL =
      List.of(
          APPROXIMATE_NUMBER_OF_MESSAGES,
          APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
          APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          CREATED_TIMESTAMP,
          LAST_MODIFIED_TIMESTAMP,
          QUEUE_ARN,
          DELAY_SECONDS,
          MAXIMUM_DELAY_SECONDS,
          MAXIMUM_MESSAGE_SIZE,
          MESSAGE_RETENTION_PERIOD,
          RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
          VISIBILITY_TIMEOUT,
          SQS_MANAGED_SSE_ENABLED,
          KMS_MASTER_KEY_ID,
          KMS_DATA_KEY_REUSE_PERIOD_SECONDS,
          POLICY,
          REDRIVE_POLICY,
          REDRIVE_ALLOW_POLICY,
          FIFO_QUEUE,
          CONTENT_BASED_DEDUPLICATION,
          DEDUPLICATION_SCOPE,
          FIFO_THROUGHPUT_LIMIT);

  private QueueAttribute() {}

  /** Every attribute, in the order of the reference table. */
  public static List<Attribute<?>> all() {
    return ALL;
  }

  /** The attribute called {@code name}, if there is one. */
  public static Optional<Attribute<?>> named(String name) {
    for (Attribute<?> attribute : ALL) {
      if (attribute.name().equals(name)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }
}
