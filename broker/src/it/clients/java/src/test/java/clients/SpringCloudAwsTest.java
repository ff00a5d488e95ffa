package clients;

import static clients.Clients.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.awspring.cloud.sns.core.SnsTemplate;
import io.awspring.cloud.sqs.annotation.SnsNotificationMessage;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import software.amazon.awssdk.services.sns.SnsClient;

/** Spring Cloud AWS: listeners that make their queues, FIFO queues, and notifications. */
class SpringCloudAwsTest {

  private static final BlockingQueue<String> ORDERS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> TRANSFERS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> NOTIFICATIONS = new LinkedBlockingQueue<>();

  private static ConfigurableApplicationContext spring;

  /** A program with three listeners. */
  @EnableAutoConfiguration(
      /* It needs what the pom leaves out. */
      excludeName = "io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration")
  static class Application {

    @SqsListener("spring-orders")
    void order(String order) {
      ORDERS.add(order);
    }

    @SqsListener("spring-transfers.fifo")
    void transfer(String transfer) {
      TRANSFERS.add(transfer);
    }

    @SqsListener("spring-notifications")
    void notification(@SnsNotificationMessage String message) {
      NOTIFICATIONS.add(message);
    }
  }

  @BeforeAll
  static void start() {
    spring =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.main.banner-mode=off",
                "spring.cloud.aws.endpoint=" + Clients.ENDPOINT,
                "spring.cloud.aws.region.static=us-east-1",
                "spring.cloud.aws.credentials.access-key=key",
                "spring.cloud.aws.credentials.secret-key=secret")
            .run();
  }

  @AfterAll
  static void stop() {
    /* Which waits until what has been heard is deleted. */
    spring.close();
    for (String queue : List.of("orders", "transfers.fifo", "notifications")) {
      assertTrue(Clients.isEmpty("spring-" + queue), queue);
    }
  }

  @Test
  void aListenerHearsMessagesAndBatches() throws Exception {
    SqsTemplate template = spring.getBean(SqsTemplate.class);
    assertNotNull(template.send("spring-orders", TEXT).messageId());
    assertEquals(TEXT, next(ORDERS));
    List<Message<String>> batch =
        List.of(MessageBuilder.withPayload("a").build(), MessageBuilder.withPayload("b").build());
    assertEquals(2, template.sendMany("spring-orders", batch).successful().size());
    Set<String> heard = new HashSet<>();
    heard.add(next(ORDERS));
    heard.add(next(ORDERS));
    assertEquals(Set.of("a", "b"), heard);
  }

  @Test
  void aFifoQueueKeepsTheOrderOfAGroup() throws Exception {
    SqsTemplate template = spring.getBean(SqsTemplate.class);
    for (int i = 0; i < 5; i++) {
      String transfer = "transfer-" + i;
      template.<String>send(
          to ->
              to.queue("spring-transfers.fifo")
                  .payload(transfer)
                  .messageGroupId("alice")
                  .messageDeduplicationId(transfer));
    }
    for (int i = 0; i < 5; i++) {
      assertEquals("transfer-" + i, next(TRANSFERS));
    }
  }

  @Test
  void aNotificationIsHeardByTheQueueOfATopic() throws Exception {
    Clients.subscribe("spring-topic", "spring-notifications", Map.of());
    try (SnsClient sns = Clients.sns()) {
      new SnsTemplate(sns).sendNotification("spring-topic", TEXT, "order");
    }
    assertEquals(TEXT, next(NOTIFICATIONS));
  }

  private static String next(BlockingQueue<String> heard) throws InterruptedException {
    return heard.poll(60, TimeUnit.SECONDS);
  }
}
