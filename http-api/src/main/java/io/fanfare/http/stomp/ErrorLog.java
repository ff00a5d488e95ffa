package io.fanfare.http.stomp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of clients that are sent away why, once a minute for each address: some come back every five
 * seconds for ever. On one event loop.
 */
final class ErrorLog {

  private static final System.Logger LOG = System.getLogger(ErrorLog.class.getName());
  private static final long PAUSE_MILLIS = 60_000;
  private static final int MOST = 1_000;

  private final Map<String, Long> saidAt = new LinkedHashMap<>();

  /** An ERROR of {@code code} ends a session with {@code address}, at {@code now}. */
  void note(@Nullable String address, String code, long now) {
    String from = String.valueOf(address);
    if (isDue(from, now)) {
      LOG.log(System.Logger.Level.INFO, "A STOMP client at {0} is sent away: {1}", from, code);
    }
  }

  /** Whether something is to be said of {@code address}, which counts as said then. */
  boolean isDue(String address, long now) {
    Long before = saidAt.get(address);
    if (before != null && now - before < PAUSE_MILLIS) {
      return false;
    }
    if (before == null && saidAt.size() >= MOST) {
      saidAt.remove(saidAt.keySet().iterator().next());
    }
    saidAt.put(address, now);
    return true;
  }
}
