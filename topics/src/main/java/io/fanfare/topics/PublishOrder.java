package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.runtime.SerialTasks;
import io.fanfare.topics.engine.Receipt;
import io.fanfare.topics.engine.TopicMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The order of one FIFO topic: one publish after the other gets its numbers and is handed over to
 * its queues, so that each queue gets its copies in that order; the answers are awaited beside one
 * another.
 */
final class PublishOrder {

  private static final Future<Void> NOTHING = Future.succeededFuture();

  private final SerialTasks tasks = new SerialTasks();
  private final Map<UUID, Promise<Receipt>> underway = new HashMap<>();
  private final Set<Future<?>> onTheWay = new HashSet<>();
  private final List<Promise<Void>> draining = new ArrayList<>(1);

  /** Begins {@code turn} when all before it have been handed over; it throws nothing. */
  void inTurn(Supplier<? extends Future<?>> turn) {
    tasks.take(turn);
  }

  /** Does {@code work} while nothing is underway and no publish is taken in. */
  void alone(Supplier<Future<?>> work) {
    tasks.take(() -> drained().compose(done -> work.get().<Void>transform(any -> NOTHING)));
  }

  /** From now on {@code message} is underway, whose publisher waits for {@code receipt}. */
  void begin(TopicMessage message, Promise<Receipt> receipt) {
    underway.put(message.id(), receipt);
  }

  /** What the publisher of {@code message}, which is underway, will hear. */
  Future<Receipt> receipt(TopicMessage message) {
    Promise<Receipt> receipt = underway.get(message.id());
    if (receipt == null) {
      throw new IllegalStateException("A message that is underway has nobody waiting for it");
    }
    return receipt.future();
  }

  /** {@code messages} are underway no more. */
  void end(List<TopicMessage> messages) {
    messages.forEach(message -> underway.remove(message.id()));
    if (underway.isEmpty()) {
      List<Promise<Void>> waiting = List.copyOf(draining);
      draining.clear();
      waiting.forEach(Promise::complete);
    }
  }

  /** Notes copies that are on their way until {@code answered} completes. */
  void track(Future<?> answered) {
    if (!answered.isComplete()) {
      onTheWay.add(answered);
      answered.onComplete(all -> onTheWay.remove(answered));
    }
  }

  /** Tells all who wait that a fault has closed the topic; completes when no copy is on its way. */
  Future<?> close(BrokerException fault) {
    Future<?> quiet = Future.join(List.copyOf(onTheWay));
    List<Promise<Receipt>> waiting = List.copyOf(underway.values());
    underway.clear();
    waiting.forEach(receipt -> receipt.tryFail(fault));
    end(List.of());
    return quiet;
  }

  private Future<Void> drained() {
    if (underway.isEmpty()) {
      return NOTHING;
    }
    Promise<Void> drained = Promise.promise();
    draining.add(drained);
    return drained.future();
  }
}
