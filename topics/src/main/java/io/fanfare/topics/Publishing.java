package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.ErrorCode;
import io.fanfare.core.Step;
import io.fanfare.topics.QueueDelivery.Parcel;
import io.fanfare.topics.engine.BatchRules;
import io.fanfare.topics.engine.Notification;
import io.fanfare.topics.engine.Publication;
import io.fanfare.topics.engine.PublishRules;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens to messages on their topic's event loop: checked, routed, handed to delivery. */
final class Publishing {

  private static final System.Logger LOG = System.getLogger(Publishing.class.getName());
  private static final List<Integer> ONLY = List.of(0);

  private Publishing() {}

  static Future<Publish.Result> single(
      Publish request, Topic topic, TopicShelf shelf, Caller caller) {
    Publication publication = PublishRules.check(request, "", topic.topic());
    Notification message = notification(publication, topic, shelf.loop().step(), caller);
    List<Subscriber> subscribers = topic.route(publication.attributes(), publication.text());
    List<Parcel> parcels = new ArrayList<>(subscribers.size());
    for (Subscriber subscriber : subscribers) {
      parcels.add(new Parcel(subscriber, ONLY));
    }
    return deliver(List.of(message), parcels, topic, shelf, caller)
        .map(
            faults -> {
              Throwable fault = faults.get(0);
              if (fault != null) {
                throw again(fault, topic);
              }
              return new Publish.Result(message.messageId(), null);
            });
  }

  static Future<PublishBatch.Result> batch(
      PublishBatch request, Topic topic, TopicShelf shelf, Caller caller) {
    List<Publication> publications = BatchRules.check(request, topic.topic());
    Step step = shelf.loop().step();
    List<Notification> messages = new ArrayList<>(publications.size());
    Map<Subscriber, List<Integer>> parcels = new LinkedHashMap<>();
    for (int i = 0; i < publications.size(); i++) {
      Publication publication = publications.get(i);
      messages.add(notification(publication, topic, step, caller));
      for (Subscriber subscriber : topic.route(publication.attributes(), publication.text())) {
        parcels.computeIfAbsent(subscriber, first -> new ArrayList<>()).add(i);
      }
    }
    List<Parcel> all =
        parcels.entrySet().stream()
            .map(parcel -> new Parcel(parcel.getKey(), parcel.getValue()))
            .toList();
    return deliver(messages, all, topic, shelf, caller)
        .map(faults -> result(request, topic, messages, faults));
  }

  private static Future<Map<Integer, Throwable>> deliver(
      List<Notification> messages,
      List<Parcel> parcels,
      Topic topic,
      TopicShelf shelf,
      Caller caller) {
    return signed(messages, parcels, topic, shelf.delivery().signing(), caller)
        .compose(ready -> shelf.delivery().deliver(ready, parcels, sender(topic, caller)));
  }

  /** The messages, of which those are signed that somebody wants in the envelope. */
  private static Future<List<Notification>> signed(
      List<Notification> messages,
      List<Parcel> parcels,
      Topic topic,
      SigningKey signing,
      Caller caller) {
    Set<Integer> enveloped = new HashSet<>();
    for (Parcel parcel : parcels) {
      if (parcel.subscriber().wantsEnvelope()) {
        enveloped.addAll(parcel.positions());
      }
    }
    if (enveloped.isEmpty()) {
      return Future.succeededFuture(messages);
    }
    String version = topic.topic().signatureVersion();
    List<Future<Notification>> all = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      Notification message = messages.get(i);
      all.add(
          enveloped.contains(i)
              ? signing.seal(version, message.toSign(), caller.endpoint()).map(message::with)
              : Future.succeededFuture(message));
    }
    return Future.all(all).map(done -> all.stream().map(Future::result).toList());
  }

  private static PublishBatch.Result result(
      PublishBatch request,
      Topic topic,
      List<Notification> messages,
      Map<Integer, Throwable> faults) {
    List<PublishBatch.ResultEntry> successful = new ArrayList<>();
    List<PublishBatch.ErrorEntry> failed = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      String id = String.valueOf(request.publishBatchRequestEntries().get(i).id());
      Throwable fault = faults.get(i);
      if (fault == null) {
        successful.add(new PublishBatch.ResultEntry(id, messages.get(i).messageId(), null));
      } else {
        BrokerException refusal = again(fault, topic);
        failed.add(
            new PublishBatch.ErrorEntry(
                id, refusal.code().legacyCode(), refusal.sentence(), false));
      }
    }
    return new PublishBatch.Result(successful, failed);
  }

  /** The refusal that makes the publisher publish once more. */
  static BrokerException again(Throwable fault, Topic topic) {
    if (!(fault instanceof BrokerException)) {
      LOG.log(
          System.Logger.Level.ERROR,
          "A message of " + topic.topic().arn() + " did not reach all its queues",
          fault);
    }
    boolean unavailable =
        fault instanceof BrokerException refusal && refusal.code() == ErrorCode.SERVICE_UNAVAILABLE;
    ErrorCode code = unavailable ? ErrorCode.SERVICE_UNAVAILABLE : ErrorCode.SNS_INTERNAL_ERROR;
    return code.refuse(
        "The message did not reach all queues that are to get it. Publish it again.");
  }

  /**
   * The queues see a topic's owner as the sender of its messages, on the trace of the publisher.
   */
  static Caller sender(Topic topic, Caller publisher) {
    return new Caller(
        topic.owner(), publisher.region(), publisher.endpoint(), publisher.traceHeader());
  }

  private static Notification notification(
      Publication publication, Topic topic, Step step, Caller caller) {
    return new Notification(
        publication,
        new Notification.Origin(
            topic.topic().arn(),
            step.randomUuid().toString(),
            step.now(),
            caller.endpoint(),
            null));
  }
}
