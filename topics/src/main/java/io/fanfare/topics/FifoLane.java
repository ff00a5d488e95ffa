package io.fanfare.topics;

import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.CommonError;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.SequenceNumber;
import io.fanfare.core.Step;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.Recall;
import io.fanfare.runtime.Turns;
import io.fanfare.runtime.Writes;
import io.fanfare.topics.engine.Acceptance;
import io.fanfare.topics.engine.FifoMessage;
import io.fanfare.topics.engine.FifoTopic;
import io.fanfare.topics.engine.Receipt;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.ArchivePolicy;
import io.fanfare.topics.rules.Refusals;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The way through one FIFO topic: one publish after the other gets its numbers and is handed over
 * to its queues, so that each queue gets its copies in that order; the answers are awaited beside
 * one another.
 */
final class FifoLane {

  private static final Future<Void> NOTHING = Future.succeededFuture();
  private static final System.Logger LOG = System.getLogger(FifoLane.class.getName());

  private final Topic topic;
  private final FifoTopic rules;
  private final QueueDelivery delivery;
  private final EventLoop loop;
  private final Turns turns = new Turns();
  private final Replays replays;
  private final Map<Long, Promise<Receipt>> underway = new HashMap<>();
  private final List<Promise<Void>> draining = new ArrayList<>(1);
  private final Writes writes;
  private long timer = -1;
  private boolean ended;

  FifoLane(Topic topic, FifoTopic rules, QueueDelivery delivery) {
    this.topic = topic;
    this.rules = rules;
    this.delivery = delivery;
    this.loop = delivery.loop();
    this.writes = new Writes(loop.store());
    this.replays = new Replays(topic, this, delivery);
  }

  /** One publish: its messages, and who waits for a receipt of each. */
  private record Batch(
      List<Publication> publications, List<Promise<Receipt>> receipts, Caller publisher) {}

  /**
   * Publishes messages in their order. Each future completes when every queue holds its message, or
   * fails with what the publisher is to hear.
   */
  List<Future<Receipt>> publish(List<Publication> publications, Caller publisher) {
    List<Promise<Receipt>> receipts =
        publications.stream().map(one -> Promise.<Receipt>promise()).toList();
    Batch batch = new Batch(publications, receipts, publisher);
    turns.take(
        () ->
            Recall.rows(loop.store(), TopicTables.DEDUPLICATION, () -> rules.suspects(publications))
                .compose(rows -> handOver(batch, rows))
                .onFailure(fault -> receipts.forEach(receipt -> receipt.tryFail(fault))));
    return receipts.stream().map(Promise::future).toList();
  }

  Topic topic() {
    return topic;
  }

  /** The replays of the topic's subscriptions. */
  Replays replays() {
    return replays;
  }

  /** Does {@code work} while nothing is underway and no publish is taken in. */
  void alone(Supplier<Future<?>> work) {
    turns.take(() -> drained().compose(done -> work.get().<Void>transform(any -> NOTHING)));
  }

  /** Where in the archive the first message is to stand that is underway, if there is one. */
  Optional<Key> firstUnderway() {
    return rules.firstUnderway();
  }

  /** Ends the lane of a topic that is deleted: what is underway arrives and is not remembered. */
  void end() {
    ended = true;
    rules.close();
    replays.end();
    cancelTimer();
  }

  /** Hands {@code batch} over to its queues, which may take several slices. */
  private Future<Void> handOver(Batch batch, Map<Key, byte[]> rows) {
    checkRoom();
    List<FifoMessage> fresh = new ArrayList<>(batch.publications().size());
    try {
      accept(batch, rows, fresh);
      return send(fresh, batch.publisher());
    } catch (RuntimeException e) {
      for (FifoMessage message : fresh) {
        rules.failed(message);
        underway.remove(message.sequence());
      }
      throw e;
    }
  }

  private void accept(Batch batch, Map<Key, byte[]> rows, List<FifoMessage> fresh) {
    Step step = loop.step();
    for (int i = 0; i < batch.publications().size(); i++) {
      Publication publication = batch.publications().get(i);
      Promise<Receipt> receipt = batch.receipts().get(i);
      Acceptance acceptance = rules.accept(publication, batch.publisher().endpoint(), rows, step);
      if (acceptance instanceof Acceptance.New accepted) {
        fresh.add(accepted.message());
        underway.put(accepted.message().sequence(), receipt);
      } else if (acceptance instanceof Acceptance.Duplicate duplicate) {
        writes.settled().map(duplicate.original()).onComplete(receipt);
      } else if (acceptance instanceof Acceptance.Premature premature) {
        share(premature.original(), publication, batch.publisher(), receipt);
      }
    }
  }

