package io.fanfare.broker.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends messages to a FIFO queue. */
record FifoQueueClient(SqsClient sqs, String url) implements FifoClient {

  @Override
  public Receipt invoke(FifoMessage message) {
    var response =
        sqs.sendMessage(
            s ->
                s.queueUrl(url)
                    .messageBody(message.payload().body())
                    .messageGroupId(message.group())
                    .messageDeduplicationId(message.deduplication())
                    .messageAttributes(Sender.forQueue(message.payload())));
    return new Receipt(response.messageId(), response.sequenceNumber());
  }

  @Override
  public Receipts invoke(List<FifoMessage> messages) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (FifoMessage message : messages) {
      entries.add(entry(entries.size(), message));
    }
    var response = sqs.sendMessageBatch(s -> s.queueUrl(url).entries(entries));
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

  private static SendMessageBatchRequestEntry entry(int position, FifoMessage message) {
    return SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(position))
        .messageBody(message.payload().body())
        .messageGroupId(message.group())
        .messageDeduplicationId(message.deduplication())
        .messageAttributes(Sender.forQueue(message.payload()))
        .build();
  }
}
