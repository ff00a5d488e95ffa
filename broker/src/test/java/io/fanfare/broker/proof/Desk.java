package io.fanfare.broker.proof;

import java.net.ConnectException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Where clients make their requests and learn their outcome. */
final class Desk {

  private final AtomicLong answers = new AtomicLong();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

  /** How many requests were answered with success so far. */
  long answers() {
    return answers.get();
  }

  /** Refusals, of which a workload that asks for nothing wrong should hear none. */
  Queue<String> surprises() {
    return surprises;
  }

  /**
   * Makes a request, tells {@code then} how it ended and from when to when it took, and returns the
   * response if there was one.
   */
  <R> @Nullable R request(Supplier<R> request, BiConsumer<Outcome, Span> then) {
    long start = System.nanoTime();
    Outcome outcome = Outcome.MAYBE;
    R response = null;
    try {
      response = request.get();
      outcome = Outcome.ACKED;
      answers.incrementAndGet();
    } catch (AwsServiceException e) {
      if (e.statusCode() < 500) {
        outcome = Outcome.REFUSED;
        noteUnlessLate(e);
      }
    } catch (SdkException e) {
      if (neverSent(e)) {
        outcome = Outcome.REFUSED;
      } else if (String.valueOf(e.getMessage()).contains("MD5")) {
        surprises.add(e.toString());
      }
    }
    then.accept(outcome, Span.since(start));
    return response;
  }

  /** A client that is slow, or waits for a restart, may outstay its lease on a FIFO queue. */
  private void noteUnlessLate(AwsServiceException refusal) {
    if (!String.valueOf(refusal.getMessage()).contains("The receipt handle has expired")) {
      surprises.add(refusal.toString());
    }
  }

  /** Whether there was no connection to send the request on. */
  private static boolean neverSent(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }
}
