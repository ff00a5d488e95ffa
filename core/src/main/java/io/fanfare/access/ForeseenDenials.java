package io.fanfare.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Thins out what is logged of requests that would be refused: for each principal, action and
 * resource the first, and then one a minute at the most. It remembers so many of these at a time,
 * and lets so many lines a minute pass altogether. A rule without a clock.
 */
final class ForeseenDenials {

  private static final int MOST_REMEMBERED = 1_000;
  private static final int MOST_LINES = 100;
  private static final long MINUTE_MILLIS = 60_000;

  private final Map<Who, Told> told = new LinkedHashMap<>();
  private long begun = Long.MIN_VALUE;
  private int lines;

  /** Who wanted what. */
  private record Who(String principal, String action, String resource) {}

  /** When a line was let pass, and how many were not since then. */
  private static final class Told {
    private long at;
    private long untold;
  }

  /** The line for {@code entry}, if there is to be one. */
  synchronized Optional<String> line(AuditTrail.Entry entry) {
    long now = entry.millis();
    Who who = new Who(entry.principal(), entry.action(), entry.resource());
    Told before = told.get(who);
    if (before != null && now - before.at < MINUTE_MILLIS) {
      before.untold++;
      return Optional.empty();
    }
    if (!hasRoom(now)) {
      return Optional.empty();
    }
    long untold = before == null ? 0 : before.untold;
    Told next = new Told();
    next.at = now;
    told.remove(who);
    told.put(who, next);
    if (told.size() > MOST_REMEMBERED) {
      told.remove(told.keySet().iterator().next());
    }
    String more = untold == 0 ? "" : " (and " + untold + " more, not logged before)";
    return Optional.of(AuditLine.of(entry) + more);
  }

  private boolean hasRoom(long now) {
    if (begun == Long.MIN_VALUE || now - begun >= MINUTE_MILLIS) {
      begun = now;
      lines = 0;
    }
    lines++;
    return lines <= MOST_LINES;
  }
}
