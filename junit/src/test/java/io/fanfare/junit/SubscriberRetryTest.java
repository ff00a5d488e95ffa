package io.fanfare.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** A subscriber over HTTP is tried again by its schedule, which the clock runs through. */
@Fanfare(config = "fanfare.yaml", clock = ClockMode.FROZEN)
class SubscriberRetryTest {

  private static final String SHOP = "arn:aws:sns:us-east-1:000000000000:shop";

  @Test
  void aSubscriberThatFailsIsTriedAgainBySchedule(SnsClient sns, FanfareClock clock)
      throws IOException {
    try (Subscriber subscriber = Subscriber.thatFails(2)) {
      subscribe(sns, clock, subscriber);
      sns.publish(message -> message.topicArn(SHOP).message("sold"));
      clock.settle();
      assertEquals(List.of("sold"), subscriber.attempts());
      clock.advance(Duration.ofSeconds(19));
      assertEquals(List.of("sold"), subscriber.attempts());
      clock.advance(Duration.ofSeconds(1));
      assertEquals(List.of("sold", "sold"), subscriber.attempts());
      clock.advance(Duration.ofHours(1));
      assertEquals(List.of("sold", "sold", "sold"), subscriber.attempts());
    }
  }

  @Test
  void aSubscriberThatNeverTakesItIsTriedFourTimes(SnsClient sns, FanfareClock clock)
      throws IOException {
    try (Subscriber subscriber = Subscriber.thatFails(100)) {
      subscribe(sns, clock, subscriber);
      sns.publish(message -> message.topicArn(SHOP).message("sold"));
      clock.advance(Duration.ofDays(1));
      assertEquals(List.of("sold", "sold", "sold", "sold"), subscriber.attempts());
    }
  }

  static void subscribe(SnsClient sns, FanfareClock clock, Subscriber subscriber) {
    sns.subscribe(
        request ->
            request.topicArn(SHOP).protocol("http").endpoint(subscriber.endpoint().toString()));
    clock.settle();
    sns.confirmSubscription(request -> request.topicArn(SHOP).token(subscriber.token()));
  }
}
