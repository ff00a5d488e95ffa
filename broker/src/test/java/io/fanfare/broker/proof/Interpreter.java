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

/** Invokes the operations of all clients and learns how they complete. */
final class Interpreter {

  private final AtomicLong answers = new AtomicLong();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

  /** How many operations completed as ok so far. */
  long answers() {
    return answers.get();
  }

  /** Refusals, of which a workload that asks for nothing wrong should hear none. */
  Queue<String> surprises() {
    return surprises;
  }

  /**
   * Invokes an operation, tells {@code then} how it completed and from when to when it took, and
   * returns the response if there was one.
   */
  <R> @Nullable R invoke(Supplier<R> request, BiConsumer<Completion, Span> then) {
    long start = System.nanoTime();
    Completion completion = Completion.INFO;
    R response = null;
    try {
      response = request.get();
      completion = Completion.OK;
      answers.incrementAndGet();
    } catch (AwsServiceException e) {
      if (e.statusCode() < 500) {
        completion = Completion.FAIL;
        noteUnlessLate(e);
      }
    } catch (SdkException e) {
      if (neverSent(e)) {
        completion = Completion.FAIL;
      } else if (String.valueOf(e.getMessage()).contains("MD5")) {
        surprises.add(e.toString());
      }
    }
    then.accept(completion, Span.since(start));
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
