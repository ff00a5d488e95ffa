package io.fanfare.queues.model;

import io.fanfare.core.Attribute;
import java.util.List;
import java.util.Optional;

/** Every attribute of a queue, declared once. */
public final class QueueAttribute {

  /** How many messages can be received, from 0; exact, in spite of its name. Always shown. */
  public static final Attribute<String> APPROXIMATE_NUMBER_OF_MESSAGES =
      Attribute.computed("ApproximateNumberOfMessages", "messages that can be received");

  /** How many messages wait for the end of their delay, from 0; exact. Always shown. */
  public static final Attribute<String> APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED =
      Attribute.computed("ApproximateNumberOfMessagesDelayed", "messages whose delay goes on");

  /**
   * How many messages are in flight, received and neither deleted nor visible again; from 0, exact.
   * Always shown.
   */
  public static final Attribute<String> APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE =
      Attribute.computed("ApproximateNumberOfMessagesNotVisible", "messages in flight");

  /** When the queue was created, in seconds since 1970. Always shown. */
  public static final Attribute<String> CREATED_TIMESTAMP =
      Attribute.computed("CreatedTimestamp", "seconds since 1970");

  /**
   * When the attributes were set last, or the queue was created, in seconds since 1970. Always
   * shown.
   */
  public static final Attribute<String> LAST_MODIFIED_TIMESTAMP =
      Attribute.computed("LastModifiedTimestamp", "seconds since 1970");

  /** The ARN of the queue, of its region, its account and its name. Always shown. */
  public static final Attribute<String> QUEUE_ARN = Attribute.computed("QueueArn", "an ARN");

  /**
   * For how many seconds a message that is sent stays hidden, unless it says so itself; 0 to 900
   * with AWS, here to {@link #MAXIMUM_DELAY_SECONDS} if that is set; 0 by default.
   */
  public static final Attribute<Integer> DELAY_SECONDS =
      Attribute.whole("DelaySeconds", 0, 1_209_600)
          .orElse("0")
          .inWords("0 to 900, or to `MaximumDelaySeconds`");

  /**
   * The longest delay of the queue and of its messages, in seconds, where it is not the 900 of AWS,
   * which has no such attribute; 900 to 1,209,600. Not set by default.
   */
  public static final Attribute<Integer> MAXIMUM_DELAY_SECONDS =
      Attribute.whole("MaximumDelaySeconds", 900, 1_209_600).inWords("900 to 1209600; beyond AWS");

  /**
   * How many bytes a message may have, its body in UTF-8 and its attributes together; 1,024 to
   * 1,048,576, which is the default.
   */
  public static final Attribute<Integer> MAXIMUM_MESSAGE_SIZE =
      Attribute.whole("MaximumMessageSize", 1_024, 1_048_576).orElse("1048576");

  /**
   * After how many seconds since it was sent a message is removed, in whatever state it is; 60 to
   * 1,209,600, 345,600 by default, which are four days.
   */
  public static final Attribute<Integer> MESSAGE_RETENTION_PERIOD =
      Attribute.whole("MessageRetentionPeriod", 60, 1_209_600).orElse("345600");

  /**
   * For how many seconds a receive that does not say waits for a message; 0 to 20, 0 by default.
   */
  public static final Attribute<Integer> RECEIVE_MESSAGE_WAIT_TIME_SECONDS =
      Attribute.whole("ReceiveMessageWaitTimeSeconds", 0, 20).orElse("0");

  /**
   * For how many seconds what is received is hidden, unless the receive says so; 0 to 43,200, 30 by
   * default.
   */
  public static final Attribute<Integer> VISIBILITY_TIMEOUT =
      Attribute.whole("VisibilityTimeout", 0, 43_200).orElse("30");

  /**
   * For how many seconds a message is hidden beyond its visibility timeout after its first receive,
   * also when its receiver sets that to 0; 1 to 43,200, or 0 for no back-off, as it is by default.
   * AWS has no such attribute.
   */
  public static final Attribute<Integer> BACKOFF_INITIAL_SECONDS =
      Attribute.whole("BackoffInitialSeconds", 0, 43_200).inWords("0 to 43200; beyond AWS");

