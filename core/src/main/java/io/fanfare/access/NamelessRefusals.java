package io.fanfare.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Thins out what is written down of those who are refused and say not who they are: of each action
 * one entry a second at the most, which says how many there were since the one before. So nobody
 * without a name drives out of the record what others did. A rule without a clock.
 */
final class NamelessRefusals {

  private static final long SECOND_MILLIS = 1_000;

  private final Map<What, Told> told = new HashMap<>();

  /** What was refused; there are as many as actions. */
  private record What(String action, AuditTrail.Decision decision) {}

  /** When an entry was let pass, and how many were not since then. */
  private static final class Told {
    private long at;
    private long omitted;
  }

  /** The entry to be made of {@code entry}, if there is to be one. */
  synchronized Optional<AuditTrail.Entry> told(AuditTrail.Entry entry) {
    What what = new What(entry.action(), entry.decision());
    Told before = told.get(what);
    long passed = before == null ? SECOND_MILLIS : entry.millis() - before.at;
    if (before != null && passed >= 0 && passed < SECOND_MILLIS) {
      before.omitted++;
      return Optional.empty();
    }
    Told now = new Told();
    now.at = entry.millis();
    told.put(what, now);
    return Optional.of(before == null ? entry : entry.after(before.omitted));
  }
}
