package io.fanfare.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as AWS's clients do, by Signature Version 4.
 *
 * @param id of the access key
 * @param secret of the access key
 * @param token of a session, if the key is of one
 * @param region for which it signs
 */
record RequestSigner(String id, String secret, @Nullable String token, String region) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY_LENGTH = 8;

  /** A signer by the variables of AWS's clients in {@code environment}, if they are there. */
  static Optional<RequestSigner> of(Map<String, String> environment) {
    String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (id.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    String region =
        environment.getOrDefault(
            "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1"));
    return Optional.of(new RequestSigner(id, secret, environment.get("AWS_SESSION_TOKEN"), region));
  }

  /**
   * What {@code headers} lack for a signed POST of {@code body} to the path /.
   *
   * @param service for which it is signed, such as {@code sqs}
   * @param headers those that are to be signed, in small letters, with {@code host} among them
   */
  Map<String, String> sign(String service, Map<String, String> headers, byte[] body, Instant now) {
    String time = TIME.format(now);
    SortedMap<String, String> signed = new TreeMap<>(headers);
    Map<String, String> added = new TreeMap<>();
    added.put("x-amz-date", time);
    if (token != null && !token.isEmpty()) {
      added.put("x-amz-security-token", token);
    }
    signed.putAll(added);
    String names = String.join(";", signed.keySet());
    String lines =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
    String request = "POST\n/\n\n" + lines + "\n" + names + "\n" + hex(digest(body));
    String day = time.substring(0, DAY_LENGTH);
    String scope = day + "/" + region + "/" + service + "/aws4_request";
    String text =
        ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(digest(request.getBytes(UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : List.of(day, region, service, "aws4_request")) {
      key = mac(key, part);
    }
    added.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, id, scope, names, hex(mac(key, text))));
    return added;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has it", e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has it", e);
    }
  }

  /** The id alone; nobody reads the secret in a log. */
  @Override
  public String toString() {
    return id;
  }
}
