package io.fanfare.broker.proof;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The clients of the AWS SDK as they come, checking every digest, but without retries: one call is
 * one request, and what the broker says is what the caller hears.
 */
public record SdkClients(SqsClient sqs, SnsClient sns) {

  private static final SdkHttpClient HTTP =
      Apache5HttpClient.builder().maxConnections(200).socketTimeout(Duration.ofSeconds(60)).build();

  /** Clients of {@code account}, which is its own access key, in {@code region}. */
  public SdkClients(URI endpoint, String account, String region) {
    this(
        client(SqsClient.builder(), endpoint, account, region),
        client(SnsClient.builder(), endpoint, account, region));
  }

  /** A client for the functions of {@code account} in {@code region}. */
  public static LambdaClient lambda(URI endpoint, String account, String region) {
    return client(LambdaClient.builder(), endpoint, account, region);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, String account, String region) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(HTTP)
        .build();
  }
}
