package io.fanfare.broker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Whatever name a publisher has for the broker, subscribers read one that leads to it. */
@DisabledOnOs(OS.WINDOWS)
final class PoisonedHostTest {

  private static final String POISON = "poison.example";
  private static final AwsBasicCredentials ALICE =
      AwsBasicCredentials.create("AKIAALICE", "alice-secret");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BrokerOptions options;

  PoisonedHostTest(@TempDir Path directory) {
    options = AccessFixture.in(directory).options();
  }

  @Test
  void subscribersReadWhereTheMessageHasArrived() throws IOException {
    assertSubscribersRead("http://localhost:%d");
  }

  @Test
  void subscribersReadTheEndpointThatIsSet() throws IOException {
    options.setEndpoint("https://broker.example");
    assertSubscribersRead("https://broker.example");
  }

  private void assertSubscribersRead(String form) throws IOException {
    Vertx vertx = Vertx.vertx();
    Broker broker = Broker.open(vertx, options).await();
    try {
      JsonNode read = published(broker.port());
      String base = form.formatted(broker.port());
      assertEquals("a message", read.get("Message").asText());
      for (String member : List.of("UnsubscribeURL", "SigningCertURL")) {
        String url = read.get(member).asText();
        assertTrue(url.startsWith(base + "/"), url);
      }
    } finally {
      broker.close().await();
      vertx.close().await();
    }
  }

  /** What a subscriber reads of a message that was published under another name. */
  private static JsonNode published(int port) throws IOException {
    URI here = URI.create("http://localhost:" + port);
    StaticCredentialsProvider alice = StaticCredentialsProvider.create(ALICE);
    try (SqsClient sqs =
            SqsClient.builder()
                .endpointOverride(here)
                .region(Region.EU_WEST_1)
                .credentialsProvider(alice)
                .build();
        SnsClient sns =
            SnsClient.builder()
                .endpointOverride(here)
                .region(Region.EU_WEST_1)
                .credentialsProvider(alice)
                .build()) {
      String queue = sqs.createQueue(create -> create.queueName("q")).queueUrl();
      String topic = sns.createTopic(create -> create.name("t")).topicArn();
      String arn = topic.replace(":sns:", ":sqs:").replaceAll(":t$", ":q");
      sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(arn));
      publish(port, topic);
      List<Message> got =
          sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(10)).messages();
      return JSON.readTree(got.get(0).body());
    }
  }

  private static void publish(int port, String topic) throws IOException {
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(ALICE)
                        .request(publishing(topic))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sns"))
            .request();
    String query = signed.encodedQueryParameters().orElseThrow();
    StringBuilder text = new StringBuilder("GET /?" + query + " HTTP/1.1\r\n");
    signed.forEachHeader(
        (name, values) -> text.append(name).append(": ").append(values.get(0)).append("\r\n"));
    text.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(text.toString().getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
  }

  private static SdkHttpRequest publishing(String topic) {
    String query =
        "Action=Publish&Version=2010-03-31&Message=a%20message&TopicArn="
            + URLEncoder.encode(topic, UTF_8);
    return SdkHttpRequest.builder()
        .uri(URI.create("http://" + POISON + "/?" + query))
        .method(SdkHttpMethod.GET)
        .build();
  }
}
