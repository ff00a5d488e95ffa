package io.fanfare.functions;

import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.FilterCriteria;
import io.fanfare.functions.model.ScalingConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to map a queue, of which a test sets what it is about. */
final class MappingRequest {

  private final String queue;
  private final String function;
  private @Nullable Boolean enabled;
  private @Nullable Integer size;
  private @Nullable Integer window;
  private @Nullable List<String> responseTypes;
  private @Nullable ScalingConfig scaling;
  private @Nullable FilterCriteria filters;

  /** A request with the defaults. */
  MappingRequest(String queue, String function) {
    this.queue = queue;
    this.function = function;
  }

  MappingRequest disabled() {
    enabled = false;
    return this;
  }

  /** Batches of so many messages, gathered for so many seconds. */
  MappingRequest batches(int messages, int seconds) {
    size = messages;
    window = seconds;
    return this;
  }

  MappingRequest reportingFailures() {
    responseTypes = List.of("ReportBatchItemFailures");
    return this;
  }

  MappingRequest atOnce(int invocations) {
    scaling = new ScalingConfig(invocations);
    return this;
  }

  MappingRequest filter(String pattern) {
    filters = new FilterCriteria(List.of(new FilterCriteria.Filter(pattern)));
    return this;
  }

  CreateEventSourceMapping make() {
    return new CreateEventSourceMapping(
        FunctionsFixture.PREFIX + queue,
        function,
        enabled,
        size,
        window,
        responseTypes,
        scaling,
        filters,
        null,
        null,
        null,
        Map.of(),
        List.of());
  }
}
