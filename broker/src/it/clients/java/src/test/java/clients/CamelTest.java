package clients;

import static clients.Clients.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Apache Camel, with a route out of a queue into a topic and one out of the topic's queue. */
class CamelTest {

  private static final String QUEUE = "?amazonSQSClient=#sqs&autoCreateQueue=true";
  private static final String TOPIC =
      "aws2-sns:camel-orders?amazonSNSClient=#sns&autoCreateTopic=true";

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();

  @Test
  void aMessageGoesThroughAQueueATopicAndAQueue() throws Exception {
    try (SqsClient sqs = Clients.sqs();
        SnsClient sns = Clients.sns();
        DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("sqs", sqs);
      camel.getRegistry().bind("sns", sns);
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("aws2-sqs:camel-in" + QUEUE + "&waitTimeSeconds=20").to(TOPIC);
              from("aws2-sqs:camel-out" + QUEUE + "&waitTimeSeconds=20")
                  .process(exchange -> arrived.add(exchange.getMessage().getBody(String.class)));
            }
          });
      camel.start();
      Clients.subscribe("camel-orders", "camel-out", Map.of("RawMessageDelivery", "true"));
      try (var producer = camel.createProducerTemplate()) {
        producer.sendBody("aws2-sqs:camel-in" + QUEUE, TEXT);
        assertEquals(TEXT, arrived.poll(60, TimeUnit.SECONDS));

        producer.sendBody(
            "aws2-sqs:camel-in" + QUEUE + "&operation=sendBatchMessage", List.of("a", "a"));
        assertEquals("a", arrived.poll(60, TimeUnit.SECONDS));
        assertEquals("a", arrived.poll(60, TimeUnit.SECONDS));
      }
    }
    assertTrue(Clients.isEmpty("camel-in"));
    assertTrue(Clients.isEmpty("camel-out"));
  }
}
