package io.fanfare.queues;

import io.fanfare.queues.history.Histories;
import io.fanfare.queues.history.Histories.Reading;
import io.fanfare.queues.history.Hour;
import io.fanfare.queues.model.Limits;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Looks at all queues of users once in each period, on one event loop, at the numbers that they
 * count anyway, and keeps their history.
 */
final class HistorySampler {

  private static final long PERIOD_MILLIS = Limits.HISTORY_PERIOD_SECONDS * 1_000L;

  /** Queues that are looked at before others have their turn: less than a millisecond's work. */
  private static final int AT_ONCE = 500;

  private final EventLoop loop;
  private final Collection<QueueRef> queues;
  private final Histories histories = new Histories();
  private long timer = -1;
  private boolean looking;

  /** The history of {@code queues}, kept on {@code loop}; it begins with {@link #begin}. */
  HistorySampler(EventLoop loop, Collection<QueueRef> queues) {
    this.loop = loop;
    this.queues = queues;
  }

  /** Looks at the queues from now on. */
  void begin() {
    loop.execute(this::sample);
  }

  /** Looks at no queue any more. */
  void end() {
    loop.execute(() -> loop.cancel(timer));
  }

  /** Looks at the queues now, if there is a new period. */
  Future<Void> now() {
    return loop.call(this::sample);
  }

  /** Looks at the queues if there is a new period, and again in the next. */
  private Future<Void> sample() {
    loop.cancel(timer);
    long now = loop.now();
    timer = loop.after(PERIOD_MILLIS - now % PERIOD_MILLIS, this::sample);
    if (looking || !histories.isDue(now)) {
      return Future.succeededFuture();
    }
    looking = true;
    return look(queues.iterator(), new ArrayList<>(), now).onComplete(done -> looking = false);
  }

  /** Looks at some of {@code rest} and then, after what others have to do, at more. */
  private Future<Void> look(Iterator<QueueRef> rest, List<Reading> readings, long now) {
    for (int i = 0; i < AT_ONCE && rest.hasNext(); i++) {
      QueueRef ref = rest.next();
      ref.opened().ifPresent(host -> readings.add(reading(ref, host)));
    }
    if (rest.hasNext()) {
      return loop.call(() -> look(rest, readings, now));
    }
    histories.add(now, readings);
    return Future.succeededFuture();
  }

  private static Reading reading(QueueRef ref, QueueHost host) {
    return new Reading(ref.queue().id(), ref.queue().name(), host.counters().lastPeriod());
  }

  /** The hour of {@code ref}. */
  Future<Hour> of(QueueRef ref) {
    return ask(now -> histories.ofQueue(ref.queue().id(), now));
  }

  /** The hour of all queues of {@code account} in {@code region}. */
  Future<Hour> of(String account, String region) {
    return ask(now -> histories.ofAccount(account, region, now));
  }

  private Future<Hour> ask(Function<Long, Hour> question) {
    return loop.call(() -> Future.succeededFuture(question.apply(loop.now())));
  }
}
