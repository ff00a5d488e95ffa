package io.fanfare.runtime;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** A number that one event loop counts up, which costs it no barrier, and that any thread reads. */
public final class Count {

  private final AtomicLong value = new AtomicLong();

  /** Adds {@code amount}; on the event loop that counts. */
  public void add(long amount) {
    value.lazySet(value.getPlain() + amount);
  }

  public long get() {
    return value.get();
  }

  /** A count for each constant of {@code type}. */
  public static <E extends Enum<E>> Map<E, Count> each(Class<E> type) {
    Map<E, Count> counts = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      counts.put(constant, new Count());
    }
    return Collections.unmodifiableMap(counts);
  }

  /** The count of {@code constant} among {@code counts}, which {@link #each} has made. */
  public static <E extends Enum<E>> Count of(Map<E, Count> counts, E constant) {
    return Objects.requireNonNull(counts.get(constant));
  }

  /** What the counts of all of {@code loops} come to. */
  public static <E extends Enum<E>> Map<E, Long> sum(Class<E> type, List<Map<E, Count>> loops) {
    Map<E, Long> sums = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      sums.put(constant, loops.stream().mapToLong(one -> of(one, constant).get()).sum());
    }
    return sums;
  }
}