  /**
   * How many times as long as after the receive before a message is hidden after each further one,
   * if there is a {@link #BACKOFF_INITIAL_SECONDS}; 1 to 10, 2 if it is not set.
   */
  public static final Attribute<Integer> BACKOFF_FACTOR =
      Attribute.whole("BackoffFactor", 1, 10).inWords("1 to 10; beyond AWS");

  /**
   * For how many seconds a message is hidden beyond its visibility timeout at the most, if there is
   * a {@link #BACKOFF_INITIAL_SECONDS}; 1 to 43,200, 900 if it is not set.
   */
  public static final Attribute<Integer> BACKOFF_MAXIMUM_SECONDS =
      Attribute.whole("BackoffMaximumSeconds", 1, 43_200).inWords("1 to 43200; beyond AWS");

  /**
   * Whether messages are sealed by the key that is {@code alias/aws/sqs} in the key file, if there
   * is one; {@code true} by default, {@code false} from when {@link #KMS_MASTER_KEY_ID} is set.
   */
  public static final Attribute<Boolean> SQS_MANAGED_SSE_ENABLED =
      Attribute.flag("SqsManagedSseEnabled").orElse("true");

  /**
   * The master key that messages are sealed by, if there is a key file: any text, of which nobody
   * checks whether there is such a key before it is used; empty to unset it, as it is by default.
   */
  public static final Attribute<String> KMS_MASTER_KEY_ID =
      Attribute.text("KmsMasterKeyId", "any text", Optional::of);

  /**
   * For how many seconds a data key is used again; 60 to 86,400, 300 by default. It is shown while
   * {@link #KMS_MASTER_KEY_ID} is set.
   */
  public static final Attribute<Integer> KMS_DATA_KEY_REUSE_PERIOD_SECONDS =
      Attribute.whole("KmsDataKeyReusePeriodSeconds", 60, 86_400).orElse("300");

  /**
   * Who may do what with the queue: a policy of AWS in JSON; empty to unset it, as it is by
   * default, when only the owner may.
   */
  public static final Attribute<String> POLICY =
      Attribute.text("Policy", "a policy in JSON", Optional::of);

  /**
   * Where messages go that were received too often, and how often that is: {@code
   * deadLetterTargetArn} and {@code maxReceiveCount} in JSON; empty to unset it, as it is by
   * default.
   */
  public static final Attribute<String> REDRIVE_POLICY =
      Attribute.text("RedrivePolicy", "a redrive policy in JSON", Optional::of);

  /**
   * Which queues may send their dead letters here: {@code redrivePermission} and {@code
   * sourceQueueArns} in JSON; empty to unset it, as it is by default, when all may.
   */
  public static final Attribute<String> REDRIVE_ALLOW_POLICY =
      Attribute.text("RedriveAllowPolicy", "a redrive allow policy in JSON", Optional::of);

  /**
   * Whether the queue keeps the order of each message group: {@code true}, set when it is created,
   * or not set.
   */
  public static final Attribute<Boolean> FIFO_QUEUE = Attribute.flag("FifoQueue").fixedAtCreation();

  /**
   * Whether a message without a MessageDeduplicationId gets the SHA-256 of its body as one; FIFO
   * queues only, {@code false} by default.
   */
  public static final Attribute<Boolean> CONTENT_BASED_DEDUPLICATION =
      Attribute.flag("ContentBasedDeduplication").orElse("false");

  /**
   * Within what duplicates are known: {@code queue}, which is the default, or {@code messageGroup};
   * FIFO queues only. A queue keeps the one that it was created with in use.
   */
  public static final Attribute<String> DEDUPLICATION_SCOPE =
      Attribute.oneOf("DeduplicationScope", "queue", "messageGroup").orElse("queue");

  /**
   * What AWS would limit the throughput of: {@code perQueue}, which is the default, or {@code
   * perMessageGroupId}, which needs a {@link #DEDUPLICATION_SCOPE} of {@code messageGroup}. FIFO
   * queues only; it is kept and shown only.
   */
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
          BACKOFF_INITIAL_SECONDS,
          BACKOFF_FACTOR,
          BACKOFF_MAXIMUM_SECONDS,
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
