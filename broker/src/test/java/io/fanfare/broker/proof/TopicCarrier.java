package io.fanfare.broker.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** Publishes letters to a FIFO topic. */
record TopicCarrier(SnsClient sns, String arn) implements Carrier {

  @Override
  public Receipt carry(Letter letter) {
    var response =
        sns.publish(
            p ->
                p.topicArn(arn)
                    .message(letter.parcel().body())
                    .messageGroupId(letter.group())
                    .messageDeduplicationId(letter.deduplication())
                    .messageAttributes(Sender.forTopic(letter.parcel())));
    return new Receipt(response.messageId(), response.sequenceNumber());
  }

  @Override
  public Receipts carry(List<Letter> letters) {
    List<PublishBatchRequestEntry> entries = new ArrayList<>();
    for (Letter letter : letters) {
      entries.add(entry(entries.size(), letter));
    }
    var response = sns.publishBatch(p -> p.topicArn(arn).publishBatchRequestEntries(entries));
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

  private static PublishBatchRequestEntry entry(int position, Letter letter) {
    return PublishBatchRequestEntry.builder()
        .id(Integer.toString(position))
        .message(letter.parcel().body())
        .messageGroupId(letter.group())
        .messageDeduplicationId(letter.deduplication())
        .messageAttributes(Sender.forTopic(letter.parcel()))
        .build();
  }
}
