package io.fanfare.functions;

import static io.fanfare.fixture.Futures.await;

import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.Queues;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.seal.Seals;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Queues and functions at work, and servers that functions are at. */
class FunctionsFixture {

  static final String PREFIX = "arn:aws:sqs:us-east-1:000000000000:";

  final Vertx vertx = Vertx.vertx();
  private final StoreOptions storing;
  private Seals seals = Seals.none();
  private @Nullable Store store;
  private @Nullable Queues queues;
  private @Nullable Functions functions;

  FunctionsFixture(StoreOptions storing) {
    this.storing = storing;
  }

  FunctionsFixture() {
    this(new StoreOptions().setMemory(true));
  }

  @AfterEach
  void end() {
    stop();
    await(vertx.close());
  }

  FunctionServer server() {
    return new FunctionServer(vertx);
  }

  /** What is sent from the next start on is sealed by {@code keys}. */
  void sealBy(Seals keys) {
    seals = keys;
  }

  /** Opens all with these functions. */
  Functions start(String... targets) {
    return start(new Guard(Authorization.off(), AuditTrail.none(), () -> 0), targets);
  }

  /** The same for those whom {@code guard} lets in. */
  Functions start(Guard guard, String... targets) {
    Store opened = await(Stores.open(vertx, storing, Throwable::printStackTrace));
    store = opened;
    HeapBudget heap = HeapBudget.ofHeap();
    Environment environment =
        new Environment(
            vertx, seen(opened), Clock.system(), heap, HeapBudget.ofPushes(), guard, seals);
    Queues all = await(Queues.open(environment, new QueuesOptions()));
    queues = all;
    FunctionsOptions options = new FunctionsOptions().setFunctions(Arrays.asList(targets));
    Functions service = await(Functions.open(environment, all, options, port -> false));
    functions = service;
    return service;
  }

  /** The store, as all see it. */
  Store seen(Store opened) {
    return opened;
  }

  /** Closes all, if it is open. */
  void stop() {
    if (functions != null && queues != null && store != null) {
      await(functions.close());
      await(queues.close());
      await(store.close());
      functions = null;
    }
  }

  Queues queues() {
    if (queues == null) {
      throw new IllegalStateException("not started");
    }
    return queues;
  }

  void queue(String name, Map<String, String> attributes) {
    await(queues().createQueue(new CreateQueue(name, attributes, Map.of())));
  }

  /** A queue that hides its messages for a second, and gives them up after so many receives. */
  void queueWithDeadLetters(String name, int receives) {
    String suffix = name.endsWith(".fifo") ? ".fifo" : "";
    Map<String, String> fifo = suffix.isEmpty() ? Map.of() : Map.of("FifoQueue", "true");
    queue("dead" + suffix, fifo);
    Map<String, String> attributes = new HashMap<>(fifo);
    attributes.put("VisibilityTimeout", "1");
    attributes.put(
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"%sdead%s\",\"maxReceiveCount\":%d}"
            .formatted(PREFIX, suffix, receives));
    queue(name, attributes);
  }

  void send(String queue, String... bodies) {
    for (String body : bodies) {
      await(queues().sendMessage(new SendMessage(queue, body)));
    }
  }

  void sendOrdered(String queue, String group, String... bodies) {
    for (String body : bodies) {
      await(
          queues()
              .sendMessage(
                  new SendMessage(queue, body, null, Map.of(), Map.of(), group + body, group)));
    }
  }

  /** The next message of a queue. */
  Message receive(String queue) {
    for (int i = 0; i < 3; i++) {
      List<Message> messages =
          await(
                  queues()
                      .receiveMessage(
                          new ReceiveMessage(
                              queue, List.of(), List.of("All"), List.of("All"), 1, null, 10, null)))
              .messages();
      if (!messages.isEmpty()) {
        return messages.get(0);
      }
    }
    throw new AssertionError("nothing in " + queue);
  }

  /** How many messages a queue has, visible or not. */
  int messages(String queue) {
    Map<String, String> attributes =
        await(queues().getQueueAttributes(new GetQueueAttributes(queue, List.of("All"))))
            .attributes();
    return List.of(
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed")
        .stream()
        .mapToInt(name -> Integer.parseInt(attributes.getOrDefault(name, "0")))
        .sum();
  }

  EventSourceMappingConfiguration map(String queue, String function) {
    return create(new CreateEventSourceMapping(PREFIX + queue, function));
  }

  EventSourceMappingConfiguration create(CreateEventSourceMapping request) {
    if (functions == null) {
      throw new IllegalStateException("not started");
    }
    return await(functions.createEventSourceMapping(request));
  }

  EventSourceMappingConfiguration create(MappingRequest request) {
    return create(request.make());
  }
}
