package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.queues.Delivery;
import io.fanfare.runtime.EngineHost;
import io.fanfare.seal.DataKey;
import io.fanfare.topics.engine.Acceptance;
import io.fanfare.topics.engine.Copies;
import io.fanfare.topics.engine.FifoMessage;
import io.fanfare.topics.engine.Receipt;
import io.fanfare.topics.engine.Taken;
import io.fanfare.topics.engine.TopicEngine;
import io.fanfare.topics.engine.TopicMessage;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.ArchivePolicy;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way of every publish through its topic: checked, numbered, routed, signed, handed over to the
 * queues, and acknowledged when each has answered. A FIFO topic does so in its order, and remembers
 * what has arrived before anybody hears of it.
 */
final class Publisher {

  private static final System.Logger LOG = System.getLogger(Publisher.class.getName());

  private final TopicLoop shared;
  private final TopicEngine rules;
  private final EngineHost<?> engine;
  private final PublishOrder order;
  private final Hearing hearing;
  private final TopicSeals seals;
  private final Routing routing;

  /** The publisher of one topic, whose {@code rules} run on {@code engine}. */
  Publisher(
      TopicLoop shared,
      TopicEngine rules,
      EngineHost<?> engine,
      PublishOrder order,
      Hearing hearing,
      Routing routing) {
    this.shared = shared;
    this.rules = rules;
    this.engine = engine;
    this.order = order;
    this.hearing = hearing;
    this.routing = routing;
    this.seals = new TopicSeals(shared.seals(), rules.record().id());
  }

  /** One publish: its messages, and who waits for a receipt of each. */
  private record Batch(
      List<Publication> publications, List<Promise<Receipt>> receipts, Caller publisher) {

    Batch(List<Publication> publications, Caller publisher) {
      this(
          publications,
          publications.stream().map(one -> Promise.<Receipt>promise()).toList(),
          publisher);
    }

    void fail(Throwable fault) {
      receipts.forEach(receipt -> receipt.tryFail(fault));
    }
  }

  /**
   * Publishes messages that have been checked. Each future completes when every queue holds its
   * message, or fails with what the publisher is to hear.
   */
  List<Future<Receipt>> publish(List<Publication> publications, Caller publisher) {
    Batch batch = new Batch(publications, publisher);
    if (publications.isEmpty()) {
      return List.of();
    }
    if (isFifo()) {
      order.inTurn(
          () ->
              routing
                  .hold(batch.publications(), routes -> recall(batch, routes))
                  .compose(handedOver -> handedOver)
                  .onFailure(batch::fail));
    } else {
      take(batch);
    }
    return batch.receipts().stream().map(Promise::future).toList();
  }

  private void take(Batch batch) {
    routing
        .route(
            batch.publications(),
            routes -> {
              take(batch, routes, Map.of());
              return Future.succeededFuture();
            })
        .onFailure(batch::fail);
  }

  /**
   * Takes a batch in with what must be read to know duplicates, if anything must; answers when it
   * has been handed over.
   */
  private Future<Future<Void>> recall(Batch batch, Routing.Routes routes) {
    return Future.succeededFuture()
        .compose(
            begun ->
                engine.recalling(
                    TopicTables.DEDUPLICATION,
                    () -> rules.suspects(batch.publications()),
                    rows -> Future.succeededFuture(take(batch, routes, rows))));
  }

  /** Numbers and routes a batch; completes when it has been handed over to its queues. */
  private Future<Void> take(Batch batch, Routing.Routes routes, Map<Key, byte[]> rows) {
    checkArchive();
    Optional<DataKey> key = seals.key(rules.record());
    Taken taken =
        engine.decide(
            step ->
                withRoom(
                    rules.take(
                        batch.publications(),
                        routes::of,
                        batch.publisher().endpoint(),
                        rows,
                        step)));
    shared.counters().published(taken.messages().size(), taken.unwanted());
    List<Hearing.Turn> turns = hearing.begin(taken.messages(), isFifo());
    List<Promise<Receipt>> waiting = new ArrayList<>(taken.messages().size());
    for (int i = 0; i < taken.acceptances().size(); i++) {
      Promise<Receipt> receipt = batch.receipts().get(i);
      Acceptance acceptance = taken.acceptances().get(i);
      if (acceptance instanceof Acceptance.New accepted) {
        waiting.add(receipt);
        if (isFifo()) {
          order.begin(accepted.message(), receipt);
        }
      } else if (acceptance instanceof Acceptance.Duplicate duplicate) {
        engine.settled().map(duplicate.original()).onComplete(receipt);
      } else if (acceptance instanceof Acceptance.Premature premature) {
        share(premature.original(), batch.publications().get(i), batch.publisher(), receipt);
      }
    }
    return handOver(new Shipment(taken, waiting, turns, batch.publisher(), key));
  }

  /**
   * New messages on their way, who waits for a receipt of each, who is to hear them, and with what
   * they are sealed.
   */
  private record Shipment(
      Taken taken,
      List<Promise<Receipt>> receipts,
      List<Hearing.Turn> turns,
      Caller publisher,
      Optional<DataKey> key) {

    private void heard(Hearing hearing, int position, boolean arrived) {
      if (!turns.isEmpty()) {
        hearing.end(turns.get(position), arrived);
      }
    }
  }

