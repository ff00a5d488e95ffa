package io.fanfare.topics.rules;

/**
 * How often and how soon an HTTP endpoint that fails is tried again: some retries at once, some
 * after the least delay, some after delays that grow from the least to the most, some after the
 * most. Their number is that of all phases.
 */
record RetryPolicy(Delays delays, int retries, int atOnce, int afterLeast, int afterMost) {

  /** The delays in seconds, and how they grow from the least to the most. */
  record Delays(int least, int most, Growth growth) {}

  /** A way to grow; AWS gives only names, the curves are those that the names suggest. */
  enum Growth {
    LINEAR,
    ARITHMETIC,
    GEOMETRIC,
    EXPONENTIAL;

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

  /** The delays of all retries together. */
  double totalSeconds() {
    double total = 0;
    for (int retry = 0; retry < retries; retry++) {
      total += delaySeconds(retry);
    }
    return total;
  }
}
