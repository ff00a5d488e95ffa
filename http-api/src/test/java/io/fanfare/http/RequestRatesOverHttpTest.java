package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.http.SignedRequest.Signature;
import io.fanfare.http.limit.LimitOptions;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asks more often than it may is refused in its service's words, and nothing is done. */
final class RequestRatesOverHttpTest extends AuthenticationFixture {

  private static final String ONE = "111111111111";
  private static final String OTHER = "222222222222";

  private final AtomicLong nanos = new AtomicLong();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sqs    | 403 | RequestThrottled;Sender  | com.amazonaws.sqs#RequestThrottled
          query  | 403 |                          | <Code>RequestThrottled</Code>
          sns    | 400 |                          | <Code>Throttling</Code>
          sts    | 400 |                          | <Code>Throttling</Code>
          lambda | 429 | TooManyRequestsException | "Type":"User"
          """)
  void eachServiceThrottlesInItsOwnWords(String service, int status, String header, String body) {
    reopen(new LimitOptions().setRequestsPerSecond(1));
    assertTrue(send(of(service, ONE)).statusCode() != status, "the first is not throttled");
    fakes.calls.clear();
    HttpResponse<String> refused = send(of(service, ONE));
    assertEquals(status, refused.statusCode());
    assertTrue(refused.body().contains(body), refused.body());
    assertTrue(refused.body().contains("Rate exceeded"), refused.body());
    assertEquals(
        header == null ? "" : header,
        header(refused, "x-amzn-query-error") + header(refused, "x-amzn-errortype"));
    assertEquals("1000", header(refused, "x-amz-retry-after"));
    assertNull(fakes.calls.poll());
  }

  private HttpRequest.Builder of(String service, String account) {
    HttpRequest.Builder request =
        switch (service) {
          case "sqs" -> post("/", SEND).header("X-Amz-Target", "AmazonSQS.SendMessage");
          case "query" -> formRequest("/", "Action=GetQueueUrl&QueueName=q");
          case "sns" -> formRequest("/", "Action=CreateTopic&Version=2010-03-31&Name=t");
          case "sts" -> formRequest("/", "Action=GetCallerIdentity&Version=2011-06-15");
          default -> get("/2015-03-31/event-source-mappings/none");
        };
    String scope = service.equals("query") ? "sqs" : service;
    return request.header("Authorization", AUTHORIZATION.formatted(account, "us-east-1", scope));
  }

  /** A rate is the caller's, whatever is asked. */
  @Test
  void aSecondLaterItMayAskAgainAndOthersMayMeanwhile() {
    reopen(new LimitOptions().setRequestsPerSecond(2));
    assertEquals(200, send(of("sqs", ONE)).statusCode());
    assertEquals(200, send(of("sns", ONE)).statusCode());
    assertEquals(403, send(of("sqs", ONE)).statusCode());
    assertEquals(200, send(of("sqs", OTHER)).statusCode());
    nanos.addAndGet(499_999_999);
    assertEquals(403, send(of("sqs", ONE)).statusCode());
    nanos.addAndGet(1);
    assertEquals(200, send(of("sqs", ONE)).statusCode());
    assertEquals(403, send(of("sqs", ONE)).statusCode());
  }

  /** What is refused is not looked at, so that it costs no more than to know who asks. */
  @Test
  void whatIsThrottledIsNotRead() {
    reopen(new LimitOptions().setRequestsPerSecond(1));
    String authorization = AUTHORIZATION.formatted(ONE, "us-east-1", "sqs");
    for (int status : new int[] {400, 403}) {
      HttpRequest.Builder malformed = post("/", "{").header("Authorization", authorization);
      assertEquals(
          status, send(malformed.header("X-Amz-Target", "AmazonSQS.SendMessage")).statusCode());
    }
  }

  @Test
  void whatIsThrottledIsCounted() {
    reopen(new LimitOptions().setRequestsPerSecond(1));
    for (int i = 0; i < 4; i++) {
      send(of("sqs", ONE));
    }
    assertEquals(3, api.statistics().refusals().get(Limit.RATE));
    assertEquals(0, api.statistics().refusals().get(Limit.MEMORY));
  }

  @Test
  void usersHaveRatesOfTheirOwnAndTheirAccountHasOneForAll() {
    authorization = Authorization.of(Mode.ENFORCE, control(FILE));
    reopen(new LimitOptions().setRequestsPerSecond(2).setAccountRequestsPerSecond(3));
    assertEquals(200, send(signed(ROOT)).statusCode());
    assertEquals(200, send(signed(ROOT)).statusCode());
    assertEquals(403, send(signed(ROOT)).statusCode());
    assertEquals(200, send(signed(ANN)).statusCode());
    assertTrue(send(signed(ANN)).body().contains("RequestThrottled"));
    nanos.addAndGet(334_000_000);
    assertEquals(200, send(signed(ANN)).statusCode());
  }

  /** Who does not prove who it is takes nothing from who does. */
  @Test
  void aSignatureThatIsWrongCostsItsOwnerNothing() {
    authorization = Authorization.of(Mode.ENFORCE, control(FILE));
    reopen(new LimitOptions().setRequestsPerSecond(1));
    Signature wrong = Signature.of("AKIAANN", "guessed", "sqs");
    for (int i = 0; i < 3; i++) {
      assertTrue(send(signed(wrong)).body().contains("InvalidSignature"));
    }
    assertEquals(200, send(signed(ANN)).statusCode());
  }

  /** A stranger cannot shut out those whom it does not share an address with. */
  @Test
  void linksThatNobodySignsCountByTheAddressThatTheyComeFrom() {
    authorization = Authorization.of(Mode.ENFORCE, control(FILE));
    LimitOptions limits = new LimitOptions().setRequestsPerSecond(2).setAccountRequestsPerSecond(2);
    reopen(new HttpApiOptions().setLimits(limits).setTrustedProxies(List.of("127.0.0.0/8")));
    for (String address : List.of("203.0.113.9", "2001:db8::1", "203.0.113.10")) {
      assertEquals(200, send(link(address)).statusCode(), address);
      assertEquals(200, send(link(address)).statusCode(), address);
      HttpResponse<String> refused = send(link(address));
      assertEquals(400, refused.statusCode(), address);
      assertTrue(refused.body().contains("<Code>Throttling</Code>"), refused.body());
    }
    nanos.addAndGet(500_000_000);
    assertEquals(200, send(link("203.0.113.9")).statusCode());
    assertEquals(400, send(link("203.0.113.9")).statusCode());
  }

  private HttpRequest.Builder link(String address) {
    String unsubscribe =
        "/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:us-east-1:123456789012:t:0";
    return get(unsubscribe).header("X-Forwarded-For", address);
  }

  private static SignedRequest signed(Signature signature) {
    return SignedRequest.signedJson("SendMessage", SEND, signature);
  }

  private void reopen(LimitOptions limits) {
    reopen(new HttpApiOptions().setLimits(limits));
  }

  private void reopen(HttpApiOptions options) {
    await(api.close());
    api = open(options, nanos::get);
  }
}
