package io.fanfare.push;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.core.BrokerException;
import io.fanfare.push.model.PushPolicy;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Empties a queue by handing each of its messages on to an endpoint. What the endpoint takes is
 * deleted; what fails goes back to the queue, hidden for as long as the schedule of retries says;
 * what is refused or has failed too often is {@link Undeliverable}. How often a message was tried
 * is how often it was received, which the queue remembers: a courier knows nothing that a restart
 * would lose.
 *
 * <p>It consumes only while there is something to consume: once its queue is empty for some time it
 * lets go of it, until it is woken. It works on its event loop, best that of its queue; any thread
 * may call.
 */
public final class Courier {

  private static final System.Logger LOG = System.getLogger(Courier.class.getName());

  /** After how long without messages the courier looks whether its queue is empty. */
  private static final long IDLE_MILLIS = 30_000;

  /** For how long a message is hidden from others, unless it is in hand for longer. */
  private static final int VISIBILITY_SECONDS = 20;

  /** After how long what the queue did not do is asked for again. */
  private static final long AGAIN_MILLIS = 1_000;

  /** After what time a message is tried again that could not be given up. */
  private static final Duration UNWILLING = Duration.ofSeconds(10);

  /**
   * After what time a message is undeliverable though it was not tried often enough: a day before
   * the queue, which keeps it for 14 days, would lose it without a word.
   */
  static final Duration OLDEST = Duration.ofDays(13);

  private static final DeliveryResult TOO_OLD =
      new DeliveryResult(DeliveryResult.Outcome.REFUSED, 0, "It has waited for 13 days", 0);

  private final EventLoop loop;
  private final Route route;
  private final ConsumerOptions options;
  private final Pace pace;
  private final Deque<Lease> ready = new ArrayDeque<>();
  private final ReachLog reach = new ReachLog();
  private PushPolicy policy;
  private @Nullable QueueConsumer consumer;
  private long timer = -1;
  private long timerAt;
  private long lastTaken;
  private boolean letting;
  private boolean closed;

  /** Whether there may be something in the queue that no look at it has found since. */
  private final AtomicBoolean woken = new AtomicBoolean();

  /**
   * From where to where messages go.
   *
   * @param name what the log calls it
   * @param mailbox where they wait
   * @param endpoint where they are handed on to
   * @param undeliverable what becomes of those that it does not take
   */
  public record Route(
      String name, Mailbox mailbox, Endpoint endpoint, Undeliverable undeliverable) {}

  /**
   * A courier that waits to be woken.
   *
   * @param loop where it works
   * @param concurrency how many messages it hands on at once, 1 to 100
   * @param budget what it shares with all others
   */
  public Courier(
      EventLoop loop, Route route, PushPolicy policy, int concurrency, PushBudget budget) {
    this.loop = loop;
    this.route = route;
    this.policy = policy;
    this.pace = new Pace(concurrency, budget);
    this.options =
        new ConsumerOptions()
            .setConcurrency(Pace.mostInHand(concurrency))
            .setBatch(Math.min(ConsumerOptions.MOST_BATCH, Pace.mostInHand(concurrency) / 2))
            .setVisibilitySeconds(VISIBILITY_SECONDS);
  }

  /** Delivers by another policy from now on. */
  public void policy(PushPolicy changed) {
    loop.execute(
        () -> {
          policy = changed;
          pump();
        });
  }

  /** There is something in the queue: to be called whenever something has been sent to it. */
  public void wake() {
    if (!woken.getAndSet(true)) {
      loop.execute(this::openIfNeeded);
    }
  }

  private void openIfNeeded() {
    if (woken.get() && consumer == null && !letting && !closed) {
      open();
    }
  }

  /** Whether it consumes from its queue at the moment, or is about to. */
  public boolean isAwake() {
    return woken.get();
  }

  /**
   * Stops for good, and waits some seconds for the attempts that are under way; what is not over
   * then is tried again by whoever delivers next.
   */
  public Future<Void> close() {
    return loop.call(this::stop);
  }

  private Future<Void> stop() {
    closed = true;
    giveBack();
    QueueConsumer open = consumer;
    Future<Void> over = open == null ? Future.succeededFuture() : open.close();
    return over.onComplete(
        done -> {
          cancelTimer();
          pace.close();
        });
  }

  private void open() {
    pace.reset();
    lastTaken = loop.now();
    QueueConsumer opened = route.mailbox().consumer(options);
    consumer = opened;
    opened
        .pause()
        .exceptionHandler(fault -> LOG.log(WARNING, route.name() + ": " + fault.getMessage()))
        .endHandler(end -> ended(opened))
        .handler(this::take);
    pump();
  }

  /** The queue is gone, or all queues are; but it may be there again, with something in it. */
  private void ended(QueueConsumer which) {
    if (consumer == which) {
      consumer = null;
      giveBack();
      cancelTimer();
      woken.set(false);
      route.mailbox().isEmpty().onSuccess(this::wakeUnless);
    }
  }

  private void wakeUnless(boolean empty) {
    if (!empty) {
      wake();
    }
  }

  private void take(Lease message) {
    lastTaken = loop.now();
    pace.taken();
    ready.add(message);
    begin();
    if (policy.perSecond().isPresent()) {
      pump();
    }
  }

  /** Begins attempts with what is in hand, as many as may be under way. */
  private void begin() {
    while (!ready.isEmpty() && pace.mayBegin()) {
      Lease next = ready.remove();
      if (loop.now() - next.sentAt() >= OLDEST.toMillis()) {
        giveUp(next, TOO_OLD).onComplete(settled -> settled());
      } else {
        handOn(next);
      }
    }
  }

