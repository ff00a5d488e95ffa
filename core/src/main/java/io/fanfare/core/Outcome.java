package io.fanfare.core;

import java.util.List;

/**
 * A rule's verdict: what to answer, and what must be durable before anyone hears it.
 *
 * @param reply the answer
 * @param changes the rows to write, in order; empty when the step changed nothing durable
 */
public record Outcome<R>(R reply, List<Change> changes) {

  public Outcome {
    changes = List.copyOf(changes);
  }

  /** An answer that changes nothing. */
  public static <R> Outcome<R> of(R reply) {
    return new Outcome<>(reply, List.of());
  }
}
