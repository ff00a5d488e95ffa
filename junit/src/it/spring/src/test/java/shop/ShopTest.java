package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.junit.FanfareBroker;
import io.fanfare.junit.FanfareOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What fails is tried again when its visibility timeout is over, which takes no five minutes. */
@SpringBootTest
class ShopTest {

  /* It ends with the JVM, as Spring keeps its programs until then. */
  private static final FanfareBroker BROKER =
      FanfareBroker.open(new FanfareOptions().setConfig("shop.yaml"));

  @DynamicPropertySource
  static void broker(DynamicPropertyRegistry registry) {
    registry.add("spring.cloud.aws.endpoint", BROKER::endpoint);
    registry.add("spring.cloud.aws.region.static", BROKER::region);
    registry.add("spring.cloud.aws.credentials.access-key", BROKER::accessKeyId);
    registry.add("spring.cloud.aws.credentials.secret-key", BROKER::secretAccessKey);
  }

  @Test
  void whatIsSoldIsShippedAtTheSecondAttempt() {
    String sales = "arn:aws:sns:us-east-1:000000000000:sales";
    BROKER
        .clients()
        .snsAsync()
        .publish(message -> message.topicArn(sales).message("one book"))
        .join();
    BROKER.published().await("complaints", 1);
    BROKER.clock().advance(Duration.ofMinutes(5));
    assertEquals("one book", BROKER.published().await("shipped", 1).get(0).body());
  }
}
