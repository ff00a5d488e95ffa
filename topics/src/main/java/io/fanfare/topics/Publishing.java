package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.core.Step;
import io.fanfare.topics.QueueDelivery.Parcel;
import io.fanfare.topics.engine.Receipt;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Publication;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What happens to messages on their topic's event loop: checked, routed, handed to delivery. */
final class Publishing {

  private static final System.Logger LOG = System.getLogger(Publishing.class.getName());

  private Publishing() {}

  /**
   * Publishes messages to a standard topic. Each future completes when every queue holds its
   * message, or fails with what the publisher is to hear.
   */
  static List<Future<Receipt>> publish(
      List<Publication> publications, Topic topic, TopicShelf shelf, Caller caller) {
    Step step = shelf.loop().step();
    List<Notification> messages =
        publications.stream().map(one -> notification(one, topic, step, caller)).toList();
    List<Parcel> parcels = shelf.delivery().route(publications, topic, subscriber -> true);
    if (!parcels.isEmpty()) {
      // Better no queue gets a copy now than that some do, and again with the next attempt.
      shelf.loop().store().checkRoom();
    }
    Future<Map<Integer, Throwable>> delivered = deliver(messages, parcels, topic, shelf, caller);
    return IntStream.range(0, messages.size())
        .mapToObj(
            i ->
                delivered.map(
                    faults -> {
                      Throwable fault = faults.get(i);
                      if (fault != null) {
                        throw again(fault, topic, caller);
                      }
                      return new Receipt(messages.get(i).messageId(), null);
                    }))
        .toList();
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

  /** The refusal that makes the publisher publish once more. */
  static BrokerException again(Throwable fault, Topic topic, Caller publisher) {
    if (!(fault instanceof BrokerException)) {
      LOG.log(
          System.Logger.Level.ERROR,
          "A message of "
              + topic.topic().arn()
              + " did not reach all its queues"
              + publisher.logged(),
          fault);
    }
    boolean unavailable =
        fault instanceof BrokerException refusal
            && refusal.code() == CommonError.SERVICE_UNAVAILABLE;
    ErrorCode code = unavailable ? CommonError.SERVICE_UNAVAILABLE : TopicError.INTERNAL_ERROR;
    return code.refuse(
        "The message did not reach all queues that are to get it. Publish it again.");
  }

  /**
   * The queues see a topic's owner as the sender of its messages, on the trace of the publisher.
   */
  static Caller sender(Topic topic, Caller publisher) {
    return publisher.onBehalf(topic.owner());
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
