package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Sha256;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser that opens the broker's address is told what it is and where to look. */
final class FrontPageTest extends HttpApiFixture {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  @Test
  void aBrowserIsToldWhereTheBrokerIsAndWhereToLook() {
    HttpResponse<String> response = open("/");
    assertEquals(200, response.statusCode());
    assertEquals("text/html; charset=utf-8", header(response, "content-type"));
    String page = response.body();
    assertTrue(page.contains("<h1>Fanfare</h1>"), page);
    assertTrue(page.contains("--endpoint-url http://localhost:" + api.port()), page);
    assertTrue(page.contains("href=\"/health\"") && page.contains("href=\"/metrics\""), page);
  }

  @Test
  void thePageLoadsNothingAndRunsNothing() {
    HttpResponse<String> response = open("/");
    String page = response.body();
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    String hash = Base64.getEncoder().encodeToString(Sha256.of(style.getBytes(UTF_8)));
    assertEquals(
        "default-src 'none'; style-src 'sha256-"
            + hash
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        header(response, "content-security-policy"));
    assertEquals("nosniff", header(response, "x-content-type-options"));
    assertFalse(page.contains("<script") || page.contains("src="), page);
  }

  @Test
  void itsHeadCanBeAskedForAlone() {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/"))
                .method("HEAD", BodyPublishers.noBody())
                .header("Accept", BROWSER));
    assertEquals(200, response.statusCode());
    assertEquals(
        Integer.toString(open("/").body().getBytes(UTF_8).length),
        header(response, "content-length"));
  }

  @Test
  void whatItShowsIsText() {
    await(api.close());
    api = open(new HttpApiOptions().setEndpoint("http://<script>&\"'"));
    assertTrue(open("/").body().contains("http://&lt;script&gt;&amp;&quot;&#39; sqs"));
  }

  @Test
  void whoAsksForAnActionOrForNoPageGetsNone() {
    HttpResponse<String> action = open("/?Action=CreateQueue&QueueName=q");
    assertTrue(action.body().startsWith("<?xml"), action::body);
    assertEquals(404, send(get("/")).statusCode());
    assertEquals(404, send(get("/").header("Accept", "*/*")).statusCode());
    assertEquals(404, open("/elsewhere").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?utm_source=x", "/?Version=1"})
  void parametersThatAreNoActionDoNotMatter(String path) {
    assertEquals(200, open(path).statusCode());
  }

  private HttpResponse<String> open(String path) {
    return send(get(path).header("Accept", BROWSER));
  }
}
