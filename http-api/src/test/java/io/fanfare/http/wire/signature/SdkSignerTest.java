package io.fanfare.http.wire.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * What AWS's own signer signs, holds. The seed is said of a failure; {@code -Dfanfare.seed} sets
 * it.
 */
class SdkSignerTest {

  private static final int REQUESTS = 500;
  private static final List<String> SEGMENTS =
      List.of("", "000000000000", "my queue", "a/b", "\u00fcber", "q.fifo", "~", "a+b", "%");
  private static final List<String> TEXTS =
      List.of(
          "", "a b", "a+b", "*", "~", "%", "&=", "/", "\u1234", "\ud83d\ude00", "x".repeat(100));

  private final long seed = Long.getLong("fanfare.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /** How a request is signed. */
  private record Way(boolean inQuery, boolean session, boolean bodySigned) {}

  @Test
  void inTheHeaderAndInTheQuery() {
    for (int i = 0; i < REQUESTS; i++) {
      Way way = new Way(random.nextBoolean(), random.nextBoolean(), true);
      byte[] body = way.inQuery() ? new byte[0] : text().getBytes(StandardCharsets.UTF_8);
      RawRequest signed = signed(way, body);
      assertEquals(
          SignedText.KEY_ID,
          verify(signed, way),
          () -> "-Dfanfare.seed=" + seed + "\n" + way + "\n" + signed);
    }
  }

  @Test
  void butNotWithoutTheBody() {
    Way way = new Way(false, false, false);
    RawRequest signed = signed(way, "body".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "UNSIGNED-PAYLOAD",
        signed.headers().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("x-amz-content-sha256"))
            .map(Map.Entry::getValue)
            .findAny()
            .orElse(""));
    assertEquals("MISMATCH: " + SignatureError.NO_MATCH, verify(signed, way));
  }

  private static String verify(RawRequest request, Way way) {
    SignatureVerifier verifier =
        SignedText.verifier(
            SignedText.key(way.session() ? "token/+=" : null, null), SignedText.NOW);
    try {
      return verifier.verify(request, "sqs").map(found -> found.key().id()).orElse("nobody");
    } catch (BrokerException refused) {
      return refused.code() + ": " + refused.sentence();
    }
  }

  private RawRequest signed(Way way, byte[] body) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .uri(URI.create(way.bodySigned() ? "http://localhost:4566" : "https://localhost:4566"))
            .method(way.inQuery() ? SdkHttpMethod.GET : SdkHttpMethod.POST)
            .encodedPath(path());
    for (int i = random.nextInt(4); i > 0; i--) {
      unsigned.appendRawQueryParameter(text().replace("X-Amz", ""), text());
    }
    if (!way.inQuery()) {
      unsigned.putHeader("Content-Type", "application/x-www-form-urlencoded;  charset=utf-8 ");
      unsigned.putHeader("X-Multi", List.of("a", " b  c ", "d"));
    }
    SdkHttpRequest request =
        signer
            .sign(
                sign ->
                    sign.identity(identity(way))
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, way.bodySigned())
                        .putProperty(
                            AwsV4HttpSigner.AUTH_LOCATION,
                            way.inQuery() ? AuthLocation.QUERY_STRING : AuthLocation.HEADER)
                        .putProperty(
                            AwsV4HttpSigner.EXPIRATION_DURATION,
                            way.inQuery() ? Duration.ofMinutes(5) : null)
                        .putProperty(
                            HttpSigner.SIGNING_CLOCK, Clock.fixed(SignedText.NOW, ZoneOffset.UTC)))
            .request();
    return raw(request, body);
  }

  private static AwsCredentialsIdentity identity(Way way) {
    return way.session()
        ? AwsSessionCredentialsIdentity.create(SignedText.KEY_ID, SignedText.SECRET, "token/+=")
        : AwsCredentialsIdentity.create(SignedText.KEY_ID, SignedText.SECRET);
  }

  private String path() {
    StringBuilder path = new StringBuilder(random.nextInt(8) == 0 ? "/x/./y/../z" : "");
    for (int i = random.nextInt(4); i > 0; i--) {
      String segment = SEGMENTS.get(random.nextInt(SEGMENTS.size()));
      path.append('/').append(Encoding.encode(segment.getBytes(StandardCharsets.UTF_8)));
    }
    return path.append(random.nextBoolean() ? "/" : "").toString();
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(3);
  }

  private static RawRequest raw(SdkHttpRequest request, byte[] body) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    request.forEachHeader(
        (name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
    return new RawRequest(
        request.method().name(),
        request.encodedPath(),
        request.encodedQueryParameters().orElse(null),
        headers,
        () -> Sha256.of(body));
  }
}
