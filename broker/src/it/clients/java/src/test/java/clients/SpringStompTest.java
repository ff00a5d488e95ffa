package clients;

import static clients.Clients.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Spring's client of STOMP, on Tomcat's WebSocket, which takes messages of 8,192 units at most. */
class SpringStompTest {

  private static final int LIMIT = 2 << 20;
  private static final String URL =
      System.getProperty("fanfare.endpoint").replaceFirst("^http", "ws") + "/stomp";

  private final WebSocketStompClient client =
      new WebSocketStompClient(new StandardWebSocketClient());
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

  /** A message with its headers. */
  private record Heard(StompHeaders headers, String body) {}

  @AfterEach
  void stop() {
    client.stop();
  }

  private StompSession connect() throws Exception {
    client.setMessageConverter(new StringMessageConverter());
    client.setInboundMessageSizeLimit(LIMIT);
    client.setTaskScheduler(new SimpleAsyncTaskScheduler());
    return client
        .connectAsync(URL, new StompSessionHandlerAdapter() {})
        .get(60, TimeUnit.SECONDS);
  }

  private void subscribe(StompSession session, String destination) {
    StompHeaders headers = new StompHeaders();
    headers.setDestination(destination);
    headers.setAck("client-individual");
    session.subscribe(
        headers,
        new StompFrameHandler() {
          @Override
          public Type getPayloadType(StompHeaders of) {
            return String.class;
          }

          @Override
          public void handleFrame(StompHeaders of, Object payload) {
            heard.add(new Heard(of, (String) payload));
          }
        });
  }

  private Heard next() throws InterruptedException {
    Heard next = heard.poll(60, TimeUnit.SECONDS);
    assertNotNull(next);
    return next;
  }

  private static void send(StompSession session, String body) {
    StompHeaders headers = new StompHeaders();
    headers.setDestination("/queue/spring-stomp");
    headers.set("odd", "a:b\nc\\d\r");
    session.send(headers, body);
  }

  @Test
  void bodiesOfAllLengthsComeAndAreAcknowledgedInEveryWay() throws Exception {
    try (SqsClient sqs = Clients.sqs()) {
      sqs.createQueue(queue -> queue.queueName("spring-stomp"));
    }
    StompSession session = connect();
    subscribe(session, "/queue/spring-stomp");
    BiConsumer<StompSession, StompHeaders> byHeaders = (to, of) -> to.acknowledge(of, true);
    BiConsumer<StompSession, StompHeaders> byAck =
        (to, of) -> to.acknowledge(of.getFirst("ack"), true);
    BiConsumer<StompSession, StompHeaders> byMessage =
        (to, of) -> to.acknowledge(of.getMessageId(), true);
    for (String body : new String[] {TEXT, "y".repeat(8_192), "é".repeat(60_000) + "😀"}) {
      for (var acknowledge : List.of(byHeaders, byAck, byMessage)) {
        send(session, body);
        Heard message = next();
        assertEquals(body, message.body());
        assertEquals("a:b\nc\\d\r", message.headers().getFirst("odd"));
        acknowledge.accept(session, message.headers());
      }
    }
    send(session, "again");
    session.acknowledge(next().headers(), false);
    Heard again = next();
    assertEquals("2", again.headers().getFirst("receive-count"));
    CountDownLatch done = new CountDownLatch(1);
    session.setAutoReceipt(true);
    session
        .acknowledge(again.headers().getMessageId(), true)
        .addReceiptTask(done::countDown);
    assertTrue(done.await(60, TimeUnit.SECONDS));
    session.disconnect();
    assertTrue(Clients.isEmpty("spring-stomp"));
  }
}
