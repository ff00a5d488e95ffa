package io.fanfare.functions.model;

import java.util.List;

/**
 * All that was chosen of a mapping.
 *
 * @param functionArn with the qualifier, if one was given
 * @param enabled whether the queue is polled
 * @param batch in what batches
 * @param filters the patterns of which a message must meet one; empty for all messages
 * @param concurrency how many invocations may be under way
 * @param kmsKeyArn kept and shown; empty if there is none
 * @param metrics kept and shown
 */
public record MappingDefinition(
    String functionArn,
    boolean enabled,
    Batch batch,
    List<String> filters,
    Concurrency concurrency,
    String kmsKeyArn,
    List<String> metrics) {

  public MappingDefinition {
    filters = List.copyOf(filters);
    metrics = List.copyOf(metrics);
  }

  /**
   * In what batches messages are handed on.
   *
   * @param size how many messages at the most
   * @param windowSeconds for how long they are gathered
   * @param reportsFailures whether the function says which of them failed
   */
  public record Batch(int size, int windowSeconds, boolean reportsFailures) {}

  /**
   * How many invocations may be under way.
   *
   * @param maximum 0 if the mapping sets no number
   * @param minimumPollers 0 if it has no pollers for itself
   * @param maximumPollers 0 if it has none
   */
  public record Concurrency(int maximum, int minimumPollers, int maximumPollers) {

    private static final int OF_A_POLLER = 10;

    /** No number. */
    public static final Concurrency UNSET = new Concurrency(0, 0, 0);

    /** The number that follows from it, which is at most {@code most}. */
    public int limit(int most) {
      int own = maximum > 0 ? maximum : minimumPollers * OF_A_POLLER;
      return own > 0 ? Math.min(own, most) : most;
    }
  }

  /** What a mapping is of which nothing was chosen. */
  public static MappingDefinition unset() {
    return new MappingDefinition(
        "",
        true,
        new Batch(Limits.BATCH_SIZE_WITHOUT_WINDOW, 0, false),
        List.of(),
        Concurrency.UNSET,
        "",
        List.of());
  }

  /** The name of its function. */
  public FunctionName function() {
    return FunctionName.parse(functionArn).orElseThrow();
  }
}
