package io.fanfare.broker.command;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A broker in this process that AWS's clients have filled with rows of every kind. */
final class StoreTraffic implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ACCOUNT = "000000000000";
  private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:" + ACCOUNT + ":";

  private final Vertx vertx = Vertx.vertx();
  private final Broker broker;
  private final SqsClient sqs;
  private final SnsClient sns;

  /** A broker with {@code keys}, if there are any, and its rows in {@code data}. */
  StoreTraffic(Path data, @Nullable Path keys) {
    BrokerOptions options = new BrokerOptions().setKeys(keys == null ? null : keys.toString());
    options
        .getStore()
        .setPath(data.toString())
        .setJournalBytes(StoreOptions.LEAST_JOURNAL_BYTES)
        .setBallastBytes(0);
    options.getHttp().setPort(0);
    broker = Broker.open(vertx, options).await();
    sqs = client(SqsClient.builder());
    sns = client(SnsClient.builder());
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create("http://localhost:" + broker.port()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .build();
  }

  /** The broker itself. */
  Broker broker() {
    return broker;
  }

  /** Has rows made in every table but those of mappings and of text messages. */
  void fill() {
    standardQueue();
    deadLetters();
    fifoQueue();
    topics();
    devices();
    goneQueues();
  }

  private String create(String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(c -> c.queueName(name).attributes(attributes)).queueUrl();
  }

  private List<Message> receive(String url, int hiddenSeconds) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(hiddenSeconds)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private void delete(String url, Message message) {
    sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(message.receiptHandle()));
  }

  /** Has messages that are ready, delayed, in flight, gone, and at the back. */
  private void standardQueue() {
    String url = create("standard", Map.of());
    for (int i = 0; i < 30; i++) {
      String body = "message " + i + " ".repeat(100 * i);
      int delay = i % 5 == 0 ? 900 : 0;
      sqs.sendMessage(s -> s.queueUrl(url).messageBody(body).delaySeconds(delay));
    }
    receive(url, 3_600).stream().limit(4).forEach(message -> delete(url, message));
    for (int i = 0; i < 5; i++) {
      receive(url, 0);
    }
  }

  /** Has messages that were given up, and a task that has moved some of them back. */
  private void deadLetters() {
    String dead = create("dead", Map.of());
    String url =
        create(
            "failing",
            Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%sdead\",\"maxReceiveCount\":1}".formatted(QUEUE_ARN)));
    String other = create("other", Map.of());
    for (int i = 0; i < 8; i++) {
      String body = "failing " + i;
      sqs.sendMessage(s -> s.queueUrl(url).messageBody(body));
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              receive(url, 0);
              return visible(dead) == 8;
            });
    sqs.startMessageMoveTask(
        m -> m.sourceArn(QUEUE_ARN + "dead").destinationArn(QUEUE_ARN + "other"));
    Awaitility.await().atMost(PATIENCE).until(() -> visible(other) == 8);
    receive(other, 0);
    sqs.sendMessage(s -> s.queueUrl(dead).messageBody("stays"));
  }

  private int visible(String url) {
    return Integer.parseInt(
        sqs.getQueueAttributes(
                g ->
                    g.queueUrl(url)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
  }

  private void fifoQueue() {
    String url =
        create(
            "ordered.fifo",
            Map.of(
                QueueAttributeName.FIFO_QUEUE,
                "true",
                QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                "true"));
    for (int i = 0; i < 20; i++) {
      String body = "ordered " + i;
      String group = "g" + i % 4;
      sqs.sendMessage(s -> s.queueUrl(url).messageBody(body).messageGroupId(group));
    }
    receive(url, 3_600).stream().limit(2).forEach(message -> delete(url, message));
  }

  private void topics() {
    String topic = sns.createTopic(c -> c.name("events")).topicArn();
    List<String> urls = new ArrayList<>();
    for (String name : List.of("raw", "wrapped", "also")) {
      urls.add(create(name, Map.of()));
      subscribe(topic, name, Map.of("RawMessageDelivery", Boolean.toString(name.equals("raw"))));
    }
    String archived = archivedTopic();
    String first = create("first.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    subscribe(archived, "first.fifo", Map.of());
    for (int i = 0; i < 20; i++) {
      String text = "event " + i;
      sns.publish(p -> p.topicArn(topic).message(text));
      sns.publish(p -> p.topicArn(archived).message(text).messageGroupId("g"));
    }
    for (int i = 0; i < 5; i++) {
      receive(urls.get(1), 0);
    }
    receive(urls.get(2), 3_600).forEach(message -> delete(urls.get(2), message));
    create("later.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    subscribe(
        archived,
        "later.fifo",
        Map.of(
            "ReplayPolicy",
            "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"%s\"}"
                .formatted(Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS))));
    receive(first, 3_600).forEach(message -> delete(first, message));
  }

  private String archivedTopic() {
    Map<String, String> attributes =
        Map.of(
            "FifoTopic",
            "true",
            "ContentBasedDeduplication",
            "true",
            "ArchivePolicy",
            "{\"MessageRetentionPeriod\":\"30\"}");
    return sns.createTopic(c -> c.name("archived.fifo").attributes(attributes)).topicArn();
  }

  private void subscribe(String topic, String queue, Map<String, String> attributes) {
    sns.subscribe(
        s -> s.topicArn(topic).protocol("sqs").endpoint(QUEUE_ARN + queue).attributes(attributes));
  }

  private void devices() {
    String application =
        sns.createPlatformApplication(
                c -> c.name("app").platform("GCM").attributes(Map.of("PlatformCredential", "key")))
            .platformApplicationArn();
    for (int i = 0; i < 3; i++) {
      String token = "token" + i;
      sns.createPlatformEndpoint(c -> c.platformApplicationArn(application).token(token));
    }
  }

  /** A queue that was purged, and one that was deleted, with contents that others have, too. */
  private void goneQueues() {
    String topic = sns.createTopic(c -> c.name("events")).topicArn();
    List<String> urls = new ArrayList<>();
    for (String name : List.of("purged", "deleted", "left")) {
      urls.add(create(name, Map.of()));
      subscribe(topic, name, Map.of("RawMessageDelivery", "true"));
    }
    for (int i = 0; i < 10; i++) {
      String text = "gone " + i;
      sns.publish(p -> p.topicArn(topic).message(text));
    }
    for (int i = 0; i < 5; i++) {
      receive(urls.get(0), 0);
      receive(urls.get(1), 0);
    }
    sqs.purgeQueue(p -> p.queueUrl(urls.get(0)));
    sqs.deleteQueue(d -> d.queueUrl(urls.get(1)));
  }

  /** Ends it as a signal does. */
  @Override
  public void close() {
    sqs.close();
    sns.close();
    broker.close().await();
    vertx.close().await();
  }
}
