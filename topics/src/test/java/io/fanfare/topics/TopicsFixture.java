package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;

import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.Queues;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Subscribe;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Topics over a store in the heap, and the queues that they deliver to. */
final class TopicsFixture implements AutoCloseable {

  final Vertx vertx = Vertx.vertx();
  final TopicsOptions options = new TopicsOptions().setPushAllow(List.of("127.0.0.0/8"));
  final VirtualClock clock = new VirtualClock(Clock.system());
  final HeapBudget heap;
  final List<AuditTrail.Entry> trail = new CopyOnWriteArrayList<>();
  final Guard guard;
  final Store store;
  final Queues queues;
  Topics topics;

  TopicsFixture() {
    this(HeapBudget.ofHeap());
  }

  TopicsFixture(HeapBudget heap) {
    this(heap, store -> store);
  }

  /** Over a store that is seen as {@code over} lets it be seen. */
  TopicsFixture(HeapBudget heap, UnaryOperator<Store> over) {
    this(heap, over, Authorization.off(), new QueuesOptions());
  }

  /** With access control. */
  TopicsFixture(Authorization authorization, QueuesOptions queueing) {
    this(HeapBudget.ofHeap(), store -> store, authorization, queueing);
  }

  private TopicsFixture(
      HeapBudget heap,
      UnaryOperator<Store> over,
      Authorization authorization,
      QueuesOptions queueing) {
    this.heap = heap;
    this.guard = new Guard(authorization, trail::add, clock::millis);
    store =
        over.apply(
            await(
                Stores.open(
                    vertx, new StoreOptions().setMemory(true), Throwable::printStackTrace)));
    queues = await(Queues.open(environment(), queueing));
    topics = open(queues);
  }

  Topics open(Delivery target) {
    return await(Topics.open(environment(), target, options));
  }

  private Environment environment() {
    return new Environment(vertx, store, clock, heap, HeapBudget.ofPushes(), guard);
  }

  void reopen() {
    await(topics.close());
    topics = open(queues);
  }

  String topic(String name) {
    return await(topics.createTopic(new CreateTopic(name))).topicArn();
  }

  String fifoTopic(String name, Map<String, String> attributes) {
    Map<String, String> all = new HashMap<>(attributes);
    all.put("FifoTopic", "true");
    return await(topics.createTopic(new CreateTopic(name, all, List.of(), null))).topicArn();
  }

  String fifoQueue(String name) {
    await(queues.createQueue(new CreateQueue(name, Map.of("FifoQueue", "true"), Map.of())));
    return arn(name);
  }

  String queue(String name) {
    await(queues.createQueue(new CreateQueue(name)));
    return arn(name);
  }

  static String arn(String queue) {
    return "arn:aws:sqs:us-east-1:000000000000:" + queue;
  }

  String subscribe(String topic, String queue, Map<String, String> attributes) {
    return await(topics.subscribe(new Subscribe(topic, queue, attributes))).subscriptionArn();
  }

  List<Message> receive(String queue) {
    ReceiveMessage request =
        new ReceiveMessage(queue, List.of(), List.of("All"), List.of("All"), 10, null, 0, null);
    return await(queues.receiveMessage(request)).messages();
  }

  /** Receives and deletes what a queue has, until it has nothing. */
  List<Message> drain(String queue) {
    List<Message> all = new ArrayList<>();
    for (List<Message> some = receive(queue); !some.isEmpty(); some = receive(queue)) {
      some.forEach(
          one -> await(queues.deleteMessage(new DeleteMessage(queue, one.receiptHandle()))));
      all.addAll(some);
    }
    return all;
  }

  /** The first of {@code table}. */
  List<Row> rows(Table table) {
    Key last = new Key(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    return await(store.scan(table, Key.first(Long.MIN_VALUE), last, 100));
  }

  @Override
  public void close() {
    await(topics.close());
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }
}
