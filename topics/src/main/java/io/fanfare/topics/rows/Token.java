package io.fanfare.topics.rows;

import io.fanfare.core.Sha256;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What confirms a subscription: says which one, and that its endpoint was asked.
 *
 * @param topic the id of the topic
 * @param subscription the id of the subscription
 * @param text the two ids and a secret, in hexadecimal digits
 */
public record Token(long topic, long subscription, String text) {

  /** Bytes of the secret. */
  public static final int SECRET_BYTES = 128;

  /** Characters of what is kept of one. */
  static final int DIGEST_LENGTH = 64;

  private static final int ID_DIGITS = 16;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64,1024}");

  /** The token of a subscription, with {@code secret} in hexadecimal digits. */
  public static Token of(long topic, long subscription, String secret) {
    return new Token(
        topic,
        subscription,
        String.format(Locale.ROOT, "%016x%016x%s", topic, subscription, secret));
  }

  /** The token that {@code text} spells; nothing if it has not the form of any. */
  public static Optional<Token> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new Token(id(text, 0), id(text, ID_DIGITS), text))
        : Optional.empty();
  }

  /** What is kept of it, which tells nobody the token. */
  public String digest() {
    return digest(text);
  }

  /** What is kept of the token {@code text}. */
  static String digest(String text) {
    return HexFormat.of().formatHex(Sha256.of(text));
  }

  private static long id(String text, int start) {
    return Long.parseUnsignedLong(text, start, start + ID_DIGITS, 16);
  }
}
