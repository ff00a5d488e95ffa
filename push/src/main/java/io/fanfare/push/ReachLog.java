package io.fanfare.push;

import io.fanfare.runtime.LogRate;
import java.util.Optional;

/**
 * What the log is told of whether an endpoint is reached, with what comes after its name: a line a
 * minute at the most, though it be reached and not reached many times. Rules without a clock.
 */
final class ReachLog {

  private final LogRate rate = new LogRate();
  private boolean toldOfFailure;

  /** An attempt has failed; {@code first} if the one before it had not. */
  Optional<String> failed(long now, boolean first, String reason) {
    if (!first) {
      return Optional.empty();
    }
    Optional<String> line = rate.line(now, "is tried again: " + reason);
    toldOfFailure = toldOfFailure || line.isPresent();
    return line;
  }

  /** An attempt was answered. */
  Optional<String> answered(long now) {
    if (!toldOfFailure || !rate.isDue(now)) {
      return Optional.empty();
    }
    toldOfFailure = false;
    return rate.line(now, "is reached again");
  }
}
