package io.fanfare.topics;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.runtime.Attempt;
import io.fanfare.topics.engine.Receipt;
import io.fanfare.topics.mobile.PlatformActions;
import io.fanfare.topics.model.PreviewPublish;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.BatchRules;
import io.fanfare.topics.rules.Pages;
import io.fanfare.topics.rules.PublishRules;
import io.fanfare.topics.rules.TopicAction;
import io.fanfare.topics.rules.TopicRules;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The actions that publish, for one caller. */
final class PublishActions {

  private final TopicPartition partition;
  private final Caller caller;
  private final Access access;

  PublishActions(TopicPartition partition, Caller caller, Access access) {
    this.partition = partition;
    this.caller = caller;
    this.access = access;
  }

  Future<Publish.Result> publish(Publish request) {
    return Attempt.of(
        () -> {
          if (request.phoneNumber() != null) {
            return text(request);
          }
          if (PlatformActions.isForDevice(request)) {
            return new PlatformActions(partition, caller).publish(request);
          }
          return publish(
              PublishRules.target(request, caller.region()),
              topic -> List.of(PublishRules.check(request, "", topic)),
              receipts -> receipts.get(0).map(PublishActions::result));
        });
  }

  /** A text message, which goes nowhere. */
  private Future<Publish.Result> text(Publish request) {
    PublishRules.checkNumber(request);
    access.own().check(TopicAction.PUBLISH, String.valueOf(request.phoneNumber()));
    PublishRules.checkText(request);
    return partition
        .newId(TopicRecord.scope(caller.region(), caller.account()))
        .map(id -> new Publish.Result(id.toString(), null));
  }

  Future<PublishBatch.Result> publishBatch(PublishBatch request) {
    return Attempt.of(
        () ->
            publish(
                TopicRules.topicArn("TopicArn", request.topicArn(), caller.region()),
                topic -> BatchRules.check(request, topic),
                receipts -> Future.join(receipts).transform(all -> result(request, receipts))));
  }

  /** Tells who would get a message, which is not published. */
  Future<PreviewPublish.Result> preview(PreviewPublish request) {
    return Attempt.of(
        () -> {
          Publish message = request.publish();
          Arn arn = PublishRules.target(message, caller.region());
          String scope = SubscriptionReports.previewScope(arn.toString());
          return access.preview(
              arn,
              topic ->
                  topic.preview(
                      record -> PublishRules.check(message, "", record),
                      Pages.after(request.nextToken(), scope)));
        });
  }

  /** Publishes what {@code check} lets pass; {@code answer} makes the reply of the receipts. */
  private <R> Future<R> publish(
      Arn arn,
      Function<TopicRecord, List<Publication>> check,
      Function<List<Future<Receipt>>, Future<R>> answer) {
    return access.publish(arn, topic -> answer.apply(topic.publish(check, caller)));
  }

  private static Publish.Result result(Receipt receipt) {
    return new Publish.Result(receipt.messageId(), receipt.sequenceNumber());
  }

  private static Future<PublishBatch.Result> result(
      PublishBatch request, List<Future<Receipt>> receipts) {
    List<PublishBatch.ResultEntry> successful = new ArrayList<>();
    List<PublishBatch.ErrorEntry> failed = new ArrayList<>();
    Iterator<Future<Receipt>> published = receipts.iterator();
    for (PublishBatch.Entry entry : request.publishBatchRequestEntries()) {
      String id = String.valueOf(entry.id());
      Optional<BrokerException> own = BatchRules.refusalOf(entry);
      if (own.isPresent()) {
        failed.add(failure(id, own.get()));
        continue;
      }
      Future<Receipt> receipt = published.next();
      if (receipt.succeeded()) {
        successful.add(
            new PublishBatch.ResultEntry(
                id, receipt.result().messageId(), receipt.result().sequenceNumber()));
      } else if (receipt.cause() instanceof BrokerException refusal) {
        failed.add(failure(id, refusal));
      } else {
        return Future.failedFuture(receipt.cause());
      }
    }
    return Future.succeededFuture(new PublishBatch.Result(successful, failed));
  }

  private static PublishBatch.ErrorEntry failure(String id, BrokerException refusal) {
    return new PublishBatch.ErrorEntry(
        id,
        refusal.code().legacyCode(),
        refusal.sentence(),
        refusal.code().fault().equals("Sender"));
  }
}
