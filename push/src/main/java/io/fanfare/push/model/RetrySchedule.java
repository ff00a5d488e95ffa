package io.fanfare.push.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How often and how soon what failed is tried again: some retries at once, some after the least
 * delay, some after delays that grow from the least to the most, some after the most. Source: the
 * four phases of AWS's delivery policies for HTTP.
 *
 * @param delays what is waited for between them
 * @param retries how many there are in all phases; 0 to 100 in AWS's policies
 * @param atOnce how many follow without a delay
 * @param afterLeast how many follow then, each after the least delay
 * @param afterMost how many come last, each after the greatest delay
 */
public record RetrySchedule(Delays delays, int retries, int atOnce, int afterLeast, int afterMost) {

  /**
   * The delays, and how they grow from the least to the most.
   *
   * @param least in seconds; 1 to {@code most} in AWS's policies
   * @param most in seconds; up to 3,600 in AWS's policies
   * @param growth in what curve they grow
   */
  public record Delays(int least, int most, Growth growth) {}

  /** A way to grow; AWS gives only names, the curves are those that the names suggest. */
  public enum Growth {
    /** By the same amount each time; the default of AWS's policies. */
    LINEAR,
    /** By an amount that grows by the same amount each time. */
    ARITHMETIC,
    /** By the same factor each time. */
    GEOMETRIC,
    /** Twofold each time, until the greatest is reached. */
    EXPONENTIAL;

    /** The one that AWS calls {@code name}, in lower case; nothing if it calls none so. */
    public static Optional<Growth> named(String name) {
      return Arrays.stream(values())
          .filter(growth -> growth.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst();
    }

    /** The delay before retry {@code i} of {@code n} that grow, from 0. */
    double seconds(Delays delays, int i, int n) {
      double least = delays.least();
      double most = delays.most();
      double part = n < 2 ? 0 : (double) i / (n - 1);
      return switch (this) {
        case LINEAR -> least + (most - least) * part;
        case ARITHMETIC -> least + (most - least) * part * (i + 1) / Math.max(1, n);
        case GEOMETRIC -> least * Math.pow(most / least, part);
        case EXPONENTIAL -> Math.min(most, least * Math.pow(2, i));
      };
    }
  }

  /**
   * How many milliseconds to wait after {@code failures} failed attempts, from 1; nothing if there
   * is to be no further attempt.
   */
  public OptionalLong delayMillis(int failures) {
    return failures > retries
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(delaySeconds(failures - 1) * 1_000));
  }

  /** The delay before retry {@code retry}, from 0. */
  double delaySeconds(int retry) {
    int growing = retries - atOnce - afterLeast - afterMost;
    int place = retry - atOnce;
    if (place < 0) {
      return 0;
    }
    if (place < afterLeast) {
      return delays.least();
    }
    place -= afterLeast;
    return place < growing ? delays.growth().seconds(delays, place, growing) : delays.most();
  }

  /** The delays of all retries together, in seconds. */
  public double totalSeconds() {
    double total = 0;
    for (int retry = 0; retry < retries; retry++) {
      total += delaySeconds(retry);
    }
    return total;
  }
}
