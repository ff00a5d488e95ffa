package io.fanfare.http.action;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of a service's actions. */
public final class Actions<S> {

  private final String service;
  private final List<Action<S, ?, ?>> rows;
  private final Map<String, Action<S, ?, ?>> byName = new HashMap<>();

  /** The table of the service that is called {@code service}. */
  public Actions(String service, List<Action<S, ?, ?>> rows) {
    this.service = service;
    this.rows = List.copyOf(rows);
    rows.forEach(row -> byName.put(row.name(), row));
  }

  /** The row of the action {@code name}, if AWS has one. */
  public @Nullable Action<S, ?, ?> find(String name) {
    return byName.get(name);
  }

  public List<SupportedAction> list() {
    return rows.stream().map(this::supported).toList();
  }

  /** What each row has counted, in the order of the rows. */
  public Map<SupportedAction, ActionCounters> counters() {
    Map<SupportedAction, ActionCounters> counters = new LinkedHashMap<>();
    rows.forEach(row -> counters.put(supported(row), row.counters()));
    return counters;
  }

  private SupportedAction supported(Action<S, ?, ?> row) {
    return new SupportedAction(service, row.name());
  }
}
