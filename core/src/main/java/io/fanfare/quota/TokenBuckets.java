package io.fanfare.quota;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for each of many: it holds as many tokens as are allowed in a second, and gets
 * them back evenly. Rules without a clock, which any thread may ask.
 *
 * <p>Of each bucket one number is kept, the time at which it is full again (the generic cell rate
 * algorithm, ITU-T I.371). One that is full is as good as none and is forgotten, at the latest when
 * there is no place for another. While there are as many as may be, whoever is new shares one
 * bucket with all others who are, so that made-up names neither fill the heap nor get more each.
 */
public final class TokenBuckets {

  private static final long SECOND_NANOS = 1_000_000_000L;

  /* How long a look for buckets that are full is not repeated: it looks at all there are. */
  private static final long LOOK_NANOS = SECOND_NANOS / 10;

  private static final Object NEWCOMERS = new Object();

  private final long tokenNanos;
  private final long wholeNanos;
  private final int most;
  private final Map<Object, Long> fullAt = new ConcurrentHashMap<>();
  private final AtomicLong lookAgain = new AtomicLong(Long.MIN_VALUE);

  /**
   * Buckets for those who take up to {@code perSecond}.
   *
   * @param most how many there are at a time
   */
  public TokenBuckets(int perSecond, int most) {
    this.tokenNanos = SECOND_NANOS / perSecond;
    this.wholeNanos = tokenNanos * perSecond;
    this.most = most;
  }

  /** Takes a token of {@code who} at {@code nanos}, if there is one. */
  public boolean take(Object who, long nanos) {
    return restNanos(who, nanos) == 0;
  }

  /** For how long from {@code nanos} on {@code who} has no token; if it has one, that is taken. */
  public long restNanos(Object who, long nanos) {
    return Math.max(0, missing(who, nanos) - wholeNanos);
  }

  /** Gives back a token that was taken. */
  public void giveBack(Object who) {
    fullAt.computeIfPresent(
        fullAt.containsKey(who) ? who : NEWCOMERS, (any, at) -> at - tokenNanos);
  }

  /** How many buckets are not forgotten. */
  int size() {
    return fullAt.size();
  }

  /**
   * What the bucket of {@code who} is short of being full once another token is gone, in the time
   * that it takes to come back; the token is taken unless that is more than all.
   */
  private long missing(Object who, long nanos) {
    Object key = key(who, nanos);
    while (true) {
      Long at = fullAt.get(key);
      long missing = (at == null ? 0 : Math.max(0, at - nanos)) + tokenNanos;
      if (missing > wholeNanos || set(key, at, nanos + missing)) {
        return missing;
      }
    }
  }

  private boolean set(Object key, @Nullable Long before, long now) {
    return before == null ? fullAt.putIfAbsent(key, now) == null : fullAt.replace(key, before, now);
  }

  private Object key(Object who, long nanos) {
    if (fullAt.size() < most || fullAt.containsKey(who)) {
      return who;
    }
    long again = lookAgain.get();
    if ((again == Long.MIN_VALUE || nanos - again >= 0)
        && lookAgain.compareAndSet(again, nanos + LOOK_NANOS)) {
      fullAt.values().removeIf(at -> at - nanos <= 0);
    }
    return fullAt.size() < most ? who : NEWCOMERS;
  }
}
