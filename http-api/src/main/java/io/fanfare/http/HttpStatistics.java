package io.fanfare.http;

import io.fanfare.http.action.ActionStatistics;
import io.fanfare.http.authentication.Failure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the HTTP server has done since it opened, and how it stands.
 *
 * @param connections the connections that are open
 * @param connectionsOpened the connections there were and are
 * @param refusals what was turned away because of each limit
 * @param unproven the requests of which it is not known who makes them, by the reason
 * @param actions what came of the requests, an action a row, those without requests left out
 * @param delays how late event loops were
 */
public record HttpStatistics(
    long connections,
    long connectionsOpened,
    Map<Limit, Long> refusals,
    Map<Failure, Long> unproven,
    List<ActionStatistics> actions,
    Delays delays) {

  /**
   * How late event loops did what was due.
   *
   * @param looks how many looks were how late, from short to long
   * @param seconds all together
   */
  public record Delays(List<Delay> looks, double seconds) {

    public Delays {
      looks = List.copyOf(looks);
    }
  }

  /** How many looks were late by up to {@code upToSeconds}, and by more than those before. */
  public record Delay(double upToSeconds, long looks) {}

  /** The same, with what was turned away because of {@code limit} besides. */
  HttpStatistics with(Limit limit, long more) {
    Map<Limit, Long> all = new EnumMap<>(refusals);
    all.merge(limit, more, Long::sum);
    return new HttpStatistics(connections, connectionsOpened, all, unproven, actions, delays);
  }
}
