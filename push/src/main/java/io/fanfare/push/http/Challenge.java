package io.fanfare.push.http;

import io.fanfare.push.http.HttpTarget.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A challenge of an answer with status 401, and what answers it: Basic by RFC 7617, Digest by RFC
 * 7616 with MD5 or SHA-256, and with or without a quality of protection.
 *
 * @param scheme in lower case
 * @param parameters by their names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

  private static final String COUNT = "00000001";

  /**
   * What the header Authorization of a POST says in answer to {@code challenges}: to the strongest
   * of them that is known; nothing if none is.
   *
   * @param challenges the values of the headers WWW-Authenticate
   * @param path what is posted to
   * @param chance a number that nobody can guess, as visible ASCII without quotes
   */
  static Optional<String> answer(
      List<String> challenges, Credentials credentials, String path, String chance) {
    List<Challenge> known = challenges.stream().flatMap(Challenge::parse).toList();
    return Stream.<Optional<String>>concat(
            Stream.of("SHA-256", "MD5")
                .flatMap(
                    algorithm ->
                        known.stream()
                            .map(one -> one.digest(algorithm, credentials, path, chance))),
            known.stream().map(one -> one.basic(credentials)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The challenges in the value {@code header}, as far as it can be read. */
  static Stream<Challenge> parse(String header) {
    List<Challenge> challenges = new ArrayList<>();
    ChallengeReader reader = new ChallengeReader(header);
    for (String word = reader.word(); word != null; word = reader.word()) {
      Challenge last = challenges.isEmpty() ? null : challenges.get(challenges.size() - 1);
      String value = reader.value();
      if (value == null) {
        challenges.add(new Challenge(word.toLowerCase(Locale.ROOT), new TreeMap<>()));
      } else if (last != null) {
        last.parameters().putIfAbsent(word.toLowerCase(Locale.ROOT), value);
      }
    }
    return challenges.stream();
  }

  private Optional<String> basic(Credentials credentials) {
    if (!scheme.equals("basic")) {
      return Optional.empty();
    }
    byte[] pair =
        (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  private Optional<String> digest(
      String algorithm, Credentials credentials, String path, String chance) {
    String realm = parameters.get("realm");
    String nonce = parameters.get("nonce");
    if (!scheme.equals("digest")
        || realm == null
        || nonce == null
        || !parameters.getOrDefault("algorithm", "MD5").equalsIgnoreCase(algorithm)
        || !takesPlainRequests()) {
      return Optional.empty();
    }
    String who = hash(algorithm, credentials.user(), realm, credentials.password());
    String what = hash(algorithm, "POST", path);
    boolean counted = parameters.containsKey("qop");
    String response =
        counted
            ? hash(algorithm, who, nonce, COUNT, chance, "auth", what)
            : hash(algorithm, who, nonce, what);
    return Optional.of(
        Stream.of(
                pair("username", credentials.user()),
                pair("realm", realm),
                pair("nonce", nonce),
                pair("uri", path),
                pair("response", response),
                pair("opaque", parameters.get("opaque")),
                parameters.containsKey("algorithm") ? "algorithm=" + algorithm : "",
                counted ? "qop=auth, nc=" + COUNT + ", " + pair("cnonce", chance) : "")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", ", "Digest ", "")));
  }

  /** Whether a request is taken whose body is no part of what is digested. */
  private boolean takesPlainRequests() {
    String protection = parameters.getOrDefault("qop", "auth");
    return Arrays.stream(protection.split(",", -1))
        .anyMatch(word -> word.strip().equalsIgnoreCase("auth"));
  }

  private static String pair(String name, @Nullable String value) {
    return value == null ? "" : name + "=\"" + value.replaceAll("([\"\\\\])", "\\\\$1") + "\"";
  }

  private static String hash(String algorithm, String... parts) {
    try {
      byte[] text = String.join(":", parts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }
}
