package io.fanfare.queues.engine;

import io.fanfare.queues.model.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What was handed out to receives that named their attempt, so that a repetition within five
 * minutes gets the same. Forgotten when the broker ends, and with the first of its messages that is
 * no longer as it was handed out.
 */
final class ReceiveAttempts {

  private static final long MILLIS = Limits.DEDUPLICATION_SECONDS * 1_000L;

  private final Map<String, Attempt> attempts = new LinkedHashMap<>();
  private final Map<Long, String> attemptOf = new HashMap<>();

  /** What one attempt was given. */
  private record Attempt(long receivedAt, List<Lease> leases) {}

  /**
   * The leases that the attempt {@code id} was given, if all of them are as they were; else none.
   *
   * @param current the lease of a message, by its number
   */
  List<Lease> find(String id, long now, LongFunction<Optional<Lease>> current) {
    Attempt attempt = attempts.get(id);
    if (attempt == null) {
      return List.of();
    }
    boolean same =
        now < attempt.receivedAt() + MILLIS
            && attempt.leases().stream()
                .allMatch(lease -> isSame(lease, current.apply(lease.entry().sequence()), now));
    if (!same) {
      forget(id);
    }
    return same ? attempt.leases() : List.of();
  }

  /** Remembers what the attempt {@code id} was given. */
  void add(String id, long now, List<Lease> leases) {
    forget(id);
    leases.forEach(lease -> forgetThatOf(lease.entry().sequence()));
    attempts.put(id, new Attempt(now, List.copyOf(leases)));
    leases.forEach(lease -> attemptOf.put(lease.entry().sequence(), id));
    forgetOld(now);
  }

  /** Forgets the attempt that was given the message of this number. */
  void forgetThatOf(long sequence) {
    String id = attemptOf.get(sequence);
    if (id != null) {
      forget(id);
    }
  }

  void clear() {
    attempts.clear();
    attemptOf.clear();
  }

  private void forget(String id) {
    Attempt attempt = attempts.remove(id);
    if (attempt != null) {
      attempt.leases().forEach(lease -> attemptOf.remove(lease.entry().sequence(), id));
    }
  }

  private void forgetOld(long now) {
    List<String> old = new ArrayList<>();
    for (Map.Entry<String, Attempt> each : attempts.entrySet()) {
      if (now < each.getValue().receivedAt() + MILLIS) {
        break;
      }
      old.add(each.getKey());
    }
    old.forEach(this::forget);
  }

  private static boolean isSame(Lease given, Optional<Lease> current, long now) {
    return current
        .filter(lease -> lease.until() > now)
        .filter(lease -> lease.until() == given.until())
        .filter(lease -> lease.entry().receiveCount() == given.entry().receiveCount())
        .isPresent();
  }
}
