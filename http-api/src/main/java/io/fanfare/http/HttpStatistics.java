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
 */
public record HttpStatistics(
    long connections,
    long connectionsOpened,
    Map<Limit, Long> refusals,
    Map<Failure, Long> unproven,
    List<ActionStatistics> actions) {

  /** The same, with what was turned away because of {@code limit} besides. */
  HttpStatistics with(Limit limit, long more) {
    Map<Limit, Long> all = new EnumMap<>(refusals);
    all.merge(limit, more, Long::sum);
    return new HttpStatistics(connections, connectionsOpened, all, unproven, actions);
  }
}
