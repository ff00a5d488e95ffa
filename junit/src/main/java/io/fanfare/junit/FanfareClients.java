package io.fanfare.junit;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS's clients of one broker, made when they are asked for the first time. What they are made of
 * is the user's: the SDK's modules for the services, and one for HTTP.
 */
public final class FanfareClients {

  private final FanfareBroker broker;
  private final Map<Class<?>, Object> made = new HashMap<>();
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private boolean closed;

  FanfareClients(FanfareBroker broker) {
    this.broker = broker;
  }

  public SqsClient sqs() {
    return one(SqsClient.class, () -> at(SqsClient.builder()).build());
  }

  public SnsClient sns() {
    return one(SnsClient.class, () -> at(SnsClient.builder()).build());
  }

  public SqsAsyncClient sqsAsync() {
    return one(SqsAsyncClient.class, () -> at(SqsAsyncClient.builder()).build());
  }

  public SnsAsyncClient snsAsync() {
    return one(SnsAsyncClient.class, () -> at(SnsAsyncClient.builder()).build());
  }

  /** Has {@code builder} make clients of the broker: endpoint, region and credentials. */
  public <B extends AwsClientBuilder<B, ?>> B at(B builder) {
    URI endpoint = broker.endpoint();
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(broker.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(broker.accessKeyId(), broker.secretAccessKey())));
  }

  private synchronized <C extends AutoCloseable> C one(Class<C> type, Supplier<C> making) {
    if (closed) {
      throw new IllegalStateException("The broker is closed");
    }
    return type.cast(made.computeIfAbsent(type, absent -> made(making.get())));
  }

  private <C extends AutoCloseable> C made(C client) {
    closing.push(() -> close(client));
    return client;
  }

  private static void close(AutoCloseable client) {
    try {
      client.close();
    } catch (Exception fault) {
      throw new IllegalStateException("A client does not close", fault);
    }
  }

  synchronized void close() {
    closed = true;
    List<Runnable> all = List.copyOf(closing);
    closing.clear();
    made.clear();
    InTurn.all(all);
  }
}
