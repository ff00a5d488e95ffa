package io.fanfare.topics.model;

import io.fanfare.core.Arn;
import io.fanfare.core.Attribute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every attribute of a topic, declared once. */
public final class TopicAttribute {

  /** The ARN of the topic, of its region, its account and its name. Always shown. */
  public static final Attribute<String> TOPIC_ARN = Attribute.computed("TopicArn", "an ARN");

  /** The account of the topic, twelve digits. Always shown. */
  public static final Attribute<String> OWNER = Attribute.computed("Owner", "an account");

  /** How many subscriptions get messages, from 0. Always shown. */
  public static final Attribute<String> SUBSCRIPTIONS_CONFIRMED =
      Attribute.computed("SubscriptionsConfirmed", "subscriptions that get messages");

  /** How many subscriptions wait for their endpoint to confirm them, from 0. Always shown. */
  public static final Attribute<String> SUBSCRIPTIONS_PENDING =
      Attribute.computed("SubscriptionsPending", "subscriptions that wait for confirmation");

  /** How many subscriptions the topic has had that have ended, from 0. Always shown. */
  public static final Attribute<String> SUBSCRIPTIONS_DELETED =
      Attribute.computed("SubscriptionsDeleted", "subscriptions that have ended");

  /**
   * How endpoints over HTTP are delivered to, in JSON: {@link #DELIVERY_POLICY} over the defaults
   * of AWS. Always shown.
   */
  public static final Attribute<String> EFFECTIVE_DELIVERY_POLICY =
      Attribute.computed("EffectiveDeliveryPolicy", "AWS's defaults under `DeliveryPolicy`");

  /**
   * A name for people, which AWS shows in mail and text messages; up to 100 characters, empty by
   * default. Always shown.
   */
  public static final Attribute<String> DISPLAY_NAME =
      Attribute.text(
              "DisplayName",
              "up to 100 characters",
              text ->
                  Optional.of(text)
                      .filter(
                          name ->
                              name.codePointCount(0, name.length()) <= Limits.DISPLAY_NAME_LENGTH))
          .orElse("");

  /**
   * Who may do what with the topic: a policy of AWS in JSON. By default that of AWS, by which only
   * the owner may; always shown.
   */
  public static final Attribute<String> POLICY =
      Attribute.text("Policy", "a policy in JSON", Optional::of);

  /**
   * How endpoints over HTTP are delivered to: retries, pace and Content-Type, in JSON; empty to
   * unset it, as it is by default. Shown if it is set.
   */
  public static final Attribute<String> DELIVERY_POLICY =
      Attribute.text("DeliveryPolicy", "a delivery policy in JSON", Optional::of);

  /**
   * The master key that what is published is sealed by, if there is a key file: any text; empty to
   * unset it, as it is by default. It is shown if it is set.
   */
  public static final Attribute<String> KMS_MASTER_KEY_ID =
      Attribute.text("KmsMasterKeyId", "any text", Optional::of);

  /**
   * How envelopes are signed: {@code 1} by SHA-1 with RSA, which is the default, or {@code 2} by
   * SHA-256 with RSA. Shown if it is set.
   */
  public static final Attribute<String> SIGNATURE_VERSION =
      Attribute.oneOf("SignatureVersion", "1", "2").orElse("1");

  /**
   * How many bytes a message may have, its text in UTF-8 and its attributes together; 1,024 to
   * 1,048,576, 262,144 by default. Shown if it is set.
   */
  public static final Attribute<Integer> MAXIMUM_MESSAGE_SIZE =
      Attribute.whole("MaximumMessageSize", Limits.LEAST_MESSAGE_BYTES, Limits.MOST_MESSAGE_BYTES)
          .orElse(Integer.toString(Limits.MESSAGE_BYTES));

  /**
   * Whether AWS would trace messages: {@code PassThrough} or {@code Active}; standard topics only,
   * not set by default. It is kept, and shown if it is set.
   */
  public static final Attribute<String> TRACING_CONFIG =
      Attribute.oneOf("TracingConfig", "PassThrough", "Active");

  /**
   * Whether the topic keeps the order of each message group: {@code true}, set when it is created,
   * or not set. Shown by FIFO topics.
   */
  public static final Attribute<Boolean> FIFO_TOPIC = Attribute.flag("FifoTopic").fixedAtCreation();

  /**
   * Whether a message without a MessageDeduplicationId gets the SHA-256 of its text as one; FIFO
   * topics only, {@code false} by default.
   */
  public static final Attribute<Boolean> CONTENT_BASED_DEDUPLICATION =
      Attribute.flag("ContentBasedDeduplication").orElse("false");

