package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.topics.model.ConfirmSubscription;
import io.vertx.core.Future;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages may use the broker if their origin was named or is its own host, and no others. */
final class CrossOriginTest extends HttpApiFixture {

  private static final String PAGE = "http://localhost:3000";
  private static final String OTHER = "https://other.example";

  @Test
  void noPageMayAskUnlessItsOriginIsNamed() {
    assertRefused(preflight(PAGE));
    assertRefused(sendFrom(PAGE));
    assertTrue(fakes.calls.isEmpty());
  }

  @Test
  void whoIsNoPageSeesNothingOfIt() {
    HttpResponse<String> response = json("SendMessage", SEND);
    assertEquals(200, response.statusCode());
    assertNoCors(response);
    assertEquals("", header(response, "vary"));
  }

  @Test
  void aPageOfTheBrokersOwnHostMayAsk() {
    assertEquals(200, sendFrom("http://localhost:" + api.port()).statusCode());
    assertRefused(sendFrom("http://localhost:1"));
    assertRefused(sendFrom("ftp://localhost:" + api.port()));
  }

  @Test
  void aNamedOriginMayAskAndOthersMayNot() {
    name(PAGE, "https://a.example");
    for (HttpResponse<String> response : List.of(preflight(PAGE), sendFrom(PAGE))) {
      assertEquals(200, response.statusCode());
      assertEquals(PAGE, header(response, "access-control-allow-origin"));
      assertEquals("Origin", header(response, "vary"));
    }
    assertEquals(
        "x-amzn-RequestId, x-amzn-query-error, Date",
        header(sendFrom(PAGE), "access-control-expose-headers"));
    for (HttpResponse<String> response :
        List.of(preflight(OTHER), sendFrom(OTHER), sendFrom("null"), sendFrom(PAGE + "0"))) {
      assertRefused(response);
      assertEquals("Origin", header(response, "vary"));
    }
    assertEquals("Origin", header(json("SendMessage", SEND), "vary"));
  }

  @Test
  void aPreflightTellsWhatMayBeAsked() {
    name(PAGE);
    HttpResponse<String> response = preflight(PAGE);
    assertEquals("GET, HEAD, POST, OPTIONS", header(response, "access-control-allow-methods"));
    assertEquals("x-amz-target, x-other", header(response, "access-control-allow-headers"));
    assertEquals("172800", header(response, "access-control-max-age"));
  }

  @Test
  void everyPageMayAskIfThatIsChosen() {
    name("*");
    for (HttpResponse<String> response :
        List.of(preflight(OTHER), sendFrom(OTHER), json("SendMessage", SEND))) {
      assertEquals(200, response.statusCode());
      assertEquals("*", header(response, "access-control-allow-origin"));
    }
  }

  @Test
  void refusalsCanBeReadByTheirPage() {
    name(PAGE);
    HttpResponse<String> response = send(formRequest("/%00", "").header("Origin", PAGE));
    assertEquals(400, response.statusCode());
    assertEquals(PAGE, header(response, "access-control-allow-origin"));
  }

  @ParameterizedTest
  @CsvSource({
    "/?Action=CreateQueue&QueueName=q, cross-site, 403",
    "/?Action=CreateQueue&QueueName=q, same-site, 403",
    "/?Action=CreateQueue&QueueName=q, same-origin, 200",
    "/?Action=CreateQueue&QueueName=q, none, 200",
    "/health, cross-site, 200",
  })
  void aPageOfAnotherSiteCannotActByAnImageOrALink(String path, String site, int status) {
    assertEquals(status, send(get(path).header("Sec-Fetch-Site", site)).statusCode());
  }

  @Test
  void aLinkThatConfirmsMayStandAnywhere() {
    fakes.on(
        ConfirmSubscription.class,
        call -> Future.succeededFuture(new ConfirmSubscription.Result("arn")));
    String link = "/?Action=ConfirmSubscription&TopicArn=arn&Token=t";
    assertEquals(200, send(get(link).header("Sec-Fetch-Site", "cross-site")).statusCode());
    assertEquals(
        403,
        send(get("/?Action=DeleteQueue&A=ConfirmSubscription")
                .header("Sec-Fetch-Site", "cross-site"))
            .statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "http://localhost:3000/",
        "http://localhost:80",
        "https://localhost:443",
        "HTTP://localhost",
        "http://a, http://b",
        "",
      })
  void whatIsNoOriginCannotBeNamed(String text) {
    HttpApiOptions options = new HttpApiOptions();
    assertThrows(IllegalArgumentException.class, () -> options.setCorsOrigins(List.of(text)));
  }

  private void name(String... origins) {
    await(api.close());
    api = open(new HttpApiOptions().setCorsOrigins(List.of(origins)));
  }

  private HttpResponse<String> preflight(String origin) {
    return send(
        HttpRequest.newBuilder(uri("/123456789012/q"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "x-amz-target, x-other"));
  }

  private HttpResponse<String> sendFrom(String origin) {
    return send(
        post("/", SEND)
            .header("X-Amz-Target", "AmazonSQS.SendMessage")
            .header("Content-Type", "text/plain")
            .header("Origin", origin));
  }

  private static void assertRefused(HttpResponse<String> response) {
    assertEquals(403, response.statusCode());
    assertTrue(response.body().contains("AccessDenied"), response::body);
    assertNoCors(response);
  }

  private static void assertNoCors(HttpResponse<String> response) {
    Map<String, List<String>> headers = response.headers().map();
    assertTrue(
        headers.keySet().stream().noneMatch(name -> name.startsWith("access-control-")),
        headers::toString);
  }
}
