package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Caller;
import io.fanfare.queues.model.SendMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request says who asks, in which region, and where the broker was found. */
final class CallerTest extends HttpApiFixture {

  @ParameterizedTest
  @CsvSource({
    "/123456789012/q, us-east-1",
    "/queue/q, us-east-1",
    "/queue/eu-west-1/123456789012/q, eu-west-1",
    "/123456789012/%71, us-east-1",
  })
  void thePathOfAQueueNamesTheQueue(String path, String region) {
    assertEquals(200, send(get(path + "?Action=SendMessage&MessageBody=b")).statusCode());
    Fakes.Call call = lastCall();
    String url = ((SendMessage) call.request()).queueUrl();
    assertEquals("http://localhost:" + api.port() + path.replace("%71", "q"), url);
    assertEquals(region, call.caller().region());
  }

  @Test
  void aQueueUrlOverridesThePath() {
    form("/123456789012/q", "Action=SendMessage&MessageBody=b&QueueUrl=other");
    assertEquals("other", ((SendMessage) lastCall().request()).queueUrl());
  }

  @Test
  void theCallerIsWhoSigned() {
    send(
        post("/", SEND)
            .header("X-Amz-Target", "AmazonSQS.SendMessage")
            .header("X-Amzn-Trace-Id", "Root=1")
            .header("Authorization", AUTHORIZATION.formatted("123456789012", "eu-west-1", "sqs")));
    assertCaller(
        new Caller("123456789012", "eu-west-1", "http://localhost:" + api.port(), "Root=1"));
  }

  @Test
  void anUnsignedCallerHasTheDefaults() {
    json("SendMessage", SEND);
    assertCaller(
        new Caller("000000000000", "us-east-1", "http://localhost:" + api.port(), null, false));
  }

  @Test
  void theCallerCarriesTheIdThatTheAnswerHas() {
    HttpResponse<String> answer = json("SendMessage", SEND);
    assertEquals(header(answer, "x-amzn-requestid"), lastCall().caller().requestId());
  }

  /** The last caller is {@code expected}, whatever its request is called, and came from here. */
  private void assertCaller(Caller expected) {
    Caller caller = lastCall().caller();
    assertEquals(
        new Caller(
            expected.principal(),
            expected.region(),
            expected.endpoint(),
            expected.traceHeader(),
            expected.signed(),
            false,
            caller.requestId(),
            new Caller.Transport("127.0.0.1", false)),
        caller);
  }

  @Test
  void aMalformedSignatureIsRefused() {
    HttpResponse<String> response =
        send(
            post("/", SEND)
                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=a"));
    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("IncompleteSignatureException"));
  }

  @Test
  void aProxySaysWhereTheBrokerIsFound() {
    send(
        post("/", SEND)
            .header("X-Amz-Target", "AmazonSQS.SendMessage")
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "broker.example, inner")
            .header("X-Forwarded-Port", "8443"));
    assertEquals("https://broker.example:8443", lastCall().caller().endpoint());
  }

  @Test
  void theEndpointCanBeGiven() {
    await(api.close());
    api = open(new HttpApiOptions().setEndpoint("https://sqs.example"));
    json("SendMessage", SEND);
    assertEquals("https://sqs.example", lastCall().caller().endpoint());
  }

  @Test
  void theHostMayNameTheRegion() throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      raw.send(rawPost("sqs.eu-central-1.localhost:1", SEND));
      assertEquals(200, raw.receive().status());
      Caller caller = lastCall().caller();
      assertEquals("eu-central-1", caller.region());
      assertEquals("http://sqs.eu-central-1.localhost:1", caller.endpoint());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a<b>", "a/b", "a b", "a:b", "a:123456", "x\"y", "user@host"})
  void aHostThatIsNoneIsRefused(String host) throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      raw.send(rawPost(host, SEND));
      RawClient.Answer answer = raw.receive();
      assertEquals(400, answer.status());
      assertFalse(answer.body().contains(host));
    }
  }
}