  private void checkArchive() {
    if (ArchivePolicy.of(rules.record()).isPresent() && !shared.loop().store().hasRoom()) {
      throw CommonError.SERVICE_UNAVAILABLE.refuse(
          "There is no room to archive more messages at the moment. Try again later.");
    }
  }

  /** Better no queue gets a copy now than that some do, and again with the next attempt. */
  private Outcome<Taken> withRoom(Outcome<Taken> outcome) {
    if (!isFifo() && !outcome.reply().copies().isEmpty()) {
      shared.loop().store().checkRoom();
    }
    return outcome;
  }

  /** Answers a duplicate as its original; should that fail, the duplicate is published itself. */
  private void share(
      FifoMessage original, Publication duplicate, Caller publisher, Promise<Receipt> receipt) {
    order
        .receipt(original)
        .onSuccess(receipt::complete)
        .onFailure(fault -> publish(List.of(duplicate), publisher).get(0).onComplete(receipt));
  }

  private Future<Void> handOver(Shipment shipment) {
    List<Copies> copies = shipment.taken().copies();
    FanOut.Sender sender =
        new FanOut.Sender(
            rules.record(),
            shipment.publisher().onBehalf(rules.topic().owner()),
            message -> signed(message, shipment.publisher()));
    Delivery queues = shared.queues().as(sender.caller()).sealedBy(shipment.key());
    List<Variants> messages =
        shipment.taken().messages().stream()
            .map(message -> new Variants(message.notification(rules.record().arn()), queues))
            .toList();
    Future<FanOut> begun =
        signed(messages, copies, sender)
            .map(ready -> new FanOut(shared, queues, messages, copies, sender).begin());
    Future<Map<Integer, Throwable>> answered =
        begun.compose(FanOut::answered).otherwise(fault -> lost(shipment, fault));
    if (isFifo()) {
      order.track(answered);
    }
    answered.onSuccess(faults -> arrived(shipment, faults));
    return begun.compose(FanOut::handedOver);
  }

  /** Completes when those messages are signed that somebody wants in the envelope. */
  private Future<Void> signed(List<Variants> messages, List<Copies> copies, FanOut.Sender sender) {
    Set<Variants> enveloped = isFifo() ? Set.of() : enveloped(messages, copies);
    if (enveloped.isEmpty()) {
      return Future.succeededFuture();
    }
    return Future.all(enveloped.stream().map(one -> one.signed(sender.signing())).toList())
        .mapEmpty();
  }

  /** Envelopes of FIFO topics carry no signature, as those of AWS carry none. */
  private Future<Notification> signed(Notification message, Caller publisher) {
    if (isFifo() || message.isSigned()) {
      return Future.succeededFuture(message);
    }
    return shared
        .signing()
        .sign(rules.record().signatureVersion(), message.toSign(), publisher.endpoint())
        .map(message::with);
  }

  private static Set<Variants> enveloped(List<Variants> messages, List<Copies> copies) {
    Set<Variants> enveloped = new LinkedHashSet<>();
    for (Copies some : copies) {
      if (some.subscriber().wantsEnvelope()) {
        for (Integer position : some.positions()) {
          enveloped.add(messages.get(position).of(some.subscriber().structureKey()));
        }
      }
    }
    return enveloped;
  }

  /** Acknowledges what every queue holds, once a FIFO topic remembers it. */
  private void arrived(Shipment shipment, Map<Integer, Throwable> faults) {
    List<TopicMessage> messages = shipment.taken().messages();
    Future<?> durable =
        isFifo()
            ? engine.run(
                step ->
                    TopicSeals.sealed(
                        rules.arrived(messages, faults.keySet(), step), shipment.key()))
            : engine.settled();
    for (int i = 0; i < messages.size(); i++) {
      Promise<Receipt> receipt = shipment.receipts().get(i);
      Throwable fault = faults.get(i);
      int position = i;
      if (fault != null) {
        shipment.heard(hearing, position, false);
        receipt.tryFail(again(fault, rules.record(), shipment.publisher()));
      } else {
        Receipt told = messages.get(i).receipt();
        durable
            .onComplete(done -> shipment.heard(hearing, position, done.succeeded()))
            .onSuccess(done -> receipt.tryComplete(told))
            .onFailure(receipt::tryFail);
      }
    }
    if (isFifo()) {
      order.end(messages);
    }
  }

  private static Map<Integer, Throwable> lost(Shipment shipment, Throwable fault) {
    Map<Integer, Throwable> faults = new HashMap<>();
    for (int i = 0; i < shipment.receipts().size(); i++) {
      faults.put(i, fault);
    }
    return faults;
  }

  /** The refusal that makes the publisher publish once more. */
  private static BrokerException again(Throwable fault, TopicRecord topic, Caller publisher) {
    if (!(fault instanceof BrokerException)) {
      LOG.log(
          System.Logger.Level.ERROR,
          "A message of " + topic.arn() + " did not reach all its queues" + publisher.logged(),
          fault);
    }
    boolean unavailable =
        fault instanceof BrokerException refusal
            && refusal.code() == CommonError.SERVICE_UNAVAILABLE;
    ErrorCode code = unavailable ? CommonError.SERVICE_UNAVAILABLE : TopicError.INTERNAL_ERROR;
    return code.refuse(
        "The message did not reach all queues that are to get it. Publish it again.");
  }

  private boolean isFifo() {
    return rules.record().isFifo();
  }
}
