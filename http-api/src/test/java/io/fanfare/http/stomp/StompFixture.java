package io.fanfare.http.stomp;

import static io.fanfare.fixture.Futures.await;

import io.fanfare.access.Authorization;
import io.fanfare.functions.Functions;
import io.fanfare.functions.FunctionsOptions;
import io.fanfare.heap.HeapBudget;
import io.fanfare.http.HttpApi;
import io.fanfare.http.HttpApiOptions;
import io.fanfare.http.Services;
import io.fanfare.http.status.Health;
import io.fanfare.queues.Queues;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.fanfare.topics.Topics;
import io.fanfare.topics.TopicsOptions;
import io.fanfare.topics.model.CreateTopic;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** An open HTTP API over queues and topics in memory. */
@Timeout(60)
class StompFixture {

  static final String ACCOUNT = "000000000000";
  static final String REGION = "us-east-1";

  final Vertx vertx = Vertx.vertx();
  final Store memory = await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
  final AtomicBoolean full = new AtomicBoolean();
  final Store store =
      new DelegatingStore(memory) {
        @Override
        public boolean hasRoom() {
          return !full.get();
        }
      };
  final HeapBudget heap = new HeapBudget(64 << 20);
  final Environment environment = new Environment(vertx, store, Clock.system(), heap);
  final Queues queues = await(Queues.open(environment, new QueuesOptions()));
  final Topics topics = await(Topics.open(environment, queues, new TopicsOptions()));
  final Functions functions =
      await(Functions.open(environment, queues, new FunctionsOptions(), port -> false));
  Authorization authorization = Authorization.off();
  HttpApi api = open(new HttpApiOptions());

  @AfterEach
  void close() {
    await(api.close());
    await(functions.close());
    await(topics.close());
    await(queues.close());
    await(memory.close());
    await(vertx.close());
  }

  HttpApi open(HttpApiOptions options) {
    Services services =
        new Services(
            queues, topics, functions, heap, Optional.empty(), () -> Health.OK, authorization);
    return await(HttpApi.open(vertx, services, options.setPort(0).setInstances(2)));
  }

  StompClient connect(String... headers) {
    return StompClient.connect(vertx, api.port(), headers);
  }

  void createQueue(String name, String... attributes) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      all.put(attributes[i], attributes[i + 1]);
    }
    await(queues.createQueue(new CreateQueue(name, all, Map.of())));
  }

  void createFifoQueue(String name) {
    createQueue(name, "FifoQueue", "true", "ContentBasedDeduplication", "true");
  }

  String createTopic(String name, String... attributes) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      all.put(attributes[i], attributes[i + 1]);
    }
    return await(topics.createTopic(new CreateTopic(name, all, List.of(), null))).topicArn();
  }

  void send(String queue, String body) {
    await(queues.sendMessage(new SendMessage(queue, body)));
  }

  /** What is received now, all that is told of it, and deleted by nobody. */
  List<Message> receive(String queue) {
    ReceiveMessage request =
        new ReceiveMessage(queue, List.of(), List.of("All"), List.of("All"), 10, null, 0, null);
    return await(queues.receiveMessage(request)).messages();
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
}
