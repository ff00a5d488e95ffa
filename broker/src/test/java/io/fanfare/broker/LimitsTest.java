package io.fanfare.broker;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.proof.SdkClients;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SubscriptionLimitExceededException;
import software.amazon.awssdk.services.sns.model.TopicLimitExceededException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;

/** What is beyond a limit is refused with the exceptions that AWS's SDK has for it. */
@Timeout(60)
class LimitsTest {

  private final Vertx vertx = Vertx.vertx();
  private final BrokerOptions options = new BrokerOptions();
  private @Nullable Broker broker;

  private SdkClients open() {
    options.getStore().setMemory(true);
    options.getHttp().setPort(0).setInstances(2);
    broker = await(Broker.open(vertx, options));
    return new SdkClients(endpoint(), "123456789012", "us-east-1");
  }

  private URI endpoint() {
    return URI.create("http://localhost:" + Objects.requireNonNull(broker).port());
  }

  @AfterEach
  void close() {
    await(Objects.requireNonNull(broker).close());
    await(vertx.close());
  }

  @Test
  void theSdkKnowsThatItIsThrottled() {
    options.getHttp().getLimits().setRequestsPerSecond(1);
    SdkClients clients = open();
    SqsClient sqs = clients.sqs();
    SnsClient sns = clients.sns();
    LambdaClient lambda = SdkClients.lambda(endpoint(), "123456789012", "us-east-1");
    AwsServiceException bySqs = throttled(sqs::listQueues);
    assertTrue(bySqs instanceof RequestThrottledException, bySqs::toString);
    assertEquals(400, throttled(sns::listTopics).statusCode());
    assertEquals(429, throttled(lambda::listEventSourceMappings).statusCode());
  }

  /** However slow this machine is, the second of two requests will be within a second once. */
  private static AwsServiceException throttled(Runnable request) {
    for (int i = 0; i < 10_000; i++) {
      try {
        request.run();
      } catch (AwsServiceException refusal) {
        assertTrue(refusal.isThrottlingException(), refusal::toString);
        return refusal;
      }
    }
    throw new AssertionError("was never throttled");
  }

  @Test
  void theSdkKnowsWhatIsTooMuch() {
    options.getQueues().setQueuesPerAccount(1);
    options.getTopics().setTopicsPerAccount(1).setSubscriptionsPerAccount(1);
    SdkClients clients = open();
    SqsClient sqs = clients.sqs();
    SnsClient sns = clients.sns();
    sqs.createQueue(queue -> queue.queueName("q"));
    assertThrows(OverLimitException.class, () -> sqs.createQueue(queue -> queue.queueName("r")));
    String topic = sns.createTopic(t -> t.name("t")).topicArn();
    assertThrows(TopicLimitExceededException.class, () -> sns.createTopic(t -> t.name("u")));
    sns.subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(queue("q")));
    assertThrows(
        SubscriptionLimitExceededException.class,
        () -> sns.subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(queue("r"))));
    assertEquals(1, sns.listSubscriptions().subscriptions().size());
  }

  private static String queue(String name) {
    return "arn:aws:sqs:us-east-1:123456789012:" + name;
  }
}
