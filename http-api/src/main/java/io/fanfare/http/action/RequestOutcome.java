package io.fanfare.http.action;

import java.util.Locale;

/** What came of a request. */
public enum RequestOutcome {
  /** It was done. */
  OK,
  /** The caller may not have it, or not so: a status of 400 to 499. */
  REFUSED,
  /** The broker could not do it: a status of 500 or more. */
  FAILED,
  /** The client left before it was answered. */
  GONE;

  /** The outcome in the words of the metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static RequestOutcome of(int status) {
    return status < 400 ? OK : status < 500 ? REFUSED : FAILED;
  }
}