  private Future<Void> send(List<FifoMessage> fresh, Caller publisher) {
    FanOut fanOut =
        delivery.fanOut(
            fresh.stream().map(message -> notification(message, publisher)).toList(),
            delivery.route(
                fresh.stream().map(FifoMessage::publication).toList(),
                topic,
                subscriber -> !replays.holdBack(subscriber)),
            Publishing.sender(topic, publisher));
    fanOut
        .run()
        .recover(fault -> allOf(fresh, fault))
        .onSuccess(faults -> settle(fresh, faults, publisher));
    return fanOut.handedOver();
  }

  private void checkRoom() {
    if (ended) {
      throw Refusals.noTopic();
    }
    rules.checkRoom();
    if (ArchivePolicy.of(topic.topic()).isPresent() && !loop.store().hasRoom()) {
      throw CommonError.SERVICE_UNAVAILABLE.refuse(
          "There is no room to archive more messages at the moment. Try again later.");
    }
  }

  /** Answers a duplicate as its original; should that fail, the duplicate is published itself. */
  private void share(
      FifoMessage original, Publication duplicate, Caller publisher, Promise<Receipt> receipt) {
    Promise<Receipt> first = underway.get(original.sequence());
    if (first == null) {
      throw new IllegalStateException("A message that is underway has nobody waiting for it");
    }
    first
        .future()
        .onSuccess(receipt::complete)
        .onFailure(fault -> publish(List.of(duplicate), publisher).get(0).onComplete(receipt));
  }

  private void settle(
      List<FifoMessage> messages, Map<Integer, Throwable> faults, Caller publisher) {
    List<FifoMessage> delivered = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      if (faults.containsKey(i)) {
        rules.failed(messages.get(i));
      } else {
        delivered.add(messages.get(i));
      }
    }
    Step step = loop.step();
    Future<Void> durable = write(rules.delivered(delivered, step));
    for (int i = 0; i < messages.size(); i++) {
      Promise<Receipt> receipt = underway.remove(messages.get(i).sequence());
      Throwable fault = faults.get(i);
      if (receipt != null && fault != null) {
        receipt.fail(Publishing.again(fault, topic, publisher));
      } else if (receipt != null) {
        durable.map(messages.get(i).receipt()).onComplete(receipt);
      }
    }
    afterStep(step.now());
    if (underway.isEmpty()) {
      draining.forEach(Promise::complete);
      draining.clear();
    }
  }

  private Future<Void> drained() {
    if (underway.isEmpty()) {
      return NOTHING;
    }
    Promise<Void> drained = Promise.promise();
    draining.add(drained);
    return drained.future();
  }

  private static Future<Map<Integer, Throwable>> allOf(
      List<FifoMessage> messages, Throwable fault) {
    Map<Integer, Throwable> faults = new HashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      faults.put(i, fault);
    }
    return Future.succeededFuture(faults);
  }

  private Notification notification(FifoMessage message, Caller publisher) {
    return new Notification(
        message.publication(),
        new Notification.Origin(
            topic.topic().arn(),
            message.id().toString(),
            message.at(),
            publisher.endpoint(),
            SequenceNumber.of(message.sequence())));
  }

  private Future<Void> write(List<Change> changes) {
    return ended ? writes.settled() : writes.write(changes);
  }

  private void afterStep(long now) {
    rules.wanted().ifPresent(this::load);
    OptionalLong next = rules.nextDeadline();
    if (next.isPresent() && timer < 0 && !ended) {
      timer =
          loop.after(
              next.getAsLong() - now,
              () -> {
                timer = -1;
                tick();
              });
    }
  }

  /** Forgets what is too old to matter. */
  void tick() {
    Step step = loop.step();
    write(rules.tick(step).changes());
    afterStep(step.now());
  }

  private void load(RowsWanted wanted) {
    Future<List<Row>> rows =
        loop.store().scan(wanted.table(), wanted.from(), wanted.to(), wanted.limit());
    rows.onSuccess(
            found -> {
              wanted.loader().loaded(wanted, found);
              tick();
            })
        .onFailure(
            fault -> {
              LOG.log(
                  System.Logger.Level.ERROR,
                  "Cannot read what " + topic.topic().arn() + " published",
                  fault);
              wanted.loader().loadFailed(wanted);
            });
  }

  private void cancelTimer() {
    if (timer >= 0) {
      loop.cancel(timer);
      timer = -1;
    }
  }
}
