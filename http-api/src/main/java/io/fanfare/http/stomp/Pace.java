package io.fanfare.http.stomp;

import io.fanfare.core.Caller;
import io.fanfare.quota.RequestRates;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * How often a session may ask. One that asks too often rests instead of being refused, as an error
 * would end it, and then tries again; for longer each time, so that a thousand that wait for the
 * same token do not keep the event loop busy with it.
 */
final class Pace {

  private static final long LONGEST_REST_MILLIS = 1_000;

  private final Vertx vertx;
  private final RequestRates rates;
  private final Runnable goOn;
  private boolean resting;
  private long latestMillis;

  /** The pace of a session that tries again by {@code goOn}. */
  Pace(Vertx vertx, RequestRates rates, Runnable goOn) {
    this.vertx = vertx;
    this.rates = rates;
    this.goOn = goOn;
  }

  /** Whether {@code caller} may ask now, which counts; if not, the session begins to rest. */
  boolean admits(Caller caller) {
    long nanos = rates.restNanos(caller);
    if (nanos == 0) {
      latestMillis = 0;
      return true;
    }
    long needed = 1 + TimeUnit.NANOSECONDS.toMillis(nanos);
    latestMillis = Math.max(needed, Math.min(2 * latestMillis, LONGEST_REST_MILLIS));
    resting = true;
    vertx.setTimer(
        latestMillis,
        over -> {
          resting = false;
          goOn.run();
        });
    return false;
  }

  /** Whether it is not to try again yet. */
  boolean isResting() {
    return resting;
  }
}
