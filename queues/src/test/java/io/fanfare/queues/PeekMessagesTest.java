package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Bytes;
import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.MessageState;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.PeekMessages.PeekedMessage;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SendMessageBatch;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.runtime.Environment;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A peek at queues that are at work, over a store on a disk whose bodies are not in the heap. */
@Timeout(60)
class PeekMessagesTest {

  private static final String DEAD = "arn:aws:sqs:us-east-1:000000000000:dead";

  private final Vertx vertx = Vertx.vertx();
  private final VirtualClock clock = new VirtualClock();
  private final StoreOptions options;
  private Store store;
  private Queues queues;

  PeekMessagesTest(@TempDir Path directory) {
    options = new StoreOptions().setPath(directory.toString()).setYoungBytes(1);
  }

  @BeforeEach
  void open() throws Exception {
    store = await(Stores.open(vertx, options, fault -> {}));
    queues = await(Queues.open(new Environment(vertx, store, clock), new QueuesOptions()));
  }

  @AfterEach
  void closeAll() throws Exception {
    close();
    await(vertx.close());
  }

  @Test
  void aMessageIsShownWithAllThatAReceiverCanSee() throws Exception {
    await(queues.createQueue(new CreateQueue("orders")));
    Map<String, MessageAttribute> attributes =
        Map.of(
            "colour", MessageAttribute.string("red"),
            "raw", MessageAttribute.binary(Bytes.of((byte) 0, (byte) -1)));
    Map<String, MessageAttribute> trace =
        Map.of("AWSTraceHeader", MessageAttribute.string("Root=1"));
    SendMessage message =
        new SendMessage("orders", "hello", null, attributes, trace, null, "group");
    String id = await(queues.sendMessage(message)).messageId();
    PeekedMessage visible = only(peek("orders", MessageState.VISIBLE));
    assertEquals(id, visible.messageId());
    clock.advance(1_000);
    Message received = receive("orders");
    PeekedMessage hidden = only(peek("orders"));
    assertEquals(
        new PeekedMessage(
            id,
            "hello",
            received.attributes(),
            received.messageAttributes(),
            MessageState.IN_FLIGHT,
            clock.millis() + 30_000),
        hidden);
    assertEquals("1", hidden.attributes().get("ApproximateReceiveCount"));
    assertEquals("group", hidden.attributes().get("MessageGroupId"));
    assertEquals("Root=1", hidden.attributes().get("AWSTraceHeader"));
    await(queues.deleteMessage(new DeleteMessage("orders", received.receiptHandle())));
    assertEquals(List.of(), peek("orders").messages());
  }

  @Test
  void aDeadLetterIsShownWithItsSource() throws Exception {
    await(queues.createQueue(new CreateQueue("dead")));
    String policy = "{\"deadLetterTargetArn\":\"" + DEAD + "\",\"maxReceiveCount\":1}";
    await(queues.createQueue(new CreateQueue("orders", Map.of("RedrivePolicy", policy), Map.of())));
    await(queues.sendMessage(new SendMessage("orders", "poison")));
    receive("orders");
    clock.advance(30_000);
    Future<ReceiveMessage.Result> dead =
        queues.receiveMessage(
            new ReceiveMessage("dead", List.of(), List.of(), List.of(), 1, 0, 20, null));
    await(queues.receiveMessage(new ReceiveMessage("orders", 1)));
    await(dead);
    assertEquals(List.of(), peek("orders").messages());
    assertEquals(
        "arn:aws:sqs:us-east-1:000000000000:orders",
        only(peek("dead")).attributes().get("DeadLetterQueueSourceArn"));
  }

