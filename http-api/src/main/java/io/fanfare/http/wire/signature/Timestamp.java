package io.fanfare.http.wire.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The times of signatures, in the basic format of ISO 8601: {@code 20260115T123456Z}. */
final class Timestamp {

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LENGTH = 16;

  /** Characters of the day, with which it begins. */
  static final int DATE = 8;

  private Timestamp() {}

  /** The seconds since 1970 that {@code text} spells. */
  static long seconds(String text) {
    if (isBasic(text)) {
      try {
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 4, 6),
                number(text, 6, DATE),
                number(text, 9, 11),
                number(text, 11, 13),
                number(text, 13, 15))
            .toEpochSecond(ZoneOffset.UTC);
      } catch (DateTimeException notATime) {
        throw refusal(text);
      }
    }
    throw refusal(text);
  }

  /** How {@code seconds} since 1970 are written. */
  static String text(long seconds) {
    return BASIC.format(Instant.ofEpochSecond(seconds));
  }

  private static RuntimeException refusal(String text) {
    return SignatureError.INCOMPLETE.say(
        "Date must be in ISO-8601 'basic format'. Got '"
            + text
            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
  }

  private static boolean isBasic(String text) {
    if (text.length() != LENGTH || text.charAt(DATE) != 'T' || text.charAt(LENGTH - 1) != 'Z') {
      return false;
    }
    for (int i = 0; i < LENGTH - 1; i++) {
      if (i != DATE && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
