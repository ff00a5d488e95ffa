package io.fanfare.http.stomp;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.http.stomp.frame.Frame;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.Publish;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a session sends, in its order. What the broker cannot take for the moment is tried again for
 * half a minute, as a SEND that fails ends its connection. To a FIFO destination one message is on
 * its way at a time: a later one could be taken in where an earlier one was not.
 */
final class Sends {

  private static final long PATIENCE_MILLIS = 30_000;
  private static final long FIRST_REST_MILLIS = 100;
  private static final long LONGEST_REST_MILLIS = 2_000;

  private final Vertx vertx;
  private final Queues queues;
  private final Topics topics;
  private final Caller caller;
  private final LongSupplier clock;
  private final Map<Destination, Future<?>> latest = new HashMap<>(0);
  private int resting;

  /** The sends of {@code caller}, who sees {@code services}; {@code clock} tells milliseconds. */
  Sends(Vertx vertx, StompServices services, Caller caller, LongSupplier clock) {
    this.vertx = vertx;
    this.queues = services.queues();
    this.topics = services.topics();
    this.caller = caller;
    this.clock = clock;
  }

  /** Whether something waits to be tried again. */
  boolean isResting() {
    return resting > 0;
  }

  /**
   * Sends what {@code frame} has; completes when that is durable.
   *
   * @throws BrokerException if it is refused at once
   */
  Future<?> send(Frame frame) {
    Destination destination = Destination.of(frame.header(Names.DESTINATION), caller);
    Supplier<Future<?>> action = action(frame, destination);
    if (!destination.isFifo()) {
      return attempt(action, clock.getAsLong() + PATIENCE_MILLIS, FIRST_REST_MILLIS);
    }
    Future<?> before = latest.getOrDefault(destination, Future.succeededFuture());
    Future<?> sent =
        before.compose(
            done -> attempt(action, clock.getAsLong() + PATIENCE_MILLIS, FIRST_REST_MILLIS));
    latest.put(destination, sent);
    sent.onComplete(done -> latest.remove(destination, sent));
    return sent;
  }

  private Supplier<Future<?>> action(Frame frame, Destination destination) {
    if (destination.topic()) {
      Publish publish = SentMessages.toTopic(frame, destination, caller);
      return () -> topics.publish(publish);
    }
    SendMessage message = SentMessages.toQueue(frame, destination, caller);
    return () -> queues.sendMessage(message);
  }

  private Future<?> attempt(Supplier<Future<?>> action, long deadline, long rest) {
    return Attempt.of(() -> action.get().<Object>mapEmpty())
        .recover(
            cause -> {
              if (!mayPass(cause) || clock.getAsLong() + rest > deadline) {
                return Future.failedFuture(cause);
              }
              return rested(rest)
                  .compose(
                      over ->
                          attempt(action, deadline, Math.min(2 * rest, LONGEST_REST_MILLIS))
                              .mapEmpty());
            });
  }

  private Future<Void> rested(long millis) {
    Promise<Void> rest = Promise.promise();
    resting++;
    vertx.setTimer(
        millis,
        over -> {
          resting--;
          rest.complete();
        });
    return rest.future();
  }

  /** What a fault of the broker has done is not known, so its sender is told. */
  private static boolean mayPass(Throwable cause) {
    return cause instanceof BrokerException refusal
        && refusal.code().retryable()
        && refusal.code() != CommonError.INTERNAL_FAILURE;
  }
}
