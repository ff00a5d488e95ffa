package io.fanfare.http.stomp;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are on all event loops, and from where; any thread may ask. */
public final class Guests {

  /** The most from one address. */
  static final int MOST_OF_ONE = 1_000;

  private final int most;
  private final AtomicInteger all = new AtomicInteger();
  private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();

  /** Nobody yet, and {@code most} at the most. */
  public Guests(int most) {
    this.most = most;
  }

  /** Whether one more from {@code address} is let in. */
  boolean enter(String address) {
    if (all.incrementAndGet() > most) {
      all.decrementAndGet();
      return false;
    }
    if (byAddress.merge(address, 1, Integer::sum) > MOST_OF_ONE) {
      leave(address);
      return false;
    }
    return true;
  }

  /** One from {@code address} has left. */
  void leave(String address) {
    all.decrementAndGet();
    byAddress.computeIfPresent(address, (one, count) -> count == 1 ? null : count - 1);
  }
}
