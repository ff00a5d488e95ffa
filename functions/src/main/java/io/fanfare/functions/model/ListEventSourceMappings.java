package io.fanfare.functions.model;

import io.fanfare.core.AlwaysPresent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists mappings of the caller.
 *
 * @param eventSourceArn only those of this queue; of all if absent
 * @param functionName only those of this function; of all if absent
 * @param marker the NextMarker of the page before; the first page if absent
 * @param maxItems 1 to 10,000, of which a page has at most {@link Limits#PAGE}
 * @see "Lambda API Reference, ListEventSourceMappings"
 */
public record ListEventSourceMappings(
    @Nullable String eventSourceArn,
    @Nullable String functionName,
    @Nullable String marker,
    @Nullable Integer maxItems) {

  /**
   * A page of mappings.
   *
   * @param eventSourceMappings may be empty
   * @param nextMarker what to ask the next page with; absent on the last
   */
  public record Result(
      @AlwaysPresent List<EventSourceMappingConfiguration> eventSourceMappings,
      @Nullable String nextMarker) {

    public Result {
      eventSourceMappings = List.copyOf(eventSourceMappings);
    }
  }
}
