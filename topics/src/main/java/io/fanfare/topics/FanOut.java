package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.ErrorCode;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.BatchResultErrorEntry;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.topics.QueueDelivery.Parcel;
import io.fanfare.topics.engine.Notification;
import io.fanfare.topics.engine.Subscriber;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One publish on its way to its queues. It gives the event loop back after every slice, so that
 * many matching queues do not hold up other topics, and ends when the last queue has answered.
 */
final class FanOut {

  private static final int SLICE_PARCELS = 64;
  private static final int SLICE_CHARACTERS = 1 << 19;

  /** A batch to a queue stays below the queue's limit even if every character takes three bytes. */
  private static final int BATCH_CHARACTERS = 1 << 18;

  private final QueueDelivery delivery;
  private final List<Notification> messages;
  private final List<Parcel> parcels;
  private final Caller publisher;
  private final Map<Integer, Throwable> faults = new HashMap<>();
  private final Promise<Map<Integer, Throwable>> done = Promise.promise();
  private int next;
  private int pending;

  FanOut(
      QueueDelivery delivery, List<Notification> messages, List<Parcel> parcels, Caller publisher) {
    this.delivery = delivery;
    this.messages = messages;
    this.parcels = parcels;
    this.publisher = publisher;
  }

  Future<Map<Integer, Throwable>> run() {
    slice();
    return done.future();
  }

  private void slice() {
    int end = Math.min(parcels.size(), next + SLICE_PARCELS);
    long characters = 0;
    pending++;
    while (next < end && characters < SLICE_CHARACTERS) {
      characters += send(parcels.get(next++));
    }
    pending--;
    if (next < parcels.size()) {
      delivery.loop().execute(this::slice);
    }
    endIfAllAnswered();
  }

  private long send(Parcel parcel) {
    try {
      return sendAll(parcel);
    } catch (BrokerException refusal) {
      // A copy that is no message at all, such as one of an empty text.
      parcel
          .positions()
          .forEach(position -> settle(parcel.subscriber(), position, Future.failedFuture(refusal)));
      return 0;
    }
  }

  private long sendAll(Parcel parcel) {
    Subscriber subscriber = parcel.subscriber();
    List<SendMessage> copies = new ArrayList<>(parcel.positions().size());
    long characters = 0;
    for (int position : parcel.positions()) {
      SendMessage copy = messages.get(position).copyFor(subscriber);
      copies.add(copy);
      characters += copy.messageBody().length();
    }
    Queues queues = delivery.at(subscriber.queue(), publisher);
    if (copies.size() > 1 && characters < BATCH_CHARACTERS) {
      pending++;
      queues.sendMessageBatch(batch(copies)).onComplete(answer -> batchAnswered(parcel, answer));
    } else {
      for (int i = 0; i < copies.size(); i++) {
        int position = parcel.positions().get(i);
        pending++;
        queues
            .sendMessage(copies.get(i))
            .onComplete(answer -> answered(subscriber, position, answer));
      }
    }
    return characters;
  }

  private void answered(Subscriber subscriber, int position, AsyncResult<?> answer) {
    settle(subscriber, position, answer);
    pending--;
    endIfAllAnswered();
  }

  private void batchAnswered(Parcel parcel, AsyncResult<SendMessageBatch.Result> answer) {
    Subscriber subscriber = parcel.subscriber();
    if (answer.failed()) {
      parcel.positions().forEach(position -> settle(subscriber, position, answer));
    } else if (answer.result().failed().isEmpty()) {
      delivery.failures().succeeded(subscriber);
    } else {
      for (BatchResultErrorEntry entry : answer.result().failed()) {
        refused(subscriber, parcel.positions().get(Integer.parseInt(entry.id())), entry);
      }
    }
    pending--;
    endIfAllAnswered();
  }

  private void settle(Subscriber subscriber, int position, AsyncResult<?> answer) {
    if (answer.succeeded()) {
      delivery.failures().succeeded(subscriber);
    } else if (answer.cause() instanceof BrokerException refusal && !refusal.code().retryable()) {
      delivery.failures().failed(subscriber, refusal.sentence());
    } else {
      faults.put(position, answer.cause());
    }
  }

  private void refused(Subscriber subscriber, int position, BatchResultErrorEntry entry) {
    String reason = entry.code() + ": " + entry.message();
    if (entry.senderFault()) {
      delivery.failures().failed(subscriber, reason);
    } else {
      faults.put(position, new BrokerException(ErrorCode.SNS_INTERNAL_ERROR, reason));
    }
  }

  private void endIfAllAnswered() {
    if (pending == 0 && next == parcels.size()) {
      done.tryComplete(faults);
    }
  }

  private static SendMessageBatch batch(List<SendMessage> copies) {
    List<SendMessageBatch.Entry> entries = new ArrayList<>(copies.size());
    for (int i = 0; i < copies.size(); i++) {
      SendMessage copy = copies.get(i);
      entries.add(
          new SendMessageBatch.Entry(
              Integer.toString(i),
              copy.messageBody(),
              null,
              copy.messageAttributes(),
              Map.of(),
              null,
              copy.messageGroupId()));
    }
    return new SendMessageBatch(copies.get(0).queueUrl(), entries);
  }
}
