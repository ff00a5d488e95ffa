package io.fanfare.http.console;

import io.fanfare.core.Sha256;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file that the console consists of, as it is and packed.
 *
 * @param type its type for browsers
 * @param plain as it is
 * @param packed with gzip
 */
record ConsoleFile(String type, Form plain, Form packed) {

  private static final int TAG_DIGITS = 32;
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern GZIP =
      Pattern.compile("\\s*gzip\\s*(;\\s*q=(?!0(\\.0*)?\\s*$).*)?", Pattern.CASE_INSENSITIVE);

  /**
   * The file as it goes over the wire.
   *
   * @param content its bytes
   * @param tag what tells it from others and from earlier ones
   * @param isPacked whether it is packed with gzip
   */
  record Form(Buffer content, String tag, boolean isPacked) {

    /** Whether one of the tags of an {@code If-None-Match} is its own. */
    boolean isMeantBy(@Nullable String tags) {
      return tags != null
          && COMMA.splitAsStream(tags).anyMatch(given -> given.endsWith(tag) || given.equals("*"));
    }
  }

  /** The file of that {@code type} that has {@code bytes}. */
  static ConsoleFile of(String type, byte[] bytes) {
    String digest = digest(bytes);
    return new ConsoleFile(
        type,
        new Form(Buffer.buffer(bytes), "\"" + digest + "\"", false),
        new Form(Buffer.buffer(packed(bytes)), "\"" + digest + "-gzip\"", true));
  }

  /** What {@code bytes} can be told by. */
  static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.of(bytes)).substring(0, TAG_DIGITS);
  }

  /** The form for a client that says to take {@code encodings}. */
  Form form(@Nullable String encodings) {
    return encodings != null && takesGzip(encodings) ? packed : plain;
  }

  private static boolean takesGzip(String encodings) {
    return COMMA.splitAsStream(encodings).anyMatch(GZIP.asMatchPredicate());
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(all)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }
}
