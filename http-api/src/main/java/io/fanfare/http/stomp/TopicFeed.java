package io.fanfare.http.stomp;

import io.fanfare.topics.Topics;
import io.fanfare.topics.listener.HeardMessage;
import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.listener.Listening;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is published to a topic while the subscription is there, and no longer. Messages come from
 * the event loop of the topic, which neither waits nor keeps any: more than a number of them ends
 * the subscription, rather than one being left out.
 */
final class TopicFeed implements Feed, Listener {

  /** The most messages that wait for credit. */
  static final int MOST = 1_000;

  /** The most bytes that they have together. */
  static final long MOST_BYTES = 4 << 20;

  private final Vertx vertx;
  private final Context context;
  private final LongSupplier clock;
  private final EphemeralQueue queue;
  private final Queue<HeardMessage> heard = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicBoolean called = new AtomicBoolean();
  private @Nullable Handler<Delivered> messages;
  private @Nullable Handler<Throwable> ended;
  private @Nullable Listening listening;
  private boolean paused;
  private boolean over;
  private boolean handing;
  private long timer = -1;
  private long timerAt = Long.MAX_VALUE;

  /** A feed that has heard nothing; {@code clock} tells milliseconds. */
  TopicFeed(Vertx vertx, LongSupplier clock, boolean fifo, Terms terms) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.clock = clock;
    this.queue = new EphemeralQueue(fifo, terms.prefetch(), terms.ackSeconds() * 1_000L);
  }

  /** Begins; completes when nothing that is published is missed any more. */
  Future<Void> begin(
      Topics topics, Listen request, Handler<Delivered> to, Handler<Throwable> whenEnded) {
    messages = to;
    ended = whenEnded;
    return topics
        .listen(request, this)
        .map(
            there -> {
              listening = there;
              if (over) {
                there.end();
              }
              return null;
            });
  }

  /** On the event loop of the topic, as {@link #ended} is. */
  @Override
  public void heard(HeardMessage message) {
    heard.add(message);
    boolean many = waiting.incrementAndGet() > MOST;
    boolean large = waitingBytes.addAndGet(message.bytes()) > MOST_BYTES;
    if (many || large) {
      heard.clear();
      ended(
          StompError.SLOW_CONSUMER.refuse(
              "More than %d messages, or %d bytes, wait for the subscription.", MOST, MOST_BYTES));
    } else if (called.compareAndSet(false, true)) {
      context.runOnContext(turn -> listen());
    }
  }

  @Override
  public void ended(Throwable cause) {
    context.runOnContext(
        turn -> {
          Handler<Throwable> to = ended;
          if (!over && to != null) {
            stop();
            to.handle(cause);
          }
        });
  }

  private void listen() {
    called.set(false);
    HeardMessage next = heard.poll();
    while (next != null) {
      queue.add(next);
      next = heard.poll();
    }
    handOut();
  }

  private void handOut() {
    Handler<Delivered> to = messages;
    if (handing || to == null) {
      return;
    }
    handing = true;
    try {
      while (!paused && !over) {
        EphemeralQueue.Item item = queue.next(clock.getAsLong());
        if (item == null) {
          break;
        }
        if (item.turn() == 0) {
          waiting.decrementAndGet();
          waitingBytes.addAndGet(-item.message().bytes());
        }
        to.handle(new EphemeralMessage(this, item));
      }
    } finally {
      handing = false;
    }
    schedule();
  }

  /** A message that was handed out is done. */
  Future<Void> settle(EphemeralQueue.Item item) {
    if (queue.settle(item)) {
      handOut();
    }
    return Future.succeededFuture();
  }

  /** A message that was handed out is to come again. */
  Future<Void> giveBack(EphemeralQueue.Item item, Duration delay) {
    if (!over) {
      queue.giveBack(item, delay.toMillis(), clock.getAsLong());
      handOut();
    }
    return Future.succeededFuture();
  }

  /** A timer for what comes again by time, and for nothing else. */
  private void schedule() {
    long next = over ? Long.MAX_VALUE : queue.nextDeadline(clock.getAsLong());
    if (next >= timerAt) {
      return;
    }
    vertx.cancelTimer(timer);
    timerAt = next;
    timer =
        vertx.setTimer(
            Math.max(1, next - clock.getAsLong()),
            late -> {
              timer = -1;
              timerAt = Long.MAX_VALUE;
              if (!over) {
                queue.expire(clock.getAsLong());
                handOut();
              }
            });
  }

  private void stop() {
    over = true;
    vertx.cancelTimer(timer);
    Listening there = listening;
    if (there != null) {
      there.end();
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    handOut();
  }

  @Override
  public Future<Void> detach() {
    stop();
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close() {
    stop();
    return Future.succeededFuture();
  }
}
