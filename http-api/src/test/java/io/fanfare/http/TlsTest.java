package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.fixture.KeyStoreFile;
import io.fanfare.http.tls.TlsFileException;
import io.fanfare.http.tls.TlsOptions;
import io.fanfare.http.tls.TlsStatistics;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over TLS: who is served, with which certificate, and what becomes of everybody else. */
class TlsTest extends HttpApiFixture {

  private static KeyStoreFile first;
  private static KeyStoreFile second;

  private final List<HttpApi> opened = new ArrayList<>();
  private final Path folder;
  private final Path certificate;
  private final Path key;

  TlsTest(@TempDir Path folder) {
    this.folder = folder;
    this.certificate = folder.resolve("broker.pem");
    this.key = folder.resolve("broker.key");
  }

  @BeforeAll
  static void makeKeys(@TempDir Path keys) throws Exception {
    first = KeyStoreFile.make(keys, "dns:localhost,ip:127.0.0.1");
    second = KeyStoreFile.make(keys, "dns:localhost,ip:127.0.0.1", "RSA");
  }

  @BeforeEach
  void install() throws Exception {
    install(first);
  }

  @AfterEach
  void closeOpened() {
    opened.forEach(one -> await(one.close()));
  }

  /** Puts the certificate and key of {@code files} where the server looks for its own. */
  private void install(KeyStoreFile files) throws Exception {
    Files.copy(files.pem(), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        files.keyPem(),
        key,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private TlsOptions files() {
    return new TlsOptions().setCertificate(certificate.toString()).setKey(key.toString());
  }

  private HttpApi serve(TlsOptions tls) {
    HttpApi api = open(new HttpApiOptions().setTls(tls));
    opened.add(api);
    return api;
  }

  private static HttpClient client(SSLContext trust) {
    return HttpClient.newBuilder().sslContext(trust).build();
  }

  private HttpResponse<String> createQueue(HttpClient client, HttpApi api) throws IOException {
    try {
      return client.send(
          post("/", "{\"QueueName\":\"q\"}")
              .uri(URI.create("https://localhost:" + api.port() + "/"))
              .header("X-Amz-Target", "AmazonSQS.CreateQueue")
              .build(),
          BodyHandlers.ofString(UTF_8));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TlsStatistics statistics(HttpApi api) {
    return api.tlsStatistics().orElseThrow();
  }

  @Test
  void queuesAreFoundOverTlsAndCallersAreKnownToBeSafeFromListeners() throws Exception {
    HttpApi api = serve(files());
    HttpResponse<String> answer = createQueue(client(first.trusted()), api);
    assertEquals(
        "{\"QueueUrl\":\"https://localhost:%d/0/q\"}".formatted(api.port()), answer.body());
    assertTrue(lastCall().caller().transport().secure());
  }

  @Test
  void plainHttpIsNotAnswered() throws Exception {
    HttpApi api = serve(files());
    try (RawClient plain = new RawClient(api.port())) {
      plain.send(rawPost("localhost", SEND));
      assertEquals(Optional.empty(), plain.receiveIfAny());
    }
    await().until(() -> statistics(api).handshakeFailures() == 1);
    assertEquals(0, fakes.calls.size());
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, TLS_AES_128_GCM_SHA256,                  true",
    "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256,            true",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, true",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, false"
  })
  void whatIsEncryptedStaysSecretWhenTheKeyIsLost(String protocol, String suite, boolean served)
      throws Exception {
    HttpApi api = serve(files());
    SSLParameters only = new SSLParameters(new String[] {suite}, new String[] {protocol});
    HttpClient client =
        HttpClient.newBuilder().sslContext(first.trusted()).sslParameters(only).build();
    if (served) {
      assertEquals(200, createQueue(client, api).statusCode());
    } else {
      assertThrows(SSLException.class, () -> createQueue(client, api));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "false, none,   false",
    "false, second, true",
    "false, first,  false",
    "true,  none,   true",
    "true,  second, true",
    "true,  first,  false"
  })
  void clientsAreAskedForCertificates(boolean optional, String shown, boolean served)
      throws Exception {
    HttpApi api =
        serve(files().setClientAuthorities(second.pem().toString()).setClientOptional(optional));
    HttpClient client =
        client(
            switch (shown) {
              case "first" -> first.trustedBy(first);
              case "second" -> first.trustedBy(second);
              default -> first.trusted();
            });
    if (served) {
      assertEquals(200, createQueue(client, api).statusCode());
    } else {
      assertThrows(IOException.class, () -> createQueue(client, api));
      await().until(() -> statistics(api).handshakeFailures() > 0);
    }
  }

  @Test
  void aChangedCertificateIsServedToThoseWhoComeAfterwards() throws Exception {
    HttpApi api = serve(files());
    HttpClient before = client(first.trusted());
    assertEquals(200, createQueue(before, api).statusCode());

    install(second);
    await(api.reloadCertificate());

    assertEquals(200, createQueue(client(second.trusted()), api).statusCode());
    assertEquals(200, createQueue(before, api).statusCode(), "on its open connection");
    assertThrows(IOException.class, () -> createQueue(client(first.trusted()), api));
    assertEquals(1, statistics(api).reloads());
  }

  @Test
  void aChangeIsNoticed() throws Exception {
    HttpApi api = serve(files());
    install(second);
    await().until(() -> statistics(api).reloads() == 1);
    assertEquals(200, createQueue(client(second.trusted()), api).statusCode());
  }

  @Test
  void filesThatCannotBeUsedChangeNothing() throws Exception {
    HttpApi api = serve(files());
    Files.copy(second.pem(), certificate, StandardCopyOption.REPLACE_EXISTING);
    await(api.reloadCertificate());
    assertEquals(1, statistics(api).reloadFailures());
    assertEquals(0, statistics(api).reloads());
    assertEquals(200, createQueue(client(first.trusted()), api).statusCode());
  }

  @Test
  void aServerWithoutItsFilesIsNotOpened() {
    TlsOptions missing = files().setKey(folder.resolve("no.key").toString());
    Future<HttpApi> api =
        HttpApi.open(vertx, services(), new HttpApiOptions().setPort(0).setTls(missing));
    await().until(api::isComplete);
    assertEquals(TlsFileException.class, Objects.requireNonNull(api.cause()).getClass());
  }

  @Test
  void webSocketsAreOpenedOverTls() throws Exception {
    HttpApi api = serve(files());
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertPath(first.pem().toString())));
    WebSocket socket =
        await(
            client.connect(
                new WebSocketConnectOptions()
                    .setHost("localhost")
                    .setPort(api.port())
                    .setURI("/stomp")
                    .addSubProtocol("v12.stomp")));
    assertEquals("v12.stomp", socket.subProtocol());
    await(socket.close());
  }

  @Test
  void largeBodiesComeWhole() throws Exception {
    HttpApi api = serve(files());
    String body = "x".repeat(200_000);
    HttpResponse<String> answer =
        client(first.trusted())
            .send(
                post("/", "")
                    .uri(URI.create("https://localhost:" + api.port() + "/"))
                    .POST(
                        BodyPublishers.ofString(
                            "{\"QueueUrl\":\"q\",\"MessageBody\":\"%s\"}".formatted(body)))
                    .header("X-Amz-Target", "AmazonSQS.SendMessage")
                    .build(),
                BodyHandlers.ofString(UTF_8));
    assertEquals(200, answer.statusCode());
  }
}
