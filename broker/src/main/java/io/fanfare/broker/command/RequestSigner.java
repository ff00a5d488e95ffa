package io.fanfare.broker.command;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests by AWS's Signature Version 4.
 *
 * @param id of the key
 * @param token of a session; none if it is empty
 * @param region for which it signs
 */
public record RequestSigner(String id, String secret, String token, String region) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String TERM = "aws4_request";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Who signs by the usual variables of {@code environment}; nobody if they are not set. */
  public static Optional<RequestSigner> of(Map<String, String> environment) {
    String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    return id.isEmpty() || secret.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RequestSigner(
                id,
                secret,
                environment.getOrDefault("AWS_SESSION_TOKEN", ""),
                region(environment)));
  }

  /** The region that the usual variables of {@code environment} say. */
  public static String region(Map<String, String> environment) {
    String otherwise = environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1");
    return environment.getOrDefault("AWS_REGION", otherwise);
  }

  /** The same for {@code another} region. */
  public RequestSigner in(String another) {
    return new RequestSigner(id, secret, token, another);
  }

  /**
   * A request to be signed.
   *
   * @param uri its query is escaped as AWS does it
   * @param headers all of them are signed
   */
  public record Request(String method, URI uri, Map<String, String> headers, String body) {}

  /** The headers that prove who makes {@code request} to {@code service}. */
  public Map<String, String> headers(Request request, String service, Instant now) {
    String time = TIME.format(now);
    Map<String, String> signed = new TreeMap<>();
    request.headers().forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
    signed.put("host", host(request.uri()));
    signed.put("x-amz-date", time);
    if (!token.isEmpty()) {
      signed.put("x-amz-security-token", token);
    }
    String names = String.join(";", signed.keySet());
    String scope = String.join("/", time.substring(0, 8), region, service, TERM);
    String toSign =
        String.join("\n", ALGORITHM, time, scope, hash(bytes(canonical(request, signed, names))));
    byte[] key = bytes("AWS4" + secret);
    for (String part : scope.split("/", -1)) {
      key = mac(key, part);
    }
    String signature = HexFormat.of().formatHex(mac(key, toSign));
    Map<String, String> headers = new TreeMap<>(signed);
    headers.remove("host");
    headers.put(
        "Authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, id, scope, names, signature));
    return headers;
  }

  /** As the JDK's client writes it, which leaves out the port that the scheme has anyway. */
  private static String host(URI uri) {
    int usual = "https".equals(uri.getScheme()) ? 443 : 80;
    return uri.getPort() == usual
        ? uri.getRawAuthority().substring(0, uri.getRawAuthority().lastIndexOf(':'))
        : uri.getRawAuthority();
  }

  private static String canonical(Request request, Map<String, String> signed, String names) {
    String query = request.uri().getRawQuery();
    String sorted =
        query == null
            ? ""
            : Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&"));
    StringBuilder text = new StringBuilder(request.method()).append('\n');
    text.append(escaped(request.uri().getRawPath())).append('\n').append(sorted).append('\n');
    signed.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    return text.append('\n')
        .append(names)
        .append('\n')
        .append(hash(bytes(request.body())))
        .toString();
  }

  /** The path as it is sent, escaped once more. */
  private static String escaped(String path) {
    return Arrays.stream((path.isEmpty() ? "/" : path).split("/", -1))
        .map(RequestSigner::escapedPart)
        .collect(Collectors.joining("/"));
  }

  /** {@code text} as it stands in a path or a query, as AWS escapes it. */
  public static String escapedPart(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Tells nothing of the secret. */
  @Override
  public String toString() {
    return "the signer " + id;
  }
}
