package io.fanfare.http;

import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The names and fixed values of the headers that answers carry. */
final class Headers {

  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");
  static final CharSequence QUERY_ERROR = HttpHeaders.createOptimized("x-amzn-query-error");

  static final CharSequence ERROR_TYPE = HttpHeaders.createOptimized("x-amzn-ErrorType");

  /** In how many milliseconds to come back, as AWS's SDKs read it. */
  static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("x-amz-retry-after");

  static final CharSequence TARGET = HttpHeaders.createOptimized("X-Amz-Target");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Headers() {}

  /** The value of {@code Date}, by which clients set clocks that are wrong. */
  static String date(Instant now) {
    return DATE.format(now);
  }
}
