package io.fanfare.functions.model;

/** Every number that bounds a mapping or an invocation. */
public final class Limits {

  /** Messages of a batch. */
  public static final int BATCH_SIZE = 10_000;

  /** Messages of a batch that needs no window, and the most of a FIFO queue. */
  public static final int BATCH_SIZE_WITHOUT_WINDOW = 10;

  /** Seconds for which a batch is gathered. */
  public static final int WINDOW_SECONDS = 300;

  /** The least MaximumConcurrency of a mapping. */
  public static final int LEAST_CONCURRENCY = 2;

  /** The greatest MaximumConcurrency of a mapping. */
  public static final int MOST_CONCURRENCY = 1_000;

  /** The least MinimumPollers and MaximumPollers. */
  public static final int LEAST_POLLERS = 2;

  /** The greatest MinimumPollers. */
  public static final int MOST_MINIMUM_POLLERS = 200;

  /** The greatest MaximumPollers. */
  public static final int MOST_MAXIMUM_POLLERS = 2_000;

  /** Filters of a mapping. */
  public static final int FILTERS = 5;

  /** Characters of a filter's pattern. */
  public static final int PATTERN_LENGTH = 4_096;

  /** Characters of a function's name, with all that may stand around it. */
  public static final int FUNCTION_NAME_LENGTH = 256;

  /** Mappings that a caller can ask for on a page. */
  public static final int LIST_RESULTS = 10_000;

  /** Mappings on a page of a list. */
  public static final int PAGE = 100;

  /** Tags of a mapping. */
  public static final int TAGS = 50;

  /** Bytes of the event of an invocation: 6 MiB. */
  public static final int EVENT_BYTES = 6_291_456;

  /** Bytes of what a function answers: 6 MiB and 100. */
  public static final int ANSWER_BYTES = 6_291_556;

  /** Bytes of an event that a function is handed over by {@code Invoke}: 1 MiB. */
  public static final int ASYNC_EVENT_BYTES = 1_048_576;

  /** Bytes of a ClientContext, in base64. */
  public static final int CLIENT_CONTEXT_LENGTH = 3_583;

  /** Characters of a qualifier. */
  public static final int QUALIFIER_LENGTH = 128;

  /** Seconds that a function may take. */
  public static final int TIMEOUT_SECONDS = 900;

  /** Invocations under way at once of a mapping that sets no other number. */
  public static final int CONCURRENCY = 1_000;

  private Limits() {}
}
