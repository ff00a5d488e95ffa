package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SharedMessage;
import io.fanfare.queues.model.QueueError;
import io.fanfare.topics.engine.Copies;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.rows.TopicRecord;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One publish on its way to its queues. It gives the event loop back after every slice, so that
 * many matching queues do not hold up other topics, and ends when the last queue has answered.
 */
final class FanOut {

  private static final int SLICE = 64;

  private final TopicLoop shared;
  private final Delivery queues;
  private final List<Variants> messages;
  private final List<Copies> copies;
  private final Sender sender;
  private final Map<Integer, Throwable> faults = new HashMap<>();
  private final Promise<Map<Integer, Throwable>> done = Promise.promise();
  private final Promise<Void> handedOver = Promise.promise();
  private int next;
  private int pending;

  /**
   * The way of {@code messages} to their queues.
   *
   * @param queues where they go
   * @param copies who gets which of them
   */
  FanOut(
      TopicLoop shared,
      Delivery queues,
      List<Variants> messages,
      List<Copies> copies,
      Sender sender) {
    this.shared = shared;
    this.queues = queues;
    this.messages = messages;
    this.copies = copies;
    this.sender = sender;
  }

  /**
   * Who sends.
   *
   * @param topic whose messages these are
   * @param caller as whom the queues see who sends
   * @param signing signs a message for an envelope that nobody had wanted
   */
  record Sender(
      TopicRecord topic, Caller caller, Function<Notification, Future<Notification>> signing) {}

  /** Sends the first slice. */
  FanOut begin() {
    slice();
    return this;
  }

  /**
   * Completes when every queue has answered, with the messages that must be published again by
   * their position. What a queue refuses for good goes to the subscription's dead-letter queue;
   * without one it is counted as a failure and is nobody's fault.
   */
  Future<Map<Integer, Throwable>> answered() {
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
    int end = Math.min(copies.size(), next + SLICE);
    pending++;
    Mail mail = new Mail(end - next, false);
    while (next < end) {
      Copies some = copies.get(next++);
      Subscriber subscriber = some.subscriber();
      if (subscriber.isDevice()) {
        toDevice(some);
      } else {
        mail.add(some, subscriber.queue(), message -> message.copy(subscriber, subscriber.queue()));
      }
    }
    mail.send();
    pending--;
    if (next < copies.size()) {
      shared.loop().execute(this::slice);
    } else {
      handedOver.complete();
    }
    endIfAllAnswered();
  }

  /** Brings copies to the gateway of a device's platform, each by itself. */
  private void toDevice(Copies some) {
    Subscriber subscriber = some.subscriber();
    for (Integer position : some.positions()) {
      Copies one = new Copies(subscriber, List.of(position));
      pending++;
      shared
          .devices()
          .push(
              subscriber.endpoint(),
              messages.get(position).of(subscriber.structureKey()).forDevice(subscriber))
          .onComplete(taken -> shared.loop().execute(() -> atDevice(one, taken)));
    }
  }

  private void atDevice(Copies one, AsyncResult<Boolean> taken) {
    if (taken.failed()) {
      failed(one, taken.cause(), false);
    } else if (taken.result()) {
      arrived(one.subscriber(), false);
    }
    pending--;
    endIfAllAnswered();
  }

  /** Copies that are handed over together. */
  private final class Mail {
    private final boolean last;
    private final List<Copies> senders;
    private final List<SharedMessage.Addressed> addressed;

    /**
     * No copies yet.
     *
     * @param most for how many subscribers there will be some
     * @param last whether nobody else takes what their queues do not take for good
     */
    Mail(int most, boolean last) {
      this.last = last;
      this.senders = new ArrayList<>(most);
      this.addressed = new ArrayList<>(most);
    }

    /** Adds those of {@code some} that {@code target} may take, as {@code form} makes them. */
    void add(Copies some, Arn target, Function<Variants, SharedMessage.Copy> form) {
      Subscriber subscriber = some.subscriber();
      List<Integer> unfit = new ArrayList<>(0);
      List<SharedMessage.Copy> ready = new ArrayList<>(some.positions().size());
      for (Integer position : some.positions()) {
        try {
          ready.add(form.apply(messages.get(position).of(subscriber.structureKey())));
        } catch (BrokerException refusal) {
          unfit.add(position);
          if (BrokerException.isFinal(refusal)) {
            unfit(new Copies(subscriber, List.of(position)), refusal, last);
          } else {
            faults.put(position, refusal);
          }
        }
      }
      if (!ready.isEmpty()) {
        senders.add(unfit.isEmpty() ? some : some.without(unfit));
        addressed.add(
            new SharedMessage.Addressed(
                target, subscriber.pushes() && !last, sender.topic().arn(), ready));
      }
    }

