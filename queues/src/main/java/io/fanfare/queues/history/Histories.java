package io.fanfare.queues.history;

import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The last hour of queues and of accounts, of which only so many are kept that their number has a
 * bound: queues that did something within the hour, and of these the busiest, and some that were
 * asked for. It belongs to one event loop.
 */
public final class Histories {

  private static final int MOST_ASKED_FOR = Limits.HISTORY_QUEUES / 2;

  /** So far the clock may go back, as clocks do that are set: a minute. */
  private static final int PERIODS_BACK = 6;

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final Map<Long, History> queues = new HashMap<>();
  private final Map<Owner, History> owners = new HashMap<>();

  /** The period in which each was asked for last. */
  private final Map<Long, Long> asked = new HashMap<>();

  private long period = NEVER;

  /** Who has queues: an account in a region. */
  private record Owner(String account, String region) {

    static Owner of(QueueName name) {
      return new Owner(name.account(), name.region());
    }
  }

  /** What a queue with the number {@code id} did since it was looked at last. */
  public record Reading(long id, QueueName name, Point point) {}

  /**
   * Whether it is time to look at the queues: nobody has in the period of {@code now}. If the clock
   * has gone back, what was kept is of a time that is not over, and if that is long, forgotten.
   */
  public boolean isDue(long now) {
    long current = periodOf(now);
    if (current < period - PERIODS_BACK) {
      queues.clear();
      owners.clear();
      asked.clear();
      period = NEVER;
    }
    return current > period;
  }

  /** Takes in how all queues stand {@code now}, if it is due. */
  public void add(long now, List<Reading> readings) {
    period = periodOf(now);
    asked.values().removeIf(when -> when <= period - Limits.HISTORY_POINTS);
    Map<Owner, Point> sums = new HashMap<>();
    List<Reading> newcomers = new ArrayList<>();
    Owner owner = null;
    for (Reading reading : readings) {
      if (owner == null || !isOf(owner, reading.name())) {
        owner = Owner.of(reading.name());
      }
      sums.merge(owner, reading.point(), Point::plus);
      History history = queues.get(reading.id());
      if (history != null) {
        history.add(period, reading.point());
      } else if (reading.point().activity() > 0 || asked.containsKey(reading.id())) {
        newcomers.add(reading);
      }
    }
    queues.entrySet().removeIf(one -> isOver(one.getKey(), one.getValue()));
    admit(newcomers);
    addUp(sums);
  }

  private static boolean isOf(Owner owner, QueueName name) {
    return owner.account().equals(name.account()) && owner.region().equals(name.region());
  }

  /** Whether the queue is gone, or nobody has any use for its history. */
  private boolean isOver(long id, History history) {
    return history.period() != period || (history.activity() == 0 && !asked.containsKey(id));
  }

  private void admit(List<Reading> newcomers) {
    newcomers.sort(
        Comparator.comparing((Reading one) -> !asked.containsKey(one.id()))
            .thenComparing(one -> -one.point().activity()));
    Iterator<Map.Entry<Long, History>> weakest = weakest();
    for (Reading newcomer : newcomers) {
      if (queues.size() >= Limits.HISTORY_QUEUES) {
        Optional<Long> weaker = weaker(weakest, newcomer);
        if (weaker.isEmpty()) {
          return;
        }
        queues.remove(weaker.get());
      }
      History history = new History();
      history.add(period, newcomer.point());
      queues.put(newcomer.id(), history);
    }
  }

  /** Those that may go, the least busy first. */
  private Iterator<Map.Entry<Long, History>> weakest() {
    return queues.entrySet().stream()
        .filter(one -> !asked.containsKey(one.getKey()))
        .sorted(Comparator.comparingLong(one -> one.getValue().activity()))
        .toList()
        .iterator();
  }

  private Optional<Long> weaker(Iterator<Map.Entry<Long, History>> weakest, Reading newcomer) {
    if (!weakest.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<Long, History> least = weakest.next();
    boolean goes =
        asked.containsKey(newcomer.id())
            || newcomer.point().activity() > least.getValue().activity();
    return goes ? Optional.of(least.getKey()) : Optional.empty();
  }

  private void addUp(Map<Owner, Point> sums) {
    Set<Owner> gone = new HashSet<>(owners.keySet());
    gone.removeAll(sums.keySet());
    gone.forEach(owner -> sums.put(owner, Point.NOTHING));
    owners
        .entrySet()
        .removeIf(one -> gone.contains(one.getKey()) && one.getValue().activity() == 0);
    sums.forEach(
        (owner, point) -> {
          if (!owners.containsKey(owner) && owners.size() < Limits.HISTORY_ACCOUNTS) {
            owners.put(owner, new History());
          }
          History history = owners.get(owner);
          if (history != null) {
            history.add(period, point);
          }
        });
  }

  /** The hour of the queue {@code id} until {@code now}, which is kept for an hour from now on. */
  public Hour ofQueue(long id, long now) {
    if (asked.containsKey(id) || asked.size() < MOST_ASKED_FOR) {
      asked.put(id, periodOf(now));
    }
    History history = queues.get(id);
    return history == null ? Hour.unknown(periodOf(now) + 1) : history.hour();
  }

  /** The hour of all queues of {@code account} in {@code region}, until {@code now}. */
  public Hour ofAccount(String account, String region, long now) {
    History history = owners.get(new Owner(account, region));
    return history == null ? Hour.unknown(periodOf(now) + 1) : history.hour();
  }

  /** How many are kept, of queues and of accounts. */
  int kept() {
    return queues.size() + owners.size();
  }

  private static long periodOf(long now) {
    return now / (Limits.HISTORY_PERIOD_SECONDS * 1_000L);
  }
}
