package io.fanfare.broker.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** Publishes messages to a FIFO topic. */
record FifoTopicClient(SnsClient sns, String arn) implements FifoClient {

  @Override
  public Receipt invoke(FifoMessage message) {
    var response =
        sns.publish(
            p ->
                p.topicArn(arn)
                    .message(message.payload().body())
                    .messageGroupId(message.group())
                    .messageDeduplicationId(message.deduplication())
                    .messageAttributes(Sender.forTopic(message.payload())));
    return new Receipt(response.messageId(), response.sequenceNumber());
  }

  @Override
  public Receipts invoke(List<FifoMessage> messages) {
    List<PublishBatchRequestEntry> entries = new ArrayList<>();
    for (FifoMessage message : messages) {
      entries.add(entry(entries.size(), message));
    }
    var response = sns.publishBatch(p -> p.topicArn(arn).publishBatchRequestEntries(entries));
    Map<Integer, Receipt> done = new HashMap<>();
    Map<Integer, Completion> failed = new HashMap<>();
    response
        .successful()
        .forEach(
            e ->
                done.put(Integer.parseInt(e.id()), new Receipt(e.messageId(), e.sequenceNumber())));
    response
        .failed()
        .forEach(e -> failed.put(Integer.parseInt(e.id()), Completion.ofFailure(e.senderFault())));
    return new Receipts(done, failed);
  }

  private static PublishBatchRequestEntry entry(int position, FifoMessage message) {
    return PublishBatchRequestEntry.builder()
        .id(Integer.toString(position))
        .message(message.payload().body())
        .messageGroupId(message.group())
        .messageDeduplicationId(message.deduplication())
        .messageAttributes(Sender.forTopic(message.payload()))
        .build();
  }
}