    void send() {
      if (addressed.isEmpty()) {
        return;
      }
      pending += addressed.size();
      List<Future<List<Optional<BrokerException>>>> answers = queues.sendCopies(addressed);
      for (int i = 0; i < answers.size(); i++) {
        Copies some = senders.get(i);
        answers.get(i).onComplete(answer -> answered(some, answer, last));
      }
    }
  }

  private void answered(
      Copies some, AsyncResult<List<Optional<BrokerException>>> answer, boolean last) {
    if (answer.succeeded()) {
      settle(some, answer.result(), last);
    } else {
      failed(some, answer.cause(), last);
    }
    pending--;
    endIfAllAnswered();
  }

  private void failed(Copies some, Throwable cause, boolean last) {
    if (!(cause instanceof BrokerException refusal) || !BrokerException.isFinal(cause)) {
      some.positions().forEach(position -> faults.put(position, cause));
    } else if (some.subscriber().pushes()
        && !last
        && refusal.code() == QueueError.QUEUE_DOES_NOT_EXIST) {
      withoutQueue(some, refusal);
    } else {
      refused(some, refusal.sentence(), last);
    }
  }

  /** A subscription has ended meanwhile, or its queue could not be made yet: then again. */
  private void withoutQueue(Copies some, BrokerException refusal) {
    if (shared.couriers().serves(some.subscriber(), sender.topic())) {
      shared.couriers().prepare(some.subscriber()).onFailure(shared.loop()::report);
      some.positions().forEach(position -> faults.put(position, refusal));
    }
  }

  private void settle(Copies some, List<Optional<BrokerException>> refusals, boolean last) {
    for (int i = 0; i < refusals.size(); i++) {
      Optional<BrokerException> refusal = refusals.get(i);
      if (refusal.isEmpty()) {
        arrived(some.subscriber(), last);
      } else {
        Copies one = new Copies(some.subscriber(), List.of(some.positions().get(i)));
        refused(one, refusal.get().sentence(), last);
      }
    }
  }

  private void arrived(Subscriber subscriber, boolean last) {
    if (last || !subscriber.pushes()) {
      shared.failures().succeeded(subscriber);
    }
    if (last) {
      shared.counters().deadLettered();
      return;
    }
    shared.counters().delivered();
    if (subscriber.pushes()) {
      shared.couriers().wake(subscriber, sender.topic());
    }
  }

  /** Brings what the subscriber's queue does not take to its dead-letter queue. */
  private void refused(Copies some, String reason, boolean last) {
    Optional<Arn> deadLetters = last ? Optional.empty() : some.subscriber().deadLetterQueue();
    if (deadLetters.isPresent()) {
      Arn target = deadLetters.get();
      sendLast(some, target, message -> message.copy(some.subscriber(), target));
    } else {
      shared.counters().failed(some.positions().size());
      shared
          .failures()
          .failed(
              some.subscriber(),
              some.positions().size(),
              reason,
              shared.loop().now(),
              sender.caller());
    }
  }

  private void sendLast(Copies some, Arn target, Function<Variants, SharedMessage.Copy> form) {
    Mail mail = new Mail(1, true);
    mail.add(some, target, form);
    mail.send();
  }

  /** Brings what no queue takes raw to the dead-letter queue in its envelope. */
  private void unfit(Copies one, BrokerException reason, boolean last) {
    Subscriber subscriber = one.subscriber();
    Optional<Arn> deadLetters =
        last || subscriber.wantsEnvelope() ? Optional.empty() : subscriber.deadLetterQueue();
    if (deadLetters.isEmpty()) {
      refused(one, reason.sentence(), last);
      return;
    }
    Arn target = deadLetters.get();
    int position = one.positions().get(0);
    pending++;
    messages
        .get(position)
        .of(subscriber.structureKey())
        .signed(sender.signing())
        .map(
            signed -> {
              sendLast(
                  one, target, message -> message.deadLetter(subscriber, target, signed, reason));
              return signed;
            })
        .onFailure(fault -> faults.put(position, fault))
        .onComplete(
            sent -> {
              pending--;
              endIfAllAnswered();
            });
  }

  private void endIfAllAnswered() {
    if (pending == 0 && next == copies.size()) {
      done.tryComplete(faults);
    }
  }
}
