package io.fanfare.push.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.push.http.HttpTarget.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a challenge is answered. */
class ChallengeTest {

  private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");
  private static final String PATH = "/dir/index.html";
  private static final String CHANCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  private static final String MD5 =
      "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", opaque=\"o\", algorithm=MD5";

  @Test
  void basicIsUserAndPasswordInUtf8() {
    assertEquals(
        Optional.of("Basic dGVzdDoxMjPCow=="),
        answer(new Credentials("test", "123£"), "Basic realm=\"foo\", charset=\"UTF-8\""));
  }

  /** What is hashed, worked out step by step as in RFC 7616, 3.4. */
  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-256"})
  void digestIsThatOfTheRfc(String algorithm) throws Exception {
    String header =
        answer(
                MUFASA,
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                    + algorithm
                    + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                    + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")
            .orElseThrow();
    String who = hash(algorithm, "Mufasa:http-auth@example.org:Circle of Life");
    String what = hash(algorithm, "POST:" + PATH);
    String response =
        hash(
            algorithm,
            who
                + ":7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v:00000001:"
                + CHANCE
                + ":auth:"
                + what);
    assertEquals(
        "Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
            + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\","
            + " response=\""
            + response
            + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", algorithm="
            + algorithm
            + ", qop=auth, nc=00000001, cnonce=\""
            + CHANCE
            + "\"",
        header);
  }

  @Test
  void withoutAQualityOfProtectionTheCountIsLeftOut() throws Exception {
    String header = answer(MUFASA, "Digest realm=\"r\", nonce=\"n\"").orElseThrow();
    String who = hash("MD5", "Mufasa:r:Circle of Life");
    String what = hash("MD5", "POST:" + PATH);
    assertEquals(
        "Digest username=\"Mufasa\", realm=\"r\", nonce=\"n\", uri=\"/dir/index.html\","
            + " response=\""
            + hash("MD5", who + ":n:" + what)
            + "\"",
        header);
  }

  @Test
  void theStrongestIsAnswered() {
    String sha = "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"";
    assertScheme("Digest .*algorithm=SHA-256.*", "Basic realm=\"x\", " + MD5, sha);
    assertScheme("Digest .*algorithm=MD5.*", "Basic realm=\"x\", " + MD5);
    assertScheme("Digest .*algorithm=MD5.*", "Negotiate, NTLM abc/+==, " + MD5);
    assertScheme("Basic .*", "Negotiate YWJj==, Basic realm=\"a, Digest realm=\\\"b\\\"\"");
    assertScheme("Basic .*", "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"", "basic");
    assertScheme("Basic .*", "Digest realm=\"r\", nonce=\"n\", algorithm=MD5-sess, BASIC realm=r");
    assertScheme("Basic .*", "Digest realm=\"r\", Basic realm=\"r\"");
  }

  @Test
  void whatIsInQuotesComesBackInQuotes() {
    String header =
        answer(
                new Credentials("a\"b\\c", "p"),
                "Digest realm = \"x\\\"y\\\\z\" , nonce=bare ,qop=auth")
            .orElseThrow();
    assertTrue(header.contains("username=\"a\\\"b\\\\c\", realm=\"x\\\"y\\\\z\""), header);
    assertTrue(header.contains("nonce=\"bare\""), header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "=",
        "\"",
        "Bearer realm=\"r\"",
        "realm=\"r\"",
        "Digest",
        "Digest realm=\"r",
        "Digest realm=\"r\\",
        "Digest nonce=\"n\"",
        "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256",
        "Digest realm=\"r\", nonce=\"n\", qop=",
      })
  void whatIsNotKnownIsNotAnswered(String header) {
    assertEquals(Optional.empty(), answer(MUFASA, header));
  }

  @Test
  void whateverIsWrittenCanBeRead() {
    List<String> headers = List.of("");
    for (int length = 1; length <= 6; length++) {
      headers =
          headers.stream()
              .flatMap(begin -> Stream.of("a", " ", ",", "=", "\"", "\\").map(begin::concat))
              .toList();
      for (String header : headers) {
        assertTrue(Challenge.parse(header).count() <= length, header);
      }
    }
  }

  private static void assertScheme(String pattern, String... challenges) {
    String header = answer(MUFASA, challenges).orElse("nothing");
    Matcher matcher = Pattern.compile(pattern).matcher(header);
    assertTrue(matcher.matches(), header);
  }

  private static Optional<String> answer(Credentials credentials, String... challenges) {
    return Challenge.answer(List.of(challenges), credentials, PATH, CHANCE);
  }

  private static String hash(String algorithm, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }
}