  @Test
  void aMessageOfAFifoQueueIsShownWithItsNumberAndTheDelayOfTheQueue() throws Exception {
    Map<String, String> attributes =
        Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true", "DelaySeconds", "10");
    await(queues.createQueue(new CreateQueue("orders.fifo", attributes, Map.of())));
    SendMessage message =
        new SendMessage("orders.fifo", "hello", null, Map.of(), Map.of(), "once", "group");
    String number = await(queues.sendMessage(message)).sequenceNumber();
    assertEquals(clock.millis() + 10_000, only(peek("orders.fifo")).visibleTimestamp());
    await(
        queues.setQueueAttributes(
            new SetQueueAttributes("orders.fifo", Map.of("DelaySeconds", "60"))));
    clock.advance(1_000);
    PeekedMessage delayed = only(peek("orders.fifo"));
    assertEquals(MessageState.DELAYED, delayed.state());
    assertEquals(clock.millis() + 59_000, delayed.visibleTimestamp());
    assertEquals(number, delayed.attributes().get("SequenceNumber"));
    assertEquals("once", delayed.attributes().get("MessageDeduplicationId"));
    assertEquals("group", delayed.attributes().get("MessageGroupId"));
    clock.advance(59_000);
    assertEquals(MessageState.VISIBLE, only(peek("orders.fifo")).state());
  }

  @Test
  void whatWasAcknowledgedBeforeIsShownAndNothingIsChanged() throws Exception {
    await(queues.createQueue(new CreateQueue("orders")));
    for (int i = 0; i < 50; i++) {
      await(queues.sendMessage(new SendMessage("orders", "message " + i)));
      PeekMessages.Result page =
          await(queues.peekMessages(new PeekMessages("orders", List.of(), 100, null)));
      assertEquals(i + 1, page.messages().size());
      assertEquals("message " + i, page.messages().get(i).body());
    }
    Map<String, String> before = attributes();
    clock.advance(5_000);
    peek("orders");
    assertEquals(before, attributes());
    assertEquals("1", receive("orders").attributes().get("ApproximateReceiveCount"));
  }

  @Test
  void theFirstPageAfterARestartNeedsNoReceiveAndThePagesMakeTheQueue() throws Exception {
    await(queues.createQueue(new CreateQueue("orders")));
    List<String> bodies = IntStream.range(0, 230).mapToObj(i -> "message " + i).toList();
    for (int i = 0; i < bodies.size(); i += 10) {
      List<SendMessageBatch.Entry> entries = new ArrayList<>();
      for (String body : bodies.subList(i, i + 10)) {
        entries.add(new SendMessageBatch.Entry("e" + entries.size(), body));
      }
      await(queues.sendMessageBatch(new SendMessageBatch("orders", entries)));
    }
    PeekMessages.Result first = page(null);
    close();
    open();
    List<String> shown = new ArrayList<>();
    assertEquals(first, page(null));
    first.messages().forEach(message -> shown.add(message.body()));
    for (String token = first.nextToken(); token != null; ) {
      PeekMessages.Result page = page(token);
      page.messages().forEach(message -> shown.add(message.body()));
      token = page.nextToken();
    }
    assertEquals(bodies, shown);
  }

  @Test
  void aQueueThatIsNotThereCannotBePeekedInto() throws Exception {
    assertRefused(QueueError.QUEUE_DOES_NOT_EXIST, queues.peekMessages(new PeekMessages("orders")));
    await(queues.createQueue(new CreateQueue("orders")));
    assertRefused(
        CommonError.INVALID_PARAMETER_VALUE,
        queues.peekMessages(new PeekMessages("orders", List.of(), null, "nonsense")));
    await(queues.deleteQueue(new DeleteQueue("orders")));
    assertRefused(QueueError.QUEUE_DOES_NOT_EXIST, queues.peekMessages(new PeekMessages("orders")));
  }

  private PeekMessages.Result page(@Nullable String token) throws Exception {
    return await(
        queues.peekMessages(new PeekMessages("orders", List.of(MessageState.VISIBLE), 50, token)));
  }

  private PeekMessages.Result peek(String queue, MessageState... states) throws Exception {
    return await(queues.peekMessages(new PeekMessages(queue, List.of(states), null, null)));
  }

  private static PeekedMessage only(PeekMessages.Result page) {
    assertEquals(1, page.messages().size());
    return page.messages().get(0);
  }

  private Message receive(String queue) throws Exception {
    List<String> all = List.of("All");
    return await(
            queues.receiveMessage(
                new ReceiveMessage(queue, List.of(), all, all, 1, null, null, null)))
        .messages()
        .get(0);
  }

  private Map<String, String> attributes() throws Exception {
    return await(queues.getQueueAttributes(new GetQueueAttributes("orders", List.of("All"))))
        .attributes();
  }

  private void close() throws Exception {
    await(queues.close());
    await(store.close());
  }
}
