package io.fanfare.broker.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends letters to a FIFO queue. */
record QueueCarrier(SqsClient sqs, String url) implements Carrier {

  @Override
  public Receipt carry(Letter letter) {
    var response =
        sqs.sendMessage(
            s ->
                s.queueUrl(url)
                    .messageBody(letter.parcel().body())
                    .messageGroupId(letter.group())
                    .messageDeduplicationId(letter.deduplication())
                    .messageAttributes(Sender.forQueue(letter.parcel())));
    return new Receipt(response.messageId(), response.sequenceNumber());
  }

  @Override
  public Receipts carry(List<Letter> letters) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Letter letter : letters) {
      entries.add(entry(entries.size(), letter));
    }
    var response = sqs.sendMessageBatch(s -> s.queueUrl(url).entries(entries));
    Map<Integer, Receipt> done = new HashMap<>();
    Map<Integer, Outcome> failed = new HashMap<>();
    response
        .successful()
        .forEach(
            e ->
                done.put(Integer.parseInt(e.id()), new Receipt(e.messageId(), e.sequenceNumber())));
    response
        .failed()
        .forEach(e -> failed.put(Integer.parseInt(e.id()), Outcome.ofFailure(e.senderFault())));
    return new Receipts(done, failed);
  }

  private static SendMessageBatchRequestEntry entry(int position, Letter letter) {
    return SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(position))
        .messageBody(letter.parcel().body())
        .messageGroupId(letter.group())
        .messageDeduplicationId(letter.deduplication())
        .messageAttributes(Sender.forQueue(letter.parcel()))
        .build();
  }
}
