package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.topics.engine.PublishRules;
import io.fanfare.topics.engine.TopicRecord;
import io.fanfare.topics.engine.TopicRules;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.vertx.core.Future;

/** The actions that publish, for one caller. */
final class PublishActions {

  private final TopicHouse house;
  private final Caller caller;

  PublishActions(TopicHouse house, Caller caller) {
    this.house = house;
    this.caller = caller;
  }

  Future<Publish.Result> publish(Publish request) {
    return Refusing.attempt(
        () -> {
          if (request.phoneNumber() != null) {
            return text(request);
          }
          Arn arn = PublishRules.target(request, caller.region());
          return house.at(
              arn.toString(),
              shelf ->
                  shelf.publish(
                      arn,
                      topic ->
                          topic.topic().isFifo()
                              ? FifoPublishing.single(
                                  request, topic.topic(), shelf.lanes().of(topic), caller)
                              : Publishing.single(request, topic, shelf, caller)));
        });
  }

  /** A text message, which goes nowhere. */
  private Future<Publish.Result> text(Publish request) {
    PublishRules.checkText(request);
    return house.at(
        TopicRecord.scope(caller.region(), caller.account()),
        shelf ->
            Future.succeededFuture(
                new Publish.Result(shelf.loop().step().randomUuid().toString(), null)));
  }

  Future<PublishBatch.Result> publishBatch(PublishBatch request) {
    return Refusing.attempt(
        () -> {
          Arn arn = topic(request.topicArn());
          return house.at(
              arn.toString(),
              shelf ->
                  shelf.publish(
                      arn,
                      topic ->
                          topic.topic().isFifo()
                              ? FifoPublishing.batch(
                                  request, topic.topic(), shelf.lanes().of(topic), caller)
                              : Publishing.batch(request, topic, shelf, caller)));
        });
  }

  private Arn topic(String arn) {
    return TopicRules.topicArn("TopicArn", arn, caller.region());
  }
}
