package io.fanfare.topics.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The times that messages of a topic name: of UTC, to the millisecond. */
public final class Timestamps {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** The text of {@code millis} since 1970. */
  public static String of(long millis) {
    return FORMAT.format(Instant.ofEpochMilli(millis));
  }
}
