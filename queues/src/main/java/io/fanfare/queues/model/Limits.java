package io.fanfare.queues.model;

import io.fanfare.core.CommonError;
import org.jspecify.annotations.Nullable;

/** Every number that bounds a request to a queue, each with the words of its refusal. */
public final class Limits {

  /** Messages that one receive asks for. */
  public static final Range RECEIVE_COUNT =
      new Range(
          1,
          10,
          "Value %d for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10,"
              + " if provided.");

  /** Seconds for which a receive hides what it takes. */
  public static final Range RECEIVE_VISIBILITY_TIMEOUT =
      new Range(
          0,
          43_200,
          "Value %d for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200,"
              + " if provided.");

  /** Seconds for which a receive waits for its first message. */
  public static final Range RECEIVE_WAIT_TIME =
      new Range(
          0,
          20,
          "Value %d for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if"
              + " provided.");

  /** Seconds from now on for which a message is to stay hidden. */
  public static final Range CHANGE_VISIBILITY_TIMEOUT =
      new Range(
          0,
          43_200,
          "Value %d for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and"
              + " 43200.");

  /** As the other, in the words of a batch. */
  public static final Range CHANGE_VISIBILITY_TIMEOUT_OF_ENTRY =
      new Range(
          0,
          43_200,
          "Value %d for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be"
              + " an integer between 0 and 43200.");

  /** Seconds for which nobody receives a new message, unless its queue allows longer ones. */
  public static final Range DELAY =
      new Range(
          0,
          900,
          "Value %d for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= %d and"
              + " <= %d.");

  /** Queues on a page of a list. */
  public static final Range LIST_RESULTS =
      new Range(
          1,
          1_000,
          "Value for parameter MaxResults is invalid. Reason: MaxResults must be an integer between"
              + " 1 and 1000.");

  /** Messages that a move task moves in a second. */
  public static final Range MOVE_TASK_RATE =
      new Range(
          1,
          500,
          "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter a"
              + " number that's between 1 and 500.");

  /** Move tasks on a list. */
  public static final Range MOVE_TASK_RESULTS =
      new Range(
          1,
          10,
          "Value for parameter MaxResults is invalid. Reason: You must enter a number that's"
              + " between 1 and 10.");

  /** Messages on a page of a peek. */
  public static final Range PEEK_RESULTS =
      new Range(
          1,
          100,
          "Value %d for parameter MaxResults is invalid. Reason: MaxResults must be an integer"
              + " between %d and %d.");

  /**
   * Bytes of contents that end a page of peeked messages; the message that reaches them is on it.
   */
  public static final int PEEK_BYTES = 4_194_304;

  /** Messages that a page of a peek looks at to find those that contain a text. */
  public static final int PEEK_LOOKS = 1_000;

  /** Bytes of contents that a peek looks through before others have their turn. */
  public static final int PEEK_BYTES_AT_ONCE = 1_048_576;

  /** Characters of the text that peeked messages are to contain. */
  public static final int PEEK_TEXT = 256;

  /** Seconds between two points of a queue's history. */
  public static final int HISTORY_PERIOD_SECONDS = 10;

  /** Points of a queue's history: an hour of them. */
  public static final int HISTORY_POINTS = 360;

  /** Queues whose history is kept. */
  public static final int HISTORY_QUEUES = 250;

  /** Accounts whose history is kept; an account counts once for each region. */
  public static final int HISTORY_ACCOUNTS = 100;

  /** Entries of a batch. */
  public static final int BATCH_ENTRIES = 10;

  /** Bytes of a message, and of all messages of a batch: 1 MiB. */
  public static final int MESSAGE_BYTES = 1_048_576;

  /** User attributes of a message. */
  public static final int MESSAGE_ATTRIBUTES = 10;

  /** Bytes of an attribute's name, and of its type. */
  public static final int ATTRIBUTE_NAME_BYTES = 256;

  /** So often a message of a standard queue is received before it goes to the queue's back. */
  public static final int RECEIVES_IN_PLACE = 3;

  /** Messages of a queue that may be in flight at once. */
  public static final int IN_FLIGHT = 120_000;

  /** Seconds from its receive for which a message can stay hidden at the most: 12 hours. */
  public static final int TOTAL_VISIBILITY_SECONDS = 43_200;

  /** Seconds for which a FIFO queue knows a duplicate, and the repetition of a receive. */
  public static final int DEDUPLICATION_SECONDS = 300;

  /** Bytes of a queue's policy. */
  public static final int POLICY_BYTES = 8_192;

  /** Statements of a policy. */
  public static final int POLICY_STATEMENTS = 20;

  /** Principals that all statements of a policy name. */
  public static final int POLICY_PRINCIPALS = 50;

  /** Conditions of one statement of a policy. */
  public static final int STATEMENT_CONDITIONS = 10;

  /** Actions that one permission allows, and one statement of a policy names. */
  public static final int STATEMENT_ACTIONS = 7;

  /** Characters of a permission's label, which has at least one. */
  public static final int LABEL_LENGTH = 80;

  /** Tags of a queue. */
  public static final int TAGS = 50;

  /** Characters of a tag's key, which has at least one. */
  public static final int TAG_KEY_LENGTH = 128;

  /** Characters of a tag's value. */
  public static final int TAG_VALUE_LENGTH = 256;

  /** Move tasks of an account that may be active at once; a source queue has one at the most. */
  public static final int ACTIVE_MOVE_TASKS = 100;

  /** Hours after which a move task ends. */
  public static final int MOVE_TASK_HOURS = 36;

  private Limits() {}

  /**
   * A range of whole numbers, ends included, and the sentence that refuses others, into which the
   * refused number and the two ends are filled.
   *
   * @param least the smallest number that is taken
   * @param most the largest number that is taken
   * @param refusal a format, as {@link String#format} takes it: of the number, and of the two ends
   */
  public record Range(int least, int most, String refusal) {

    /** The same range with another upper end. */
    public Range upTo(int other) {
      return new Range(least, other, refusal);
    }

    /** Refuses {@code value} unless it is absent or within the range. */
    public void check(@Nullable Integer value) {
      if (value != null && (value < least || value > most)) {
        throw CommonError.INVALID_PARAMETER_VALUE.refuse(refusal, value, least, most);
      }
    }
  }
}
