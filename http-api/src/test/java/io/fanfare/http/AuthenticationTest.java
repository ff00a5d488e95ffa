package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.http.SignedRequest.signedForm;
import static io.fanfare.http.SignedRequest.signedGet;
import static io.fanfare.http.SignedRequest.signedJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.Authorization;
import io.fanfare.access.Authorization.Mode;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.http.SignedRequest.Signature;
import io.fanfare.http.authentication.Failure;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With access control a request is made by whom its signature proves, or by nobody. */
final class AuthenticationTest extends AuthenticationFixture {

  private static final String UNSUBSCRIBE =
      "Action=Unsubscribe&Version=2010-03-31&SubscriptionArn=arn:aws:sns:us-east-1:123456789012:t:0";
  private static final String IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final String PUBLISH = "Action=CreateTopic&Version=2010-03-31&Name=orders";
  private static final String MAPPINGS = "/2015-03-31/event-source-mappings/";

  @BeforeEach
  void guard() {
    guard(Mode.ENFORCE, FILE);
    fakes.on(
        ListEventSourceMappings.class,
        call -> Future.succeededFuture(new ListEventSourceMappings.Result(List.of(), null)));
  }

  @Test
  void theCallerIsThePrincipalOfTheKeyInTheRegionOfTheSignature() {
    assertAsked(
        200, send(signedJson("SendMessage", SEND, ROOT)), Principal.ofAccount("123456789012"));
    Principal ann = new Principal("123456789012", "team/ann");
    assertAsked(200, send(signedJson("SendMessage", SEND, ANN)), ann);
    assertAsked(200, send(signedForm(PUBLISH, service("sns"))), ann);
    assertAsked(200, send(signedGet(MAPPINGS, service("lambda"))), ann);
    assertAsked(200, send(signedGet("/?" + PUBLISH, service("sns")).inQuery(base())), ann);
    assertAsked(
        200,
        send(
            signedJson(
                "SendMessage",
                SEND,
                Signature.of("ASIAWORKER", "worker-secret", "sqs").with("a-token"))),
        Principal.ofRole("123456789012", "worker", "s1"));
  }

  private static Signature service(String name) {
    return Signature.of("AKIAANN", "ann-secret", name);
  }

  private void assertAsked(int status, HttpResponse<String> answer, Principal principal) {
    assertEquals(status, answer.statusCode(), answer::body);
    Caller caller = lastCall().caller();
    assertEquals(principal, caller.principal());
    assertEquals("eu-west-1", caller.region());
    assertTrue(caller.signed());
    assertTrue(caller.proven());
  }

