package io.fanfare.functions;

import io.fanfare.core.Caller;
import io.fanfare.functions.rows.MappingRecord;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.DeleteMessageBatch;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.ReceiveMessage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queue of a mapping, as the mapping's owner may use it. */
final class Source {

  private static final System.Logger LOG = System.getLogger(Source.class.getName());
  private static final List<String> ALL = List.of("All");

  private final Queues queues;
  private final String url;

  private Source(Queues queues, String url) {
    this.queues = queues;
    this.url = url;
  }

  /** The queue of {@code mapping}. */
  static Source of(Queues queues, MappingRecord mapping) {
    Caller owner = new Caller(mapping.arn().account(), mapping.arn().region(), "");
    return of(queues, mapping.queueName(), owner);
  }

  /** The queue {@code name}, as {@code caller} may use it. */
  static Source of(Queues queues, QueueName name, Caller caller) {
    return new Source(queues.as(caller), name.url(caller));
  }

  /**
   * Receives up to {@code most} messages, of which the first may be waited for.
   *
   * @param hideSeconds for how long others do not see them; as long as the queue says if absent
   */
  Future<List<Message>> receive(
      int most, int waitSeconds, @Nullable Integer hideSeconds, RequestScope scope) {
    ReceiveMessage request =
        new ReceiveMessage(url, List.of(), ALL, ALL, most, hideSeconds, waitSeconds, null);
    return queues.within(scope).receiveMessage(request).map(ReceiveMessage.Result::messages);
  }

  /** For how many seconds the queue itself hides what is received. */
  Future<Integer> visibilitySeconds() {
    String name = QueueAttribute.VISIBILITY_TIMEOUT.name();
    return queues
        .getQueueAttributes(new GetQueueAttributes(url, List.of(name)))
        .map(result -> Integer.valueOf(result.attributes().getOrDefault(name, "30")));
  }

  /** Deletes {@code messages}; what cannot be deleted comes back. */
  Future<Void> delete(List<Message> messages) {
    List<Future<DeleteMessageBatch.Result>> deletes = new ArrayList<>();
    for (int start = 0; start < messages.size(); start += Limits.BATCH_ENTRIES) {
      int end = Math.min(messages.size(), start + Limits.BATCH_ENTRIES);
      List<DeleteMessageBatch.Entry> entries = new ArrayList<>();
      for (Message message : messages.subList(start, end)) {
        entries.add(
            new DeleteMessageBatch.Entry(
                Integer.toString(entries.size()), message.receiptHandle()));
      }
      deletes.add(
          queues
              .deleteMessageBatch(new DeleteMessageBatch(url, entries))
              .onSuccess(this::log)
              .onFailure(this::log));
    }
    return Future.join(deletes).transform(done -> Future.succeededFuture());
  }

  private void log(DeleteMessageBatch.Result result) {
    result.failed().stream()
        .findFirst()
        .ifPresent(refused -> log(new IllegalStateException(refused.message())));
  }

  private void log(Throwable fault) {
    LOG.log(
        System.Logger.Level.WARNING,
        "Messages of {0} come back though their function has taken them: {1}",
        url,
        fault.getMessage());
  }
}
