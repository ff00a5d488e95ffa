package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.http.SignedRequest.signedForm;
import static io.fanfare.http.SignedRequest.signedGet;
import static io.fanfare.http.SignedRequest.signedJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.Authorization.Mode;
import io.fanfare.http.SignedRequest.Signature;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is sent to a name that its sender chooses, and others are not told what he chose. */
final class HostHeaderTest extends AuthenticationFixture {

  private static final String POISON = "poison.example";
  private static final String TOPIC = "Action=CreateTopic&Version=2010-03-31&Name=orders";
  private static final String QUEUE = "Action=CreateQueue&Version=2012-11-05&QueueName=q";
  private static final Signature TO_TOPICS = Signature.of("AKIAANN", "ann-secret", "sns");

  @Test
  void whoAsksIsToldTheNameThatHeUses() throws IOException {
    guard(Mode.ENFORCE, FILE);
    SignedRequest inJson = signedJson("CreateQueue", "{\"QueueName\":\"q\"}", ANN);
    assertEquals("http://" + POISON, found(inJson.raw(POISON, false)));
    assertEquals("http://" + POISON, found(signedForm(QUEUE, ANN).raw(POISON, false)));
    assertEquals("http://" + POISON, found(signedGet("/?" + QUEUE, ANN).raw(POISON, true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {POISON, "sns.eu-west-1." + POISON, "localhost." + POISON, "203.0.113.9"})
  void othersAreToldWhereTheRequestArrived(String host) throws IOException {
    for (Mode mode : List.of(Mode.ENFORCE, Mode.AUDIT)) {
      guard(mode, FILE);
      assertEquals(base(), found(signedForm(TOPIC, TO_TOPICS).raw(host, false)));
      assertEquals(base(), found(signedGet("/?" + TOPIC, TO_TOPICS).raw(host, true)));
      String forwarded = "X-Forwarded-Host: " + host;
      String sent = "localhost:" + api.port();
      assertEquals(base(), found(signedForm(TOPIC, TO_TOPICS).raw(sent, false, forwarded)));
    }
  }

  @Test
  void othersAreToldAnOwnNameAsTheSenderWroteIt() throws IOException {
    guard(Mode.ENFORCE, FILE);
    assertEquals(
        "http://localhost:1", found(signedForm(TOPIC, TO_TOPICS).raw("localhost:1", false)));
    String address = "127.0.0.1:" + api.port();
    assertEquals("http://" + address, found(signedForm(TOPIC, TO_TOPICS).raw(address, false)));
  }

  @Test
  void aTrustedProxySaysWhatOthersAreTold() throws IOException {
    guard(Mode.ENFORCE, FILE, new HttpApiOptions().setTrustedProxies(List.of("127.0.0.1")));
    String request =
        signedForm(TOPIC, TO_TOPICS).raw(POISON, false, "X-Forwarded-Host: broker.example");
    assertEquals("http://broker.example", found(request));
    assertEquals(base(), found(signedForm(TOPIC, TO_TOPICS).raw(POISON, false)));
  }

  @Test
  void anEndpointThatIsSetWinsOverAllThatIsSaid() throws IOException {
    HttpApiOptions options = new HttpApiOptions().setEndpoint("https://broker.example");
    guard(Mode.ENFORCE, FILE, options.setTrustedProxies(List.of("127.0.0.1")));
    String forwarded = "X-Forwarded-Host: " + POISON;
    for (boolean inQuery : List.of(true, false)) {
      String toTopics = signedGet("/?" + TOPIC, TO_TOPICS).raw(POISON, inQuery, forwarded);
      assertEquals("https://broker.example", found(toTopics));
      String toQueues = signedGet("/?" + QUEUE, ANN).raw(POISON, inQuery, forwarded);
      assertEquals("https://broker.example", found(toQueues));
    }
  }

  @Test
  void withoutAccessControlEverybodyIsBelieved() throws IOException {
    assertEquals("http://" + POISON, found(signedForm(TOPIC, TO_TOPICS).raw(POISON, false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OFF", "AUDIT", "ENFORCE"})
  void aNameThatIsNotListedIsRefused(Mode mode) throws IOException {
    open(mode, new HttpApiOptions().setAllowedHosts(List.of("broker.example")));
    SignedRequest inJson = signedJson("CreateQueue", "{\"QueueName\":\"q\"}", ANN);
    assertRefused(inJson.raw(POISON, false), "\"com.amazonaws.sqs#InvalidAddress\"");
    assertRefused(signedForm(QUEUE, ANN).raw(POISON, false), "<Code>InvalidAddress</Code>");
    assertRefused(signedForm(TOPIC, TO_TOPICS).raw(POISON, false), "<Code>InvalidAddress</Code>");
    assertRefused(signedGet("/?" + QUEUE, ANN).raw(POISON, true), "<Code>InvalidAddress</Code>");
    for (String path : List.of("/", "/health", "/metrics", "/stomp")) {
      assertRefused("GET " + path + " HTTP/1.1\r\nHost: " + POISON + "\r\n\r\n", "InvalidAddress");
    }
    assertTrue(fakes.calls.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "broker.example, broker.example, http://broker.example",
    "broker.example, Broker.example.:8080, http://Broker.example.:8080",
    "broker.example:80, localhost:1, own",
    "*.example, sns.eu-west-1.example:81, http://sns.eu-west-1.example:81",
    "[2001:db8::1], [2001:db8::1]:81, http://[2001:db8::1]:81",
    "localhost:1, localhost:1, http://localhost:1",
    "localhost:1, 127.0.0.1, own",
  })
  void aNameThatIsListedIsTold(String listed, String host, String told) throws IOException {
    guard(Mode.ENFORCE, FILE, new HttpApiOptions().setAllowedHosts(List.of(listed)));
    String expected = told.equals("own") ? base() : told;
    assertEquals(expected, found(signedForm(TOPIC, TO_TOPICS).raw(host, false)));
  }

  @ParameterizedTest
  @CsvSource({
    "broker.example:80, broker.example",
    "broker.example:80, broker.example:81",
    "*.example, example",
    "*.example, an-example",
    "broker.example, sub.broker.example",
    "broker.example, 127.0.0.1.poison.example",
  })
  void aNameThatOnlyResemblesAListedOneIsRefused(String listed, String host) throws IOException {
    guard(Mode.ENFORCE, FILE, new HttpApiOptions().setAllowedHosts(List.of(listed)));
    assertRefused(signedForm(TOPIC, TO_TOPICS).raw(host, false), "<Code>InvalidAddress</Code>");
  }

  @Test
  void aListHoldsForWhatATrustedProxySaysAndForNobodyElsesWord() throws IOException {
    List<String> listed = List.of("broker.example");
    String toProxy =
        signedForm(TOPIC, TO_TOPICS).raw("inner", false, "X-Forwarded-Host: " + POISON);
    String honest =
        signedForm(TOPIC, TO_TOPICS).raw("inner", false, "X-Forwarded-Host: broker.example");
    open(Mode.OFF, new HttpApiOptions().setAllowedHosts(listed));
    assertRefused(honest, "<Code>InvalidAddress</Code>");
    HttpApiOptions proxied = new HttpApiOptions().setTrustedProxies(List.of("127.0.0.1"));
    guard(Mode.ENFORCE, FILE, proxied.setAllowedHosts(listed));
    assertRefused(toProxy, "<Code>InvalidAddress</Code>");
    assertEquals("http://broker.example", found(honest));
  }

  @Test
  void theHostOfAnEndpointNeedNotBeListed() throws IOException {
    HttpApiOptions options = new HttpApiOptions().setEndpoint("https://broker.example/base");
    guard(Mode.ENFORCE, FILE, options.setAllowedHosts(List.of("inner")));
    String request = signedForm(TOPIC, TO_TOPICS).raw("broker.example", false);
    assertEquals("https://broker.example/base", found(request));
  }

  private void open(Mode mode, HttpApiOptions options) {
    if (mode == Mode.OFF) {
      await(api.close());
      api = open(options);
    } else {
      guard(mode, FILE, options);
    }
  }

  /** Under which address the caller of {@code request} is known to have found the broker. */
  private String found(String request) throws IOException {
    RawClient.Answer answer = ask(request);
    assertEquals(200, answer.status(), answer::body);
    return lastCall().caller().endpoint();
  }

  private void assertRefused(String request, String said) throws IOException {
    RawClient.Answer answer = ask(request);
    assertEquals(421, answer.status(), answer::body);
    assertTrue(answer.body().contains(said), answer::body);
  }

  private RawClient.Answer ask(String request) throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      raw.send(request);
      return raw.receive();
    }
  }
}
