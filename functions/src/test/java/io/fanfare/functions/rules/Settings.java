package io.fanfare.functions.rules;

import io.fanfare.functions.model.FilterCriteria;
import io.fanfare.functions.model.MappingSettings;
import io.fanfare.functions.model.MetricsConfig;
import io.fanfare.functions.model.ProvisionedPollerConfig;
import io.fanfare.functions.model.ScalingConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request sets of a mapping, written as {@code member=value} with blanks between. */
record Settings(Map<String, String> members) implements MappingSettings {

  static Settings of(String text) {
    Map<String, String> members = new HashMap<>();
    Stream.of(text.split(" +"))
        .filter(member -> !member.isEmpty())
        .forEach(
            member ->
                members.put(
                    member.substring(0, member.indexOf('=')),
                    member.substring(member.indexOf('=') + 1)));
    return new Settings(members);
  }

  private @Nullable Integer number(String name) {
    String text = members.get(name);
    return text == null ? null : Integer.valueOf(text);
  }

  private @Nullable List<String> list(String name) {
    String text = members.get(name);
    return text == null ? null : text.isEmpty() ? List.of() : List.of(text.split(";"));
  }

  @Override
  public @Nullable String functionName() {
    return members.get("function");
  }

  @Override
  public @Nullable Boolean enabled() {
    String text = members.get("enabled");
    return text == null ? null : Boolean.valueOf(text);
  }

  @Override
  public @Nullable Integer batchSize() {
    return number("size");
  }

  @Override
  public @Nullable Integer maximumBatchingWindowInSeconds() {
    return number("window");
  }

  @Override
  public @Nullable List<String> functionResponseTypes() {
    return list("types");
  }

  @Override
  public @Nullable ScalingConfig scalingConfig() {
    String text = members.get("scaling");
    return text == null ? null : new ScalingConfig(text.isEmpty() ? null : Integer.valueOf(text));
  }

  @Override
  public @Nullable FilterCriteria filterCriteria() {
    List<String> patterns = list("filters");
    return patterns == null
        ? null
        : new FilterCriteria(patterns.stream().map(FilterCriteria.Filter::new).toList());
  }

  @Override
  public @Nullable String kmsKeyArn() {
    return members.get("key");
  }

  @Override
  public @Nullable MetricsConfig metricsConfig() {
    List<String> metrics = list("metrics");
    return metrics == null ? null : new MetricsConfig(metrics);
  }

  @Override
  public @Nullable ProvisionedPollerConfig provisionedPollerConfig() {
    return members.containsKey("pollers") || members.containsKey("least")
        ? new ProvisionedPollerConfig(number("least"), number("most"))
        : null;
  }

  @Override
  public List<String> otherMembers() {
    return Objects.requireNonNullElse(list("others"), List.of());
  }
}
