package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.core.Published;
import io.fanfare.queues.Delivery;
import io.fanfare.queues.SharedMessage;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.TopicError;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a publisher hears when a queue cannot take the message. */
class UnreachableQueuesTest {

  private final TopicsFixture fixture = new TopicsFixture();
  private @Nullable BrokerException notReady;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aMessageThatAQueueCannotTakeNowIsNotAcknowledged() {
    ErrorCode now = CommonError.SERVICE_UNAVAILABLE;
    assertEquals(now, refusalOfPublish(now.refuse("Later.")).code());
    assertEquals(
        TopicError.INTERNAL_ERROR,
        refusalOfPublish(new IllegalStateException("The disk is gone")).code());
  }

  @Test
  void aBatchReportsTheEntriesThatAreToBePublishedAgain() {
    String topic = subscribed(CommonError.INTERNAL_FAILURE.refuse("Later."));
    PublishBatch.Entry entry = new PublishBatch.Entry("a", "m", null, null, Map.of(), null, null);
    PublishBatch.Result result =
        await(fixture.topics.publishBatch(new PublishBatch(topic, List.of(entry))));
    assertEquals(List.of(), result.successful());
    assertEquals("InternalError", result.failed().get(0).code());
    assertEquals(false, result.failed().get(0).senderFault());
  }

  @Test
  void aMessageThatCannotBeMadeReadyNowIsNotAcknowledgedEither() {
    notReady = CommonError.SERVICE_UNAVAILABLE.refuse("No number is free");
    assertEquals(
        CommonError.SERVICE_UNAVAILABLE,
        refusalOfPublish(CommonError.INTERNAL_FAILURE.refuse("Not asked")).code());
  }

  private BrokerException refusalOfPublish(RuntimeException fault) {
    String topic = subscribed(fault);
    return assertThrows(
        BrokerException.class,
        () -> await(fixture.topics.publish(new Publish(topic, "m", Map.of()))));
  }

  private String subscribed(RuntimeException fault) {
    await(fixture.topics.close());
    fixture.topics = fixture.open(new Broken(fault));
    String topic = fixture.topic("t");
    fixture.subscribe(topic, TopicsFixture.arn("q"), Map.of());
    return topic;
  }

  /** Queues that take nothing. */
  private final class Broken implements Delivery {
    private final RuntimeException fault;

    Broken(RuntimeException fault) {
      this.fault = fault;
    }

    @Override
    public SubscriptionQueues subscriptionQueues() {
      return fixture.queues.subscriptionQueues();
    }

    @Override
    public Delivery as(Caller caller) {
      return this;
    }

    @Override
    public SharedMessage share(SendMessage message, Published published) {
      checkReady();
      return fixture.queues.share(message, published);
    }

    private void checkReady() {
      BrokerException refusal = notReady;
      if (refusal != null) {
        throw refusal;
      }
    }

    @Override
    public SharedMessage share(SendMessage message, OptionalInt gap) {
      checkReady();
      return fixture.queues.share(message, gap);
    }

    @Override
    public List<Future<List<Optional<BrokerException>>>> sendCopies(
        List<SharedMessage.Addressed> mail) {
      return mail.stream()
          .map(one -> Future.<List<Optional<BrokerException>>>failedFuture(fault))
          .toList();
    }
  }
}
