package io.fanfare.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * A request that AWS's own signer signs.
 *
 * @param target the path, and the query if there is one
 * @param headers besides those of the signature
 */
record SignedRequest(
    String method, String target, Map<String, String> headers, String body, Signature by) {

  /** The signature that a request gets. */
  record Signature(
      String key,
      String secret,
      @Nullable String token,
      String region,
      String service,
      Instant at) {

    static Signature of(String key, String secret, String service) {
      return new Signature(key, secret, null, "eu-west-1", service, Instant.now());
    }

    Signature at(Instant other) {
      return new Signature(key, secret, token, region, service, other);
    }

    Signature with(String otherToken) {
      return new Signature(key, secret, otherToken, region, service, at);
    }

    Signature to(String otherService) {
      return new Signature(key, secret, token, region, otherService, at);
    }

    private AwsCredentialsIdentity identity() {
      return token == null
          ? AwsCredentialsIdentity.create(key, secret)
          : AwsSessionCredentialsIdentity.create(key, secret, token);
    }
  }

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  static SignedRequest signedJson(String action, String body, Signature by) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Content-Type", "application/x-amz-json-1.0");
    headers.put("X-Amz-Target", "AmazonSQS." + action);
    return new SignedRequest("POST", "/", headers, body, by);
  }

  static SignedRequest signedForm(String body, Signature by) {
    Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
    return new SignedRequest("POST", "/", headers, body, by);
  }

  static SignedRequest signedGet(String target, Signature by) {
    return new SignedRequest("GET", target, Map.of(), "", by);
  }

  SignedRequest to(String other) {
    return new SignedRequest(method, other, headers, body, by);
  }

  /** The request to the broker at {@code base}, signed in its headers. */
  HttpRequest.Builder at(String base) {
    return send(base, signed(base, false));
  }

  /** The request to the broker at {@code base}, signed in its query. */
  HttpRequest.Builder inQuery(String base) {
    return send(base, signed(base, true));
  }

  /** The bytes of the request as {@code host} would be sent it, signed as {@code inQuery} says. */
  String raw(String host, boolean inQuery, String... more) {
    SdkHttpRequest signed = signed("http://" + host, inQuery);
    String query = signed.encodedQueryParameters().map(text -> "?" + text).orElse("");
    StringBuilder text = new StringBuilder(method);
    text.append(' ').append(signed.encodedPath()).append(query).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(host).append("\r\n");
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            values.forEach(value -> text.append(name).append(": ").append(value).append("\r\n"));
          }
        });
    for (String line : more) {
      text.append(line).append("\r\n");
    }
    int length = body.getBytes(UTF_8).length;
    return text.append("Content-Length: ").append(length).append("\r\n\r\n") + body;
  }

  private SdkHttpRequest signed(String base, boolean inQuery) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .uri(URI.create(base + target))
            .method(SdkHttpMethod.fromValue(method));
    headers.forEach(unsigned::putHeader);
    return SIGNER
        .sign(
            sign ->
                sign.identity(by.identity())
                    .request(unsigned.build())
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.REGION_NAME, by.region())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, by.service())
                    .putProperty(
                        AwsV4HttpSigner.AUTH_LOCATION,
                        inQuery
                            ? AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING
                            : AwsV4FamilyHttpSigner.AuthLocation.HEADER)
                    .putProperty(
                        AwsV4HttpSigner.EXPIRATION_DURATION, inQuery ? Duration.ofMinutes(5) : null)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(by.at(), ZoneOffset.UTC)))
        .request();
  }

  /** What is sent has the path as it is, whatever the signer made of it. */
  private HttpRequest.Builder send(String base, SdkHttpRequest signed) {
    String query = signed.encodedQueryParameters().map(text -> "?" + text).orElse("");
    int end = target.indexOf('?');
    String path = end < 0 ? target : target.substring(0, end);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path + query))
            .method(method, BodyPublishers.ofByteArray(body.getBytes(UTF_8)));
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request;
  }
}
