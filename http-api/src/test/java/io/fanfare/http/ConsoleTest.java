package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.Authorization.Mode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser gets the console's page, what that loads, and nothing else. */
final class ConsoleTest extends AuthenticationFixture {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"([^\":]+)\"");
  private static final Pattern IMPORTED =
      Pattern.compile("(?:from|import\\(?|URL\\()\\s*'\\./([a-z0-9.]+)'");

  private String version() {
    String page = send(get("/console/")).body();
    MatchResult script =
        Pattern.compile("src=\"([0-9a-f]{32})/app\\.js\"").matcher(page).results().toList().get(0);
    return script.group(1);
  }

  private HttpResponse<String> file(String name) {
    return send(get("/console/" + version() + "/" + name));
  }

  @Test
  void itsAddressWithoutASlashLeadsToTheOneWithOne() {
    HttpResponse<String> response = send(get("/console"));
    assertEquals(308, response.statusCode());
    assertEquals("console/", header(response, "location"));
  }

  @Test
  void thePageLoadsOnlyWhatIsItsOwnAndMayBeShownNowhereElse() {
    HttpResponse<String> response = send(get("/console/"));
    assertEquals(200, response.statusCode());
    assertEquals("text/html; charset=utf-8", header(response, "content-type"));
    assertEquals(POLICY, header(response, "content-security-policy"));
    assertEquals("nosniff", header(response, "x-content-type-options"));
    assertEquals("no-referrer", header(response, "referrer-policy"));
    assertEquals("no-cache", header(response, "cache-control"));
    assertFalse(response.body().contains("<style") || response.body().contains("<script>"));
    for (MatchResult loaded : LOADED.matcher(response.body()).results().toList()) {
      assertEquals(200, send(get("/console/" + loaded.group(1))).statusCode(), loaded.group(1));
    }
  }

  @Test
  void whatIsImportedIsThere() {
    TreeSet<String> met = new TreeSet<>(List.of("app.js"));
    List<String> left = new ArrayList<>(met);
    while (!left.isEmpty()) {
      HttpResponse<String> response = file(left.remove(0));
      assertEquals(200, response.statusCode(), response.uri()::toString);
      assertEquals("nosniff", header(response, "x-content-type-options"));
      for (MatchResult imported : IMPORTED.matcher(response.body()).results().toList()) {
        if (met.add(imported.group(1))) {
          left.add(imported.group(1));
        }
      }
    }
    assertTrue(met.containsAll(List.of("preact.js", "sha256.js", "sign.js", "uplot.js", "xml.js")));
  }

  @Test
  void whatThePageLoadsIsKeptForGood() {
    HttpResponse<String> script = file("app.js");
    assertEquals("text/javascript; charset=utf-8", header(script, "content-type"));
    assertEquals("public, max-age=31536000, immutable", header(script, "cache-control"));
    assertEquals("text/css; charset=utf-8", header(file("styles.css"), "content-type"));
  }

  @Test
  void whatABrowserHasIsNotSentAgain() {
    String tag = header(send(get("/console/")), "etag");
    assertTrue(tag.matches("\"[0-9a-f]{32}\""), tag);
    for (String known : List.of(tag, "\"other\", " + tag, "W/" + tag, "*")) {
      HttpResponse<String> again = send(get("/console/").header("If-None-Match", known));
      assertEquals(304, again.statusCode(), known);
      assertEquals(tag, header(again, "etag"));
      assertEquals("", again.body());
    }
    assertEquals(200, send(get("/console/").header("If-None-Match", "\"x\"")).statusCode());
  }

  @Test
  void whoTakesGzipGetsIt() throws IOException, InterruptedException {
    HttpRequest request =
        get("/console/" + version() + "/app.js").header("Accept-Encoding", "br, gzip").build();
    HttpResponse<byte[]> packed = client.send(request, BodyHandlers.ofByteArray());
    assertEquals("gzip", header(packed, "content-encoding"));
    assertEquals("Accept-Encoding", header(packed, "vary"));
    byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
    HttpResponse<String> plain = file("app.js");
    assertEquals(plain.body(), new String(unpacked, StandardCharsets.UTF_8));
    assertFalse(header(plain, "etag").equals(header(packed, "etag")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "deflate", "gzip;q=0", "identity, gzip; q=0.0"})
  void whoDoesNotTakeGzipGetsItPlain(String encodings) {
    HttpResponse<String> response = send(get("/console/").header("Accept-Encoding", encodings));
    assertEquals("", header(response, "content-encoding"));
    assertTrue(response.body().startsWith("<!doctype html>"), response::body);
  }

  @Test
  void itsHeadCanBeAskedForAlone() {
    HttpResponse<String> head =
        send(HttpRequest.newBuilder(uri("/console/")).method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertEquals(
        Integer.toString(send(get("/console/")).body().length()), header(head, "content-length"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/0123456789abcdef0123456789abcdef/app.js",
        "/console/app.js",
        "/console/index.html",
        "/console/x/y/z",
        "/console/%2e%2e/console/package-info.class",
        "/consoles"
      })
  void nothingElseIsThere(String path) {
    assertEquals(404, send(get(path)).statusCode(), path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ConsoleFiles.class", "%2e%2e%2fHttpApi.class", "index.html", "."})
  void noFileBesideItsOwnIsRead(String name) {
    assertEquals(404, send(get("/console/" + version() + "/" + name)).statusCode());
  }

  @Test
  void whatOriginsGetIsToldApartFromWhatEncodingsGet() {
    await(api.close());
    api = open(new HttpApiOptions().setCorsOrigins(List.of("http://localhost:3000")));
    HttpResponse<String> response =
        send(get("/console/").header("Origin", "http://localhost:3000"));
    assertEquals(List.of("Origin", "Accept-Encoding"), response.headers().allValues("vary"));
  }

  @Test
  void itIsOnlyRead() {
    HttpResponse<String> response =
        send(HttpRequest.newBuilder(uri("/console/")).method("DELETE", BodyPublishers.noBody()));
    assertEquals(405, response.statusCode());
  }

  @Test
  void aQueueOfThatNameIsStillAsked() {
    assertEquals(200, json("SendMessage", SEND).statusCode());
    HttpResponse<String> action =
        send(get("/console?Action=SendMessage&MessageBody=b&Version=2012-11-05"));
    assertEquals(200, action.statusCode());
    assertTrue(action.body().contains("<SendMessageResponse"), action::body);
  }

  @Test
  void theFrontPageLeadsToIt() {
    assertTrue(send(get("/").header("Accept", "text/html")).body().contains("href=\"console/\""));
  }

  @Test
  void itCanBeSwitchedOff() {
    await(api.close());
    api = open(new HttpApiOptions().setConsole(false));
    assertEquals(404, send(get("/console/")).statusCode());
    String front = send(get("/").header("Accept", "text/html")).body();
    assertFalse(front.contains("console"), front);
  }

  /** The page has nothing to hide; what it asks for is asked by whoever signs it. */
  @Test
  void withAccessControlThePageIsThereAndWhatItAsksForIsRefusedUnsigned() {
    guard(Mode.ENFORCE, FILE);
    assertEquals(200, send(get("/console/")).statusCode());
    assertEquals(200, file("app.js").statusCode());
    HttpResponse<String> refused = json("ListQueues", "{}");
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("AccessDenied"), refused::body);
  }

  @Test
  void itKnowsTheRegionOfRequestsThatNameNone() {
    await(api.close());
    api = open(new HttpApiOptions().setRegion("eu-central-1"));
    String page = send(get("/console/")).body();
    assertTrue(page.contains("name=\"region\" content=\"eu-central-1\""), page);
  }
}