  /** The next attempt begins once this one is over, and does not wait until this one is settled. */
  private void handOn(Lease message) {
    pace.begun();
    loop.during(attempt(() -> route.endpoint().deliver(message)))
        .recover(fault -> Future.succeededFuture(fault(message, fault)))
        .onComplete(
            delivered -> {
              pace.over();
              settle(message, delivered.result()).onComplete(settled -> settled());
              if (pace.isStuck()) {
                giveBack();
              }
              begin();
            });
  }

  private void settled() {
    pace.settled();
    pump();
  }

  /** Gives back what no attempt was begun with. */
  private void giveBack() {
    while (!ready.isEmpty()) {
      ready.remove().putBack().onComplete(done -> pace.settled());
    }
  }

  /** The future of {@code act}, also if it throws. */
  private <R> Future<R> attempt(Supplier<Future<R>> act) {
    return Future.succeededFuture()
        .compose(begun -> act.get())
        .onFailure(fault -> loop.report(fault));
  }

  private DeliveryResult fault(Lease message, Throwable fault) {
    LOG.log(ERROR, message.messageId() + " was not handed on to " + route.name(), fault);
    return new DeliveryResult(DeliveryResult.Outcome.FAILED, 0, "The broker failed", 0);
  }

  private Future<Void> settle(Lease message, DeliveryResult result) {
    if (closed && result.outcome() != DeliveryResult.Outcome.DELIVERED) {
      return leave(message, result);
    }
    return switch (result.outcome()) {
      case DELIVERED -> {
        answered();
        yield surely(message::delete);
      }
      case REFUSED -> {
        answered();
        yield giveUp(message, result);
      }
      case FAILED -> {
        tell(reach.failed(loop.now(), pace.failed(), result.reason()), WARNING);
        OptionalLong delay = policy.retries().delayMillis(message.receiveCount());
        yield delay.isEmpty() ? giveUp(message, result) : release(message, delay.getAsLong());
      }
    };
  }

  /**
   * Leaves {@code message} to whoever delivers next; if nobody does, nobody is to hear of it. It
   * was tried if there was an answer.
   */
  private Future<Void> leave(Lease message, DeliveryResult result) {
    OptionalLong delay = policy.retries().delayMillis(message.receiveCount());
    boolean tried = result.outcome() == DeliveryResult.Outcome.FAILED && result.statusCode() != 0;
    return tried && delay.isPresent()
        ? release(message, delay.getAsLong())
        : Future.succeededFuture();
  }

  private void answered() {
    pace.answered();
    tell(reach.answered(loop.now()), INFO);
  }

  private void tell(Optional<String> line, Level level) {
    line.ifPresent(told -> LOG.log(level, route.name() + " " + told));
  }

  private Future<Void> release(Lease message, long delayMillis) {
    Duration delay = Duration.ofMillis(delayMillis);
    if (!closed) {
      pace.waits(loop.now() + delayMillis);
    }
    return surely(() -> message.release(delay));
  }

  /**
   * Gives {@code message} up, once: if nobody takes it over now, it is not held until somebody
   * does, as others wait behind it.
   */
  private Future<Void> giveUp(Lease message, DeliveryResult last) {
    return attempt(() -> route.undeliverable().take(message, last))
        .transform(
            taken -> {
              if (taken.succeeded() || BrokerException.isFinal(taken.cause())) {
                return surely(message::delete);
              }
              return closed
                  ? Future.failedFuture(taken.cause())
                  : surely(() -> message.release(UNWILLING));
            });
  }

  /**
   * Does {@code act} again and again until it is done, or was refused for good, as when the message
   * is gone; fails only once the courier is closed.
   */
  private Future<Void> surely(Supplier<Future<Void>> act) {
    Promise<Void> done = Promise.promise();
    tryOnce(act, done);
    return done.future();
  }

  private void tryOnce(Supplier<Future<Void>> act, Promise<Void> done) {
    attempt(act)
        .onComplete(
            tried -> {
              if (tried.succeeded() || BrokerException.isFinal(tried.cause())) {
                done.complete();
              } else if (closed) {
                done.fail(tried.cause());
              } else {
                loop.after(AGAIN_MILLIS, () -> tryOnce(act, done));
              }
            });
  }

  private void pump() {
    QueueConsumer open = consumer;
    if (open == null || closed) {
      return;
    }
    int more = pace.ask(loop.now(), policy.perSecond());
    if (more > 0) {
      open.fetch(more);
    }
    long idleAt = lastTaken + IDLE_MILLIS;
    lookAt(Math.min(pace.again().orElse(idleAt), idleAt));
  }

  /** Looks at {@code at} or before. */
  private void lookAt(long at) {
    if (timer < 0 || at < timerAt) {
      cancelTimer();
      timerAt = at;
      timer = loop.after(Math.max(1, at - loop.now()), this::look);
    }
  }

  private void look() {
    timer = -1;
    if (loop.now() >= lastTaken + IDLE_MILLIS) {
      // Anew from now on, so that what waits for long is not looked at all the time.
      lastTaken = loop.now();
      if (pace.isIdle()) {
        woken.set(false);
        route.mailbox().isEmpty().onSuccess(this::letGo);
      }
    }
    pump();
  }

  /** Lets go of a queue that was empty, unless something has come since. */
  private void letGo(boolean empty) {
    QueueConsumer open = consumer;
    if (open == null || !empty || woken.get() || !pace.isIdle() || closed) {
      return;
    }
    consumer = null;
    letting = true;
    cancelTimer();
    open.close()
        .onComplete(
            done -> {
              letting = false;
              openIfNeeded();
              if (consumer == null) {
                route.mailbox().rest();
              }
            });
  }

  private void cancelTimer() {
    if (timer >= 0) {
      loop.cancel(timer);
      timer = -1;
    }
  }
}
