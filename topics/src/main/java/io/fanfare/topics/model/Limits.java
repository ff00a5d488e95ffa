package io.fanfare.topics.model;

/** Every number that bounds a request to a topic. */
public final class Limits {

  /** Characters of a topic's name, which has at least one. */
  public static final int TOPIC_NAME_LENGTH = 256;

  /** Characters of a topic's display name. */
  public static final int DISPLAY_NAME_LENGTH = 100;

  /** Bytes of a message with its attributes unless the topic says otherwise. */
  public static final int MESSAGE_BYTES = 262_144;

  /** The least and the most that a topic may say. */
  public static final int LEAST_MESSAGE_BYTES = 1_024;

  /** Bytes that the MaximumMessageSize of a topic may be at the most. */
  public static final int MOST_MESSAGE_BYTES = 1_048_576;

  /** Subscriptions of a topic whose messages may be larger than {@link #MESSAGE_BYTES}. */
  public static final int SUBSCRIPTIONS_TO_LARGE_MESSAGES = 100;

  /** Characters of a subject. */
  public static final int SUBJECT_LENGTH = 99;

  /** Entries of a batch. */
  public static final int BATCH_ENTRIES = 10;

  /** Characters of a batch entry's id. */
  public static final int BATCH_ENTRY_ID_LENGTH = 80;

  /** Seconds for which a FIFO topic knows a duplicate. */
  public static final int DEDUPLICATION_SECONDS = 300;

  /** Days for which a FIFO topic archives messages at the most. */
  public static final int ARCHIVE_DAYS = 365;

  /** Bytes of an attribute's name are below this. */
  public static final int ATTRIBUTE_NAME_BYTES = 256;

  /** Subscriptions of a topic. */
  public static final int SUBSCRIPTIONS = 12_500_000;

  /** Subscriptions of a FIFO topic. */
  public static final int FIFO_SUBSCRIPTIONS = 100;

  /** Days in which a subscription is confirmed, or ends. */
  public static final int CONFIRMATION_DAYS = 2;

  /** How often a host is asked to confirm subscriptions by HTTP that it does not confirm. */
  public static final int OPEN_CONFIRMATIONS = 100;

  /** How often more, in a minute. */
  public static final int CONFIRMATIONS_A_MINUTE = 1;

  /** Tags of a topic. */
  public static final int TAGS = 50;

  /** Characters of a tag's key, which has at least one. */
  public static final int TAG_KEY_LENGTH = 128;

  /** Characters of a tag's value. */
  public static final int TAG_VALUE_LENGTH = 256;

  /** Bytes of a topic's policy. */
  public static final int POLICY_BYTES = 30_720;

  /** Characters of a topic's data protection policy. */
  public static final int DATA_PROTECTION_POLICY_LENGTH = 30_720;

  /** Characters of an application's name, which has at least one. */
  public static final int APPLICATION_NAME_LENGTH = 256;

  /** Bytes of the token that a platform knows a device by. */
  public static final int TOKEN_BYTES = 8_192;

  /** Characters of the token of one of Apple's devices. */
  public static final int APPLE_TOKEN_LENGTH = 400;

  /** Bytes of the text that is kept with an endpoint. */
  public static final int CUSTOM_USER_DATA_BYTES = 2_048;

  /** Subscriptions of which it is known how attempts to push to them went. */
  public static final int DELIVERIES_KNOWN = 10_000;

  /** Topics, subscriptions, applications or endpoints on a page of a list. */
  public static final int PAGE = 100;

  private Limits() {}
}
