package io.fanfare.queues.engine;

import io.fanfare.queues.model.TenantCounts;
import io.fanfare.queues.rows.GroupKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The message groups of a standard queue as its tenants: how much of the queue each takes, and
 * which are noisy for it. A message without a group is a tenant of its own, which is never noisy.
 *
 * <p>A tenant is loud while it holds more than a tenth of the messages in flight and at least 30,
 * or has taken more than a tenth of the recent processing time, which is how long messages were in
 * flight. A loud tenant turns noisy. It stays so until it is not loud any more and its backlog has
 * drained or it has not sent for five minutes.
 *
 * <p>Only tenants that matter are known: those with messages in flight, the noisy ones, and of the
 * others up to a hundred; when there are more, the half that took least of the recent processing
 * time is forgotten, each of which took less than a fiftieth.
 */
final class Tenants {

  /** A tenant is loud if it takes more than one of so many parts. */
  private static final int PARTS = 10;

  private static final int LEAST_IN_FLIGHT = 30;

  /** A queue whose messages are in flight for less of the time has time for everybody. */
  private static final double LEAST_BUSY = 0.05;

  private static final long SILENCE_MILLIS = 300_000;

  /** More than can be loud at once: nine for each of the two reasons. */
  private static final int MOST_NOISY = 32;

  private static final int MOST_IDLE = 100;

  private final Map<Long, Tenant> tenants = new HashMap<>();
  private final Map<Long, Tenant> noisy = new LinkedHashMap<>();
  private final Set<Tenant> idle = new LinkedHashSet<>();
  private final Set<Long> touched = new LinkedHashSet<>();
  private final InFlight all = new InFlight(0);

  /** A tenant that matters. */
  private static final class Tenant {

    private final long group;
    private final InFlight inFlight;
    private long lastSentAt;

    private Tenant(long group, long now) {
      this.group = group;
      this.inFlight = new InFlight(now);
    }
  }

  /** A message of {@code group} is in flight. */
  void held(long group, long now) {
    all.change(1, now);
    if (group != GroupKey.NONE) {
      Tenant tenant = tenants.computeIfAbsent(group, number -> new Tenant(number, now));
      tenant.inFlight.change(1, now);
      settle(tenant, now);
    }
  }

  /** A message of {@code group} is not in flight any more. */
  void released(long group, long now) {
    all.change(-1, now);
    Tenant tenant = tenants.get(group);
    if (tenant != null) {
      tenant.inFlight.change(-1, now);
      settle(tenant, now);
    }
  }

  /** A message of {@code group} was sent. */
  void sent(long group, long at) {
    Tenant tenant = noisy.get(group);
    if (tenant != null) {
      tenant.lastSentAt = Math.max(tenant.lastSentAt, at);
    }
  }

  int inFlight(long group) {
    Tenant tenant = tenants.get(group);
    return tenant == null ? 0 : tenant.inFlight.count();
  }

  /** How many messages of tenants that are not noisy are in flight. */
  int quietInFlight() {
    int quiet = all.count();
    for (Tenant tenant : noisy.values()) {
      quiet -= tenant.inFlight.count();
    }
    return quiet;
  }

  boolean isNoisy(long group) {
    return noisy.containsKey(group);
  }

  /** Makes {@code group} noisy if it is loud and was quiet; tells whether it did. */
  boolean turnsNoisy(long group, long now) {
    Tenant tenant = tenants.get(group);
    if (tenant == null || isNoisy(group) || !isLoud(tenant, now)) {
      return false;
    }
    tenant.lastSentAt = now;
    noisy.put(group, tenant);
    settle(tenant, now);
    return true;
  }

  /** Makes the noisy {@code group} quiet if it is time; tells whether it did. */
  boolean turnsQuiet(long group, boolean drained, long now) {
    Tenant tenant = noisy.get(group);
    if (tenant == null
        || !(drained || now - tenant.lastSentAt >= SILENCE_MILLIS || isSurplus(tenant, now))
        || isLoud(tenant, now)) {
      return false;
    }
    noisy.remove(group);
    settle(tenant, now);
    return true;
  }

  /** What those tenants take that took something else before the last call. */
  List<TenantCounts> takeTouched() {
    if (touched.isEmpty()) {
      return List.of();
    }
    List<TenantCounts> taken =
        touched.stream()
            .map(group -> new TenantCounts(group, inFlight(group), isNoisy(group)))
            .toList();
    touched.clear();
    return taken;
  }

  /** How many tenants are noisy. */
  int noisy() {
    return noisy.size();
  }

  /** How many tenants are known. */
  int known() {
    return tenants.size();
  }

  /** Whether so many are noisy that the one has to be quiet that takes least. */
  private boolean isSurplus(Tenant tenant, long now) {
    return noisy.size() > MOST_NOISY
        && leastFirst(noisy.values(), now).stream()
            .filter(other -> !isLoud(other, now))
            .findFirst()
            .filter(tenant::equals)
            .isPresent();
  }

  private boolean isLoud(Tenant tenant, long now) {
    int held = tenant.inFlight.count();
    double busy = all.average(now);
    return (held >= LEAST_IN_FLIGHT && held * PARTS > all.count())
        || (busy >= LEAST_BUSY && tenant.inFlight.average(now) * PARTS > busy);
  }

  private void settle(Tenant tenant, long now) {
    touched.add(tenant.group);
    if (tenant.inFlight.count() > 0 || isNoisy(tenant.group)) {
      idle.remove(tenant);
    } else if (idle.add(tenant) && idle.size() > MOST_IDLE) {
      leastFirst(idle, now).subList(0, MOST_IDLE / 2).forEach(this::forget);
    }
  }

  private void forget(Tenant tenant) {
    idle.remove(tenant);
    tenants.remove(tenant.group);
  }

  private static List<Tenant> leastFirst(Collection<Tenant> some, long now) {
    List<Tenant> sorted = new ArrayList<>(some);
    sorted.sort(Comparator.comparingDouble(tenant -> tenant.inFlight.average(now)));
    return sorted;
  }
}
