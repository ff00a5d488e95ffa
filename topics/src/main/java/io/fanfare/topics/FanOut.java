package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.queues.SharedMessage;
import io.fanfare.topics.QueueDelivery.Parcel;
import io.fanfare.topics.engine.Subscriber;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One publish on its way to its queues. It gives the event loop back after every slice, so that
 * many matching queues do not hold up other topics, and ends when the last queue has answered.
 */
final class FanOut {

  private static final int SLICE_PARCELS = 64;

  private final QueueDelivery delivery;
  private final List<Outgoing> messages;
  private final List<Parcel> parcels;
  private final Caller sender;
  private final Map<Integer, Throwable> faults = new HashMap<>();
  private final Promise<Map<Integer, Throwable>> done = Promise.promise();
  private final Promise<Void> handedOver = Promise.promise();
  private int next;
  private int pending;

  FanOut(QueueDelivery delivery, List<Outgoing> messages, List<Parcel> parcels, Caller sender) {
    this.delivery = delivery;
    this.messages = messages;
    this.parcels = parcels;
    this.sender = sender;
  }

  Future<Map<Integer, Throwable>> run() {
    slice();
    return done.future();
  }

  /** Completes once every queue has been sent its copies, whatever it will answer. */
  Future<Void> handedOver() {
    return handedOver.future();
  }

  private void slice() {
    try {
      sendSlice();
    } catch (RuntimeException e) {
      done.tryFail(e);
      handedOver.tryComplete();
    }
  }

  private void sendSlice() {
    int end = Math.min(parcels.size(), next + SLICE_PARCELS);
    pending++;
    while (next < end) {
      Parcel parcel = parcels.get(next++);
      send(parcel, parcel.subscriber().queue(), false);
    }
    pending--;
    if (next < parcels.size()) {
      delivery.loop().execute(this::slice);
    } else {
      handedOver.complete();
    }
    endIfAllAnswered();
  }

  /**
   * Sends {@code parcel} to {@code target}.
   *
   * @param last whether nobody else takes what the target does not take for good
   */
  private void send(Parcel parcel, Arn target, boolean last) {
    Subscriber subscriber = parcel.subscriber();
    List<Integer> positions = new ArrayList<>(parcel.positions().size());
    List<SharedMessage.Copy> copies = new ArrayList<>(parcel.positions().size());
    for (int position : parcel.positions()) {
      try {
        copies.add(messages.get(position).copy(subscriber, target));
        positions.add(position);
      } catch (BrokerException refusal) {
        refused(new Parcel(subscriber, List.of(position)), refusal.sentence(), last);
      }
    }
    if (!copies.isEmpty()) {
      pending++;
      delivery
          .send(target, copies)
          .onComplete(answer -> answered(new Parcel(subscriber, positions), answer, last));
    }
  }

  private void answered(
      Parcel parcel, AsyncResult<List<Optional<BrokerException>>> answer, boolean last) {
    if (answer.succeeded()) {
      settle(parcel, answer.result(), last);
    } else if (answer.cause() instanceof BrokerException refusal && !refusal.code().retryable()) {
      refused(parcel, refusal.sentence(), last);
    } else {
      parcel.positions().forEach(position -> faults.put(position, answer.cause()));
    }
    pending--;
    endIfAllAnswered();
  }

  private void settle(Parcel parcel, List<Optional<BrokerException>> refusals, boolean last) {
    for (int i = 0; i < refusals.size(); i++) {
      Optional<BrokerException> refusal = refusals.get(i);
      if (refusal.isEmpty()) {
        arrived(parcel.subscriber(), last);
      } else {
        Parcel one = new Parcel(parcel.subscriber(), List.of(parcel.positions().get(i)));
        refused(one, refusal.get().sentence(), last);
      }
    }
  }

  private void arrived(Subscriber subscriber, boolean last) {
    delivery.failures().succeeded(subscriber);
    if (last) {
      delivery.counters().deadLettered();
    } else {
      delivery.counters().delivered();
    }
  }

  /** Brings what the subscriber's queue does not take to its dead-letter queue. */
  private void refused(Parcel parcel, String reason, boolean last) {
    Optional<Arn> deadLetters = last ? Optional.empty() : parcel.subscriber().deadLetterQueue();
    if (deadLetters.isPresent()) {
      send(parcel, deadLetters.get(), true);
    } else {
      delivery.counters().failed(parcel.positions().size());
      delivery.failures().failed(parcel.subscriber(), reason, sender);
    }
  }

  private void endIfAllAnswered() {
    if (pending == 0 && next == parcels.size()) {
      done.tryComplete(faults);
    }
  }
}
