package clients;

import static clients.Clients.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.sns.util.SignatureChecker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;

/** What is pushed over HTTP, checked by the AWS SDK for Java with the certificate it names. */
class PushTest {

  private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  private final SignatureChecker checker = new SignatureChecker();
  private final HttpServer endpoint;

  PushTest() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext("/", this::take);
    endpoint.start();
  }

  @AfterEach
  void close() {
    endpoint.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    posted.add(
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void whatIsPushedIsSigned(String version) throws Exception {
    try (SnsClient sns = Clients.sns()) {
      String topic =
          sns.createTopic(
                  request ->
                      request
                          .name("java-push-" + version)
                          .attributes(Map.of("SignatureVersion", version)))
              .topicArn();
      String url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/";
      sns.subscribe(request -> request.topicArn(topic).protocol("http").endpoint(url));
      get(next("SubscriptionConfirmation").path("SubscribeURL").asText());
      sns.publish(
          request -> request.topicArn(topic).message(TEXT).subject("a subject"));
      JsonNode notification = next("Notification");
      assertEquals(TEXT, notification.path("Message").asText());
      get(notification.path("UnsubscribeURL").asText());
      get(next("UnsubscribeConfirmation").path("SubscribeURL").asText());
      sns.publish(request -> request.topicArn(topic).message("again"));
      assertEquals("again", next("Notification").path("Message").asText());
    }
  }

  /** What is posted next, which the checker takes as it is, and not otherwise. */
  private JsonNode next(String type) throws Exception {
    String body = posted.poll(20, TimeUnit.SECONDS);
    assertNotNull(body, "no " + type);
    JsonNode message = new ObjectMapper().readTree(body);
    assertEquals(type, message.path("Type").asText());
    PublicKey key = key(message.path("SigningCertURL").asText());
    assertTrue(checker.verifyMessageSignature(body, key), body);
    String id = message.path("MessageId").asText();
    assertFalse(checker.verifyMessageSignature(body.replace(id, "other"), key));
    return message;
  }

  private static PublicKey key(String url) throws Exception {
    try (InputStream certificate = URI.create(url).toURL().openStream()) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(certificate)
          .getPublicKey();
    }
  }

  private static void get(String url) throws IOException {
    try (InputStream answer = URI.create(url).toURL().openStream()) {
      answer.readAllBytes();
    }
  }
}
