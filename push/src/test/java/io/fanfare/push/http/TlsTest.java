package io.fanfare.push.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.fixture.KeyStoreFile;
import io.fanfare.push.DeliveryResult;
import io.fanfare.push.DeliveryResult.Outcome;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a sender takes for the endpoint, and when it says who posts. */
class TlsTest extends SenderFixture {

  private static final String SHA_256 =
      "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"";
  private static final String MD5 = "Digest realm=\"r\", nonce=\"n\", opaque=\"o\"";

  private static KeyStoreFile key;
  private static String trusted;

  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void makeKey(@TempDir Path folder) throws Exception {
    key = KeyStoreFile.make(folder, "dns:push.test,dns:*.wild.test,ip:127.0.0.1");
    trusted = key.pem().toString();
  }

  private int listenSecurely(Handler<HttpServerRequest> handler) {
    return listen(new HttpServerOptions().setSsl(true).setKeyCertOptions(key.options()), handler);
  }

  private HttpSender trusting() {
    return sender(new HttpSenderOptions().setAttemptTimeout(NEVER).setTrustedCertificates(trusted));
  }

  @Test
  void aCertificateOfNobodyKnownIsNotTrusted() {
    int port = listenSecurely(request -> request.response().end());
    DeliveryResult result = post(sender(), "https://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals(0, result.statusCode());
    assertEquals(
        "push.test:" + port + " has no certificate that is trusted for this host", result.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"push.test", "a.wild.test", "127.0.0.1"})
  void whatTheFileTrustsIsTrusted(String host) {
    name("a.wild.test", LOOPBACK);
    int port = listenSecurely(request -> request.response().end());
    HttpSender sender = trusting();
    for (int i = 0; i < 2; i++) {
      DeliveryResult result = post(sender, "https://" + host + ":" + port + "/");
      assertEquals(Outcome.DELIVERED, result.outcome(), result.reason());
    }
    assertEquals(1, connections.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.test", "wild.test", "127.0.0.2"})
  void aCertificateForAnotherHostIsNotTrusted(String host) {
    name("other.test", LOOPBACK);
    name("wild.test", LOOPBACK);
    HttpServerOptions everywhere =
        new HttpServerOptions().setSsl(true).setKeyCertOptions(key.options());
    int port =
        await(
                vertx
                    .createHttpServer(everywhere)
                    .requestHandler(request -> request.response().end())
                    .listen(0, "0.0.0.0"))
            .actualPort();
    DeliveryResult result = post(trusting(), "https://" + host + ":" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals(
        host + ":" + port + " has no certificate that is trusted for this host", result.reason());
  }

  @ParameterizedTest
  @CsvSource({"push.test, push.test", "127.0.0.1, "})
  void theServerHearsTheNameOfTheUrl(String host, String indicated) {
    List<String> heard = new CopyOnWriteArrayList<>();
    HttpServerOptions options =
        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(key.options());
    int port =
        listen(
            options,
            request -> {
              heard.add(String.valueOf(request.connection().indicatedServerName()));
              request.response().end();
            });
    assertEquals(
        Outcome.DELIVERED, post(trusting(), "https://" + host + ":" + port + "/").outcome());
    assertEquals(List.of(String.valueOf(indicated)), heard);
  }

  @Test
  void whoSpeaksNoTlsIsAFailure() {
    int port = listenRaw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    DeliveryResult result = post(trusting(), "https://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals("push.test:" + port + " did not agree on TLS", result.reason());
  }

  @Test
  void whoNeverSpeaksTlsFailsInTime() {
    int port = listenRaw(socket -> {});
    HttpSender sender =
        sender(new HttpSenderOptions().setAttemptTimeout(NEVER).setConnectTimeout(SOON));
    DeliveryResult result = post(sender, "https://push.test:" + port + "/");
    assertEquals(Outcome.FAILED, result.outcome());
    assertEquals("push.test:" + port + " did not agree on TLS", result.reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Basic realm=\"r\" | Basic dXNlcjpwQHNz",
        SHA_256 + " | Digest username=\"user\", realm=\"r\", nonce=\"n\", uri=\"/a?b\", .*",
        MD5 + " | Digest username=\"user\", realm=\"r\", nonce=\"n\", uri=\"/a?b\", .*",
      })
  void aChallengeIsAnswered(String challenge, String answer) {
    int port = listenSecurely(request -> challenge(request, challenge));
    DeliveryResult result = post(trusting(), "https://user:p%40ss@push.test:" + port + "/a?b");
    assertEquals(Outcome.DELIVERED, result.outcome(), result.reason());
    assertEquals(2, authorizations.size());
    assertEquals("", authorizations.get(0));
    String given = authorizations.get(1);
    assertTrue(given.matches(answer.replace("?", "\\?")), given);
    assertEquals(1, connections.size());
  }

  private void challenge(HttpServerRequest request, String challenge) {
    String given = request.getHeader("Authorization");
    authorizations.add(given == null ? "" : given);
    if (given == null) {
      request
          .response()
          .setStatusCode(401)
          .putHeader("WWW-Authenticate", challenge)
          .end("x".repeat(1_000));
    } else {
      request.response().end();
    }
  }

  @Test
  void aChallengeIsAnsweredOverANewConnectionIfTheFirstEnds() {
    int port =
        listenSecurely(
            request -> {
              request.response().putHeader("Connection", "close");
              challenge(request, "Basic realm=\"r\"");
            });
    DeliveryResult result = post(trusting(), "https://user@push.test:" + port + "/");
    assertEquals(Outcome.DELIVERED, result.outcome(), result.reason());
    assertEquals(2, connections.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic realm=\"r\"", SHA_256, MD5, MD5 + ", stale=true"})
  void credentialsThatAreNotTakenAreSentOnce(String challenge) {
    int port =
        listenSecurely(
            request -> {
              authorizations.add(String.valueOf(request.getHeader("Authorization")));
              request.response().setStatusCode(401).putHeader("WWW-Authenticate", challenge).end();
            });
    DeliveryResult result = post(trusting(), "https://user:secret@push.test:" + port + "/");
    assertEquals(Outcome.REFUSED, result.outcome());
    assertEquals(401, result.statusCode());
    assertEquals("push.test:" + port + " answered with status 401", result.reason());
    assertEquals(2, authorizations.size());
    assertNotEquals("null", authorizations.get(1));
  }

  @ParameterizedTest
  @CsvSource({"Bearer realm=r", "Digest realm=r"})
  void aChallengeThatIsNotKnownIsARefusal(String challenge) {
    int port = listenSecurely(request -> challenge(request, challenge));
    DeliveryResult result = post(trusting(), "https://user:secret@push.test:" + port + "/");
    assertEquals(Outcome.REFUSED, result.outcome());
    assertEquals(List.of(""), authorizations);
  }

  @Test
  void credentialsAreNotSentInTheClear() {
    int port = listen(request -> challenge(request, "Basic realm=\"r\""));
    DeliveryResult result = post(sender(), "http://user:secret@push.test:" + port + "/");
    assertEquals(Outcome.REFUSED, result.outcome());
    assertEquals(401, result.statusCode());
    assertEquals(List.of(""), authorizations);
  }

  @Test
  void withoutCredentialsAChallengeIsARefusal() {
    int port = listenSecurely(request -> challenge(request, "Basic realm=\"r\""));
    assertEquals(Outcome.REFUSED, post(trusting(), "https://push.test:" + port + "/").outcome());
    assertEquals(List.of(""), authorizations);
  }
}
