package io.fanfare.broker.proof;

import java.net.ConnectException;
import java.util.List;
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

  /** What is told of a lease that is over, by FIFO queues and by standard ones. */
  private static final List<String> OF_LATE =
      List.of("The receipt handle has expired", "not available for visibility timeout change");

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
    return invoke(Long.MAX_VALUE, request, then);
  }

  /** The same for an operation on a message that is leased until {@code leaseEnd}. */
  <R> @Nullable R invoke(long leaseEnd, Supplier<R> request, BiConsumer<Completion, Span> then) {
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
        noteUnlessLate(e, leaseEnd);
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

  /** A client that is slow, or waits for a restart, may outstay its lease, and is told so. */
  private void noteUnlessLate(AwsServiceException refusal, long leaseEnd) {
    String sentence = String.valueOf(refusal.getMessage());
    boolean isLate =
        leaseEnd != Long.MAX_VALUE
            && System.nanoTime() + HistoryChecker.TOLERANCE > leaseEnd
            && OF_LATE.stream().anyMatch(sentence::contains);
    if (!isLate) {
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