  @Test
  void aLargeBodyIsSignedAsASmallOneIs() {
    String large = SEND.replace("\"b\"", "\"" + "b".repeat(500_000) + "\"");
    assertEquals(200, send(signedJson("SendMessage", large, ANN)).statusCode());
    lastCall();
    SignedRequest other =
        signedJson("SendMessage", large, ANN.at(Instant.now().minusSeconds(2_000)));
    assertEquals(403, send(other).statusCode());
    assertNothingAsked();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AKIANOBODY x 0 none | UNKNOWN_KEY | UnrecognizedClientException | \
          InvalidClientTokenId | The security token included in the request is invalid.
          AKIAANN other-secret 0 none | MISMATCH | InvalidSignatureException | \
          SignatureDoesNotMatch | The request signature we calculated does not match the \
          signature you provided. Check your AWS Secret Access Key and signing method. Consult \
          the service documentation for details.
          AKIAANN ann-secret -960 none | MISMATCH | InvalidSignatureException | \
          SignatureDoesNotMatch | Signature expired:
          AKIAANN ann-secret 960 none | MISMATCH | InvalidSignatureException | \
          SignatureDoesNotMatch | Signature not yet current:
          AKIAPAST past-secret 0 none | EXPIRED | ExpiredTokenException | \
          ExpiredToken | The security token included in the request is expired
          ASIAWORKER worker-secret 0 other | UNKNOWN_KEY | UnrecognizedClientException | \
          InvalidClientTokenId | The security token included in the request is invalid
          """)
  void whoCannotProveWhoTheyAreAreRefused(
      String signer, Failure failure, String shape, String code, String sentence) {
    String[] parts = signer.split(" ", -1);
    @Nullable String token = parts[3].equals("none") ? null : parts[3];
    Instant at = Instant.now().plusSeconds(Long.parseLong(parts[2]));
    Signature by = new Signature(parts[0], parts[1], token, "eu-west-1", "sqs", at);
    checkRefused(by, shape, code, sentence);
    assertNothingAsked();
    assertEquals(4, unproven(failure));
  }

  /** Queues in both protocols, topics and functions refuse what is signed by {@code by}. */
  private void checkRefused(Signature by, String shape, String code, String sentence) {
    HttpResponse<String> inJson = send(signedJson("SendMessage", SEND, by));
    assertRefused(inJson, 403, "\"com.amazon.coral.service#" + shape + "\"", sentence);
    assertEquals(code + ";Sender", header(inJson, "x-amzn-query-error"));
    String inXml = "<Code>" + code + "</Code>";
    String form = "Action=SendMessage&QueueUrl=q&MessageBody=b";
    assertRefused(send(signedForm(form, by)), 403, inXml, sentence);
    assertRefused(send(signedForm(PUBLISH, by.to("sns"))), 403, inXml, sentence);
    HttpResponse<String> rest = send(signedGet(MAPPINGS, by.to("lambda")));
    assertRefused(rest, 403, "{", sentence);
    assertEquals(shape, header(rest, "x-amzn-errortype"));
  }

  @Test
  void whoseClockIsWrongIsToldTheTime() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    HttpResponse<String> answer =
        send(signedJson("SendMessage", SEND, ANN.at(Instant.now().minusSeconds(960))));
    assertEquals(403, answer.statusCode());
    Instant told =
        DateTimeFormatter.RFC_1123_DATE_TIME.parse(header(answer, "date"), Instant::from);
    assertFalse(told.isBefore(before) || told.isAfter(Instant.now()), told::toString);
  }

  @Test
  void whoDoesNotSignIsRefusedInTheWordsOfTheService() {
    String denied = "Access to the resource http://localhost:" + api.port() + "%s is denied.";
    HttpResponse<String> inJson = json("SendMessage", SEND);
    assertRefused(
        inJson, 403, "\"com.amazon.coral.service#AccessDeniedException\"", denied.formatted("/"));
    assertEquals("AccessDenied;Sender", header(inJson, "x-amzn-query-error"));
    assertRefused(
        form("/123456789012/q", "Action=SendMessage&MessageBody=b"),
        403,
        "<Code>AccessDenied</Code>",
        denied.formatted("/123456789012/q"));
    assertRefused(
        form("/", PUBLISH),
        403,
        "<Code>MissingAuthenticationToken</Code>",
        "Request is missing Authentication Token");
    HttpResponse<String> rest = send(get(MAPPINGS));
    assertRefused(rest, 403, "{", "Missing Authentication Token");
    assertEquals("MissingAuthenticationTokenException", header(rest, "x-amzn-errortype"));
    assertRefused(
        send(
            post("/", SEND)
                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                .header("Authorization", "Basic dXNlcjpwYXNz")),
        403,
        "AccessDeniedException",
        "is denied.");
    assertNothingAsked();
    assertEquals(5, unproven(Failure.UNSIGNED));
  }

  @Test
  void whatIsNoSignatureIsIncomplete() {
    String sentence = "Authorization header requires 'Signature' parameter. Authorization header";
    assertRefused(
        send(
            post("/", SEND)
                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=x")),
        400,
        "\"com.amazon.coral.service#IncompleteSignatureException\"",
        sentence);
    assertRefused(
        send(formRequest("/", PUBLISH).header("Authorization", "AWS4-HMAC-SHA256 Credential=x")),
        400,
        "<Code>IncompleteSignature</Code>",
        sentence);
    assertNothingAsked();
    assertEquals(2, unproven(Failure.INCOMPLETE));
  }

  @Test
  void theOperationComesFirstThenTheSignatureThenTheBody() {
    String unknown = "UnknownOperationException";
    assertRefused(json("Nonsense", "{"), 400, unknown, "");
    assertRefused(json("SendMessage", "{"), 403, "AccessDeniedException", "");
    assertRefused(send(signedJson("SendMessage", "{", ANN)), 400, "SerializationException", "");
    assertRefused(form("/", "Action=Nonsense"), 400, "InvalidAction", "");
    assertNothingAsked();
  }

  @Test
  void aSignatureIsForOneServiceAndOneRegion() {
    assertRefused(
        send(signedJson("SendMessage", SEND, service("sns"))),
        403,
        "InvalidSignatureException",
        "Credential should be scoped to correct service: 'sqs'. ");
    SignedRequest other =
        signedForm("Action=SendMessage&MessageBody=b", ANN)
            .to("/queue/eu-central-1/123456789012/q");
    assertRefused(
        send(other),
        403,
        "SignatureDoesNotMatch",
        "Credential should be scoped to a valid region, not 'eu-west-1'. ");
    assertNothingAsked();
    assertEquals(200, send(other.to("/queue/eu-west-1/123456789012/q")).statusCode());
    assertEquals("eu-west-1", lastCall().caller().region());
  }

  @Test
  void whatIsSignedIsWhatIsAddressed() {
    SignedRequest plain = signedForm("Action=SendMessage&MessageBody=b", ANN).to("/123456789012/q");
    for (String path : List.of("/123456789012/q", "//123456789012//q", "/x/../123456789012/./q")) {
      HttpResponse<String> answer = send(plain.to(path));
      assertEquals(200, answer.statusCode(), answer::body);
      String url = ((SendMessage) lastCall().request()).queueUrl();
      assertEquals(base() + "/123456789012/q", url);
    }
    assertEquals(404, send(plain.to("/2015-03-31/../123456789012/q")).statusCode());
    assertNothingAsked();
  }

  @Test
  void aTargetThatIsNotReadByteByByteIsRefused() throws IOException {
    HttpResponse<String> signed = send(signedGet("/?" + PUBLISH, service("sns")).inQuery(base()));
    assertEquals(200, signed.statusCode());
    lastCall();
    String target =
        signed.request().uri().getRawPath() + "?" + signed.request().uri().getRawQuery();
    for (String other : List.of(target, target.replace("Name=orders", "Name=orders\u00e4"))) {
      try (RawClient raw = new RawClient(api.port())) {
        raw.sendLines("GET " + other + " HTTP/1.1", "Host: localhost:" + api.port(), "");
        assertEquals(other.equals(target) ? 200 : 403, raw.receive().status());
      }
    }
    lastCall();
    assertNothingAsked();
  }

  @Test
  void linksOfMessagesAreNotSigned() {
    assertEquals(200, form("/", UNSUBSCRIBE).statusCode());
    Caller caller = lastCall().caller();
    assertFalse(caller.signed());
    assertEquals(Principal.anonymous(), caller.principal());
    Signature wrong = Signature.of("AKIAANN", "other-secret", "sns");
    assertRefused(send(signedForm(UNSUBSCRIBE, wrong)), 403, "SignatureDoesNotMatch", "");
    assertNothingAsked();
  }

  @Test
  void aFileMayLetThoseAskWhoDoNotSayWhoTheyAre() {
    guard(Mode.ENFORCE, FILE + "anonymous: true\n");
    assertEquals(200, json("SendMessage", SEND).statusCode());
    Caller caller = lastCall().caller();
    assertEquals(Principal.anonymous(), caller.principal());
    assertEquals("us-east-1", caller.region());
    assertFalse(caller.signed());
    Signature wrong = Signature.of("AKIAANN", "other-secret", "sqs");
    assertEquals(403, send(signedJson("SendMessage", SEND, wrong)).statusCode());
    assertNothingAsked();
  }

  @Test
  void anotherFileIsInForceWithTheNextRequest() {
    assertEquals(200, send(signedJson("SendMessage", SEND, ANN)).statusCode());
    authorization.replace(control(FILE.replace("ann-secret", "new-secret")));
    assertEquals(403, send(signedJson("SendMessage", SEND, ANN)).statusCode());
    Signature renewed = Signature.of("AKIAANN", "new-secret", "sqs");
    assertEquals(200, send(signedJson("SendMessage", SEND, renewed)).statusCode());
  }

  @Test
  void onlyProxiesThatAreTrustedSayWhereARequestComesFrom() {
    assertForwarded(base(), "127.0.0.1", false);
    guard(Mode.ENFORCE, FILE, new HttpApiOptions().setTrustedProxies(List.of("127.0.0.0/8")));
    assertForwarded("https://broker.example", "203.0.113.9", true);
  }

  private void assertForwarded(String endpoint, String address, boolean secure) {
    HttpResponse<String> answer =
        send(
            signedJson("SendMessage", SEND, ANN)
                .at(base())
                .header("X-Forwarded-Proto", "http")
                .header("X-Forwarded-Proto", "http, https")
                .header("X-Forwarded-Host", "said.example, broker.example")
                .header("X-Forwarded-Port", "1, 443")
                .header("X-Forwarded-For", "198.51.100.1, 203.0.113.9"));
    assertEquals(200, answer.statusCode(), answer::body);
    Caller caller = lastCall().caller();
    assertEquals(endpoint, caller.endpoint());
    assertEquals(address, caller.transport().sourceAddress());
    assertEquals(secure, caller.transport().secure());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/metrics", "/SimpleNotificationService-0123.pem"})
  void whatIsNoActionIsForEverybody(String path) {
    assertEquals(200, send(get(path)).statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AKIAROOT   | root-secret   |         | arn:aws:iam::123456789012:root | 123456789012
          AKIAANN    | ann-secret    |         | arn:aws:iam::123456789012:user/team/ann | \
          AIDAANNANNANNANNANN
          ASIAWORKER | worker-secret | a-token | arn:aws:sts::123456789012:assumed-role/worker/s1 | \
          AROAWORKERWORKERWORK:s1
          """)
  void aCallerIsToldWhoItIs(String key, String secret, String token, String arn, String id) {
    Signature by = new Signature(key, secret, token, "us-east-1", "sts", Instant.now());
    assertIdentity(send(signedForm(IDENTITY, by)), arn, id, "123456789012");
  }

