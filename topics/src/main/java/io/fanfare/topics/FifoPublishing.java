package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.topics.engine.BatchRules;
import io.fanfare.topics.engine.Publication;
import io.fanfare.topics.engine.PublishRules;
import io.fanfare.topics.engine.Receipt;
import io.fanfare.topics.engine.TopicRecord;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** What happens to messages for a FIFO topic: checked here, and the rest is up to its lane. */
final class FifoPublishing {

  private FifoPublishing() {}

  static Future<Publish.Result> single(
      Publish request, TopicRecord topic, FifoLane lane, Caller caller) {
    Publication publication = PublishRules.check(request, "", topic);
    return lane.publish(List.of(publication), caller)
        .get(0)
        .map(receipt -> new Publish.Result(receipt.messageId(), receipt.sequenceNumber()));
  }

  static Future<PublishBatch.Result> batch(
      PublishBatch request, TopicRecord topic, FifoLane lane, Caller caller) {
    List<Future<Receipt>> receipts = lane.publish(BatchRules.check(request, topic), caller);
    return Future.join(receipts).transform(all -> result(request, receipts));
  }

  private static Future<PublishBatch.Result> result(
      PublishBatch request, List<Future<Receipt>> receipts) {
    List<PublishBatch.ResultEntry> successful = new ArrayList<>();
    List<PublishBatch.ErrorEntry> failed = new ArrayList<>();
    for (int i = 0; i < receipts.size(); i++) {
      String id = String.valueOf(request.publishBatchRequestEntries().get(i).id());
      Future<Receipt> receipt = receipts.get(i);
      if (receipt.succeeded()) {
        successful.add(
            new PublishBatch.ResultEntry(
                id, receipt.result().messageId(), receipt.result().sequenceNumber()));
      } else if (receipt.cause() instanceof BrokerException refusal) {
        failed.add(
            new PublishBatch.ErrorEntry(
                id, refusal.code().legacyCode(), refusal.sentence(), false));
      } else {
        return Future.failedFuture(receipt.cause());
      }
    }
    return Future.succeededFuture(new PublishBatch.Result(successful, failed));
  }
}
