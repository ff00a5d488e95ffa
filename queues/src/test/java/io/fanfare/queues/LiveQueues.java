package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;

import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The queues' service at work over a store, opened and closed as a whole. */
final class LiveQueues implements AutoCloseable {

  private final Store store;
  private final Queues queues;

  /** The queues of a store that {@code options} open, seen as {@code over} lets them see it. */
  LiveQueues(Vertx vertx, StoreOptions options, HeapBudget heap, UnaryOperator<Store> over) {
    store = await(Stores.open(vertx, options, fault -> {}));
    Environment environment = new Environment(vertx, over.apply(store), Clock.system(), heap);
    queues = await(Queues.open(environment, new QueuesOptions()));
  }

  /** Queues in memory. */
  static LiveQueues inMemory(Vertx vertx) {
    return new LiveQueues(
        vertx, new StoreOptions().setMemory(true), HeapBudget.ofHeap(), store -> store);
  }

  Queues queues() {
    return queues;
  }

  /** Ends the store under the service, as a fault would. */
  void pullTheStore() {
    await(store.close());
  }

  QueueConsumer consumer(String queue, ConsumerOptions options) {
    return queues.consumer(queue, options);
  }

  void create(String queue, Map<String, String> attributes) {
    await(queues.createQueue(new CreateQueue(queue, attributes, Map.of())));
  }

  void createFifo(String queue) {
    create(queue, Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
  }

  void send(String queue, String body) {
    await(queues.sendMessage(new SendMessage(queue, body)));
  }

  void send(String queue, String body, String group) {
    await(queues.sendMessage(new SendMessage(queue, body, null, Map.of(), Map.of(), null, group)));
  }

  int visible(String queue) {
    return count(queue, "ApproximateNumberOfMessages");
  }

  int inFlight(String queue) {
    return count(queue, "ApproximateNumberOfMessagesNotVisible");
  }

  private int count(String queue, String name) {
    return Integer.parseInt(
        await(queues.getQueueAttributes(new GetQueueAttributes(queue, List.of(name))))
            .attributes()
            .getOrDefault(name, "-1"));
  }

  /** Closes what is not closed yet. */
  @Override
  public void close() {
    await(queues.close().otherwiseEmpty());
    await(store.close());
  }
}