  @Test
  void anotherActionOfThatServiceIsNoneAndNobodyIsToldNothing() {
    Signature by = Signature.of("AKIAROOT", "root-secret", "sts");
    assertRefused(
        send(signedForm("Action=AssumeRole&Version=2011-06-15", by)),
        400,
        "InvalidAction",
        "AssumeRole");
    assertRefused(form("/", IDENTITY), 403, "MissingAuthenticationToken", "");
  }

  @Test
  void withoutAccessControlACallerIsItsAccount() {
    await(api.close());
    authorization = Authorization.off();
    api = open(new HttpApiOptions());
    String account = "arn:aws:iam::%s:root";
    assertIdentity(
        form("/", IDENTITY), account.formatted("000000000000"), "000000000000", "000000000000");
    Signature by = Signature.of("999999999999", "any-secret", "sts");
    assertIdentity(
        send(signedForm(IDENTITY, by)),
        account.formatted("999999999999"),
        "999999999999",
        "999999999999");
  }

  private static void assertIdentity(
      HttpResponse<String> answer, String arn, String id, String account) {
    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
            + "<GetCallerIdentityResult><Arn>%s</Arn><UserId>%s</UserId><Account>%s</Account>"
                .formatted(arn, id, account)
            + "</GetCallerIdentityResult><ResponseMetadata><RequestId>%s</RequestId>"
                .formatted(header(answer, "x-amzn-requestid"))
            + "</ResponseMetadata></GetCallerIdentityResponse>",
        answer.body());
  }

  private static void assertRefused(
      HttpResponse<String> answer, int status, String code, String sentence) {
    assertEquals(status, answer.statusCode(), answer::body);
    String text = answer.body().replace("&apos;", "'").replace("&#39;", "'");
    assertTrue(text.contains(code), answer::body);
    assertTrue(text.contains(sentence), answer::body);
  }

  private void assertNothingAsked() {
    assertEquals(List.of(), List.copyOf(fakes.calls));
  }
}