  /** The {@link #FIFO_THROUGHPUT_SCOPE} within which each message group knows its own messages. */
  public static final String SCOPE_OF_GROUPS = "MessageGroup";

  /**
   * Within what duplicates are known: {@code Topic}, as by default, or {@link #SCOPE_OF_GROUPS};
   * FIFO topics only. Shown if it is set.
   */
  public static final Attribute<String> FIFO_THROUGHPUT_SCOPE =
      Attribute.oneOf("FifoThroughputScope", "Topic", SCOPE_OF_GROUPS);

  /**
   * For how many days messages are kept to be replayed: a {@code MessageRetentionPeriod} of 1 to
   * 365 in JSON; {@code {}} to end the archive, of which there is none by default. FIFO topics
   * only.
   */
  public static final Attribute<String> ARCHIVE_POLICY =
      Attribute.text(
          "ArchivePolicy", "a MessageRetentionPeriod of 1 to 365 days in JSON", Optional::of);

  /**
   * Since when the topic has archived without a break, a time in ISO 8601. Shown while there is an
   * archive.
   */
  public static final Attribute<String> BEGINNING_ARCHIVE_TIME =
      Attribute.computed("BeginningArchiveTime", "the time since when there is an archive");

  /**
   * What AWS would look for in messages: a policy in JSON, not set by default. Kept with the
   * others, but neither shown nor settable: it has actions of its own.
   */
  public static final Attribute<String> DATA_PROTECTION_POLICY =
      Attribute.text("DataProtectionPolicy", "a policy in JSON", Optional::of);

  /** How deliveries to each kind of endpoint are logged: by a role, and how many of them. */
  private static final List<Attribute<?>> FEEDBACK =
      Stream.of("HTTP", "Firehose", "Lambda", "Application", "SQS")
          .flatMap(TopicAttribute::feedbackOf)
          .toList();

  private static final List<Attribute<?>> OF_BOTH_KINDS =
      List.of(
          TOPIC_ARN,
          OWNER,
          SUBSCRIPTIONS_CONFIRMED,
          SUBSCRIPTIONS_PENDING,
          SUBSCRIPTIONS_DELETED,
          EFFECTIVE_DELIVERY_POLICY,
          DISPLAY_NAME,
          POLICY,
          DELIVERY_POLICY,
          KMS_MASTER_KEY_ID,
          SIGNATURE_VERSION,
          MAXIMUM_MESSAGE_SIZE);
  private static final List<Attribute<?>> OF_STANDARD_TOPICS = List.of(TRACING_CONFIG);
  private static final List<Attribute<?>> OF_FIFO_TOPICS =
      List.of(
          FIFO_TOPIC,
          CONTENT_BASED_DEDUPLICATION,
          FIFO_THROUGHPUT_SCOPE,
          ARCHIVE_POLICY,
          BEGINNING_ARCHIVE_TIME);

  private static final List<Attribute<?>> ALL =
      all(List.of(OF_BOTH_KINDS, OF_STANDARD_TOPICS, OF_FIFO_TOPICS, FEEDBACK));
  private static final List<Attribute<?>> STANDARD =
      all(List.of(OF_BOTH_KINDS, OF_STANDARD_TOPICS, FEEDBACK));
  private static final List<Attribute<?>> FIFO =
      all(List.of(OF_BOTH_KINDS, OF_FIFO_TOPICS, FEEDBACK));

  private TopicAttribute() {}

  /** Every attribute, in the order of the reference table. */
  public static List<Attribute<?>> all() {
    return ALL;
  }

  /** The attributes that a FIFO topic has, or those that a standard topic has. */
  public static List<Attribute<?>> of(boolean fifo) {
    return fifo ? FIFO : STANDARD;
  }

  /** Whether setting {@code attribute} to an empty text unsets it. */
  public static boolean isUnsetByEmpty(Attribute<?> attribute) {
    return attribute == DELIVERY_POLICY
        || attribute == KMS_MASTER_KEY_ID
        || FEEDBACK.contains(attribute);
  }

  private static Stream<Attribute<?>> feedbackOf(String endpoint) {
    return Stream.of(
        role(endpoint + "SuccessFeedbackRoleArn"),
        Attribute.whole(endpoint + "SuccessFeedbackSampleRate", 0, 100),
        role(endpoint + "FailureFeedbackRoleArn"));
  }

  private static Attribute<String> role(String name) {
    return Attribute.text(
        name,
        "the ARN of a role",
        text ->
            Optional.of(text)
                .filter(
                    role ->
                        Arn.parse(role)
                            .filter(arn -> arn.service().equals("iam"))
                            .filter(arn -> arn.resource().startsWith("role/"))
                            .isPresent()));
  }

  private static List<Attribute<?>> all(List<List<Attribute<?>>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
