package io.fanfare.queues.consumer;

import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.model.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The messages that a consumer holds, and until when: rules without a clock. A message is hidden
 * anew when half of its visibility timeout is over, until its total time is; then it is lost, and
 * in hand no more.
 */
final class Hand {

  /** How many one look prolongs at the most. */
  private static final int SLICE = 500;

  /** When to try again what failed. */
  private static final long RETRY_MILLIS = 500;

  /** A receive is some milliseconds older than its answer, and AWS counts 12 hours from there. */
  private static final long MOST_MILLIS = (Limits.TOTAL_VISIBILITY_SECONDS - 1) * 1_000L;

  private static final Comparator<Held> BY_TIME =
      Comparator.comparingLong(Held::lookAt).thenComparing(Held::number);

  private final int concurrency;
  private final long totalMillis;
  private final Map<Long, Held> byNumber = new HashMap<>();

  /** Those that are to be looked at: that nobody is settling. */
  private final NavigableSet<Held> byTime = new TreeSet<>(BY_TIME);

  /** Room for {@code concurrency} messages, each held for {@code totalMillis} at the most. */
  Hand(int concurrency, long totalMillis) {
    this.concurrency = concurrency;
    this.totalMillis = Math.min(totalMillis, MOST_MILLIS);
  }

  /**
   * A message in hand.
   *
   * @param visibilityMillis for how long it is hidden at once
   * @param until when it becomes visible unless it is hidden anew
   * @param endsAt when it is lost
   * @param lookAt when to look at it; never while it is being settled
   */
  private record Held(
      long number, OpenHandle handle, long visibilityMillis, long until, long endsAt, long lookAt) {

    private Held hidden(long changed, long next) {
      return new Held(number, handle, visibilityMillis, changed, endsAt, Math.min(next, endsAt));
    }

    private Held next(long changed) {
      return new Held(number, handle, visibilityMillis, until, endsAt, changed);
    }
  }

  /** A message that is to be hidden for so many seconds from now. */
  record Prolongation(long number, OpenHandle handle, int seconds) {}

  /** What is due: messages to hide anew, and the numbers of those that are lost. */
  record Due(List<Prolongation> prolongations, List<Long> lost) {}

  /** How many more can be taken. */
  int free() {
    return concurrency - byNumber.size();
  }

  boolean isEmpty() {
    return byNumber.isEmpty();
  }

  /** Those that nobody is settling. */
  Set<Long> idle() {
    return byNumber.values().stream()
        .filter(held -> held.lookAt() < Long.MAX_VALUE)
        .map(Held::number)
        .collect(Collectors.toSet());
  }

  /** For how long to hide a message, if {@code visibilityMillis} are asked for. */
  long hideMillis(long visibilityMillis) {
    return Math.max(1_000, Math.min(visibilityMillis, totalMillis));
  }

  /** Takes a message that is hidden for {@code visibilityMillis} from now. */
  void take(long number, OpenHandle handle, long visibilityMillis, long now) {
    long until = now + visibilityMillis;
    long endsAt = now + Math.max(totalMillis, visibilityMillis);
    put(new Held(number, handle, visibilityMillis, until, endsAt, 0), until, now);
  }

  /** What is to be done now. */
  Due due(long now) {
    List<Prolongation> prolongations = new ArrayList<>(0);
    List<Long> lost = new ArrayList<>(0);
    while (prolongations.size() < SLICE && !byTime.isEmpty() && byTime.first().lookAt() <= now) {
      Held held = byTime.first();
      long seconds = Math.min(held.visibilityMillis(), held.endsAt() - now) / 1_000;
      long until = now + seconds * 1_000;
      if (held.endsAt() <= now) {
        remove(held.number());
        lost.add(held.number());
      } else if (until > held.until()) {
        prolongations.add(new Prolongation(held.number(), held.handle(), (int) seconds));
        put(held, until, now);
      } else {
        replace(held.next(held.endsAt()));
      }
    }
    return new Due(prolongations, lost);
  }

  /** A message could not be hidden anew for now. */
  void failed(long number, long now) {
    Held held = byNumber.get(number);
    if (held != null && held.lookAt() < Long.MAX_VALUE) {
      replace(held.hidden(now, now + RETRY_MILLIS));
    }
  }

  /** A message cannot be hidden anew; it counts as held until it is settled or its time is over. */
  void refused(long number) {
    Held held = byNumber.get(number);
    if (held != null && held.lookAt() < Long.MAX_VALUE) {
      replace(held.next(held.endsAt()));
    }
  }

  /** A message is being settled: it is neither hidden anew nor lost meanwhile. */
  void settling(long number) {
    Held held = byNumber.get(number);
    if (held != null) {
      replace(held.next(Long.MAX_VALUE));
    }
  }

  /** A message could not be settled; all is as it was. */
  void unsettled(long number, long now) {
    Held held = byNumber.get(number);
    if (held != null) {
      replace(held.hidden(now, now));
    }
  }

  /** Nobody settles the message any more: it is lost when it becomes visible. */
  void abandon(long number) {
    Held held = byNumber.get(number);
    if (held != null && held.lookAt() < Long.MAX_VALUE) {
      replace(
          new Held(
              number,
              held.handle(),
              held.visibilityMillis(),
              held.until(),
              held.until(),
              held.until()));
    }
  }

  /** Nobody hides any of them anew. */
  void abandonAll() {
    List.copyOf(byNumber.keySet()).forEach(this::abandon);
  }

  /** Lets a message go; whether it was held. */
  boolean remove(long number) {
    Held held = byNumber.remove(number);
    return held != null && (held.lookAt() == Long.MAX_VALUE || byTime.remove(held));
  }

  /** When to ask for what is due, if ever. */
  OptionalLong nextDeadline() {
    return byTime.isEmpty() ? OptionalLong.empty() : OptionalLong.of(byTime.first().lookAt());
  }

  private void put(Held held, long until, long now) {
    boolean last = until + 1_000 > held.endsAt();
    replace(held.hidden(until, last ? held.endsAt() : now + held.visibilityMillis() / 2));
  }

  private void replace(Held changed) {
    Held before = byNumber.put(changed.number(), changed);
    if (before != null && before.lookAt() < Long.MAX_VALUE) {
      byTime.remove(before);
    }
    if (changed.lookAt() < Long.MAX_VALUE) {
      byTime.add(changed);
    }
  }
}
