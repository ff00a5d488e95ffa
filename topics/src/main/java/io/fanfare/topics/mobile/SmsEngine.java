package io.fanfare.topics.mobile;

import io.fanfare.core.Attributes;
import io.fanfare.core.Engine;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What accounts have set for their text messages; it asks its host for nothing. */
final class SmsEngine implements Engine<Void> {

  private static final Outcome<List<Void>> NOTHING = Outcome.of(List.of());

  private final Map<String, SmsSettings> byScope = new HashMap<>();

  /** The settings that {@code rows} keep. */
  SmsEngine(List<Row> rows) {
    for (Row row : rows) {
      SmsSettings settings = SmsSettings.decode(row.key().owner(), row.value());
      byScope.put(settings.scope(), settings);
    }
  }

  /** The attributes of {@code scope} called {@code names}, or all if there are no names. */
  Map<String, String> attributes(String scope, List<String> names) {
    SmsSettings settings = byScope.get(scope);
    return SmsSettings.view(settings == null ? Attributes.none() : settings.attributes(), names);
  }

  /** Sets attributes of {@code scope}. */
  Outcome<Boolean> set(String scope, Map<String, String> attributes, Step step) {
    SmsSettings settings = byScope.get(scope);
    if (settings == null) {
      settings = new SmsSettings(step.nextSequence(), scope, Attributes.none());
    }
    SmsSettings changed = settings.with(attributes);
    byScope.put(scope, changed);
    return new Outcome<>(true, List.of(changed.put()));
  }

  @Override
  public Outcome<List<Void>> settle(Step step) {
    return NOTHING;
  }

  @Override
  public Outcome<?> tick(Step step) {
    return NOTHING;
  }

  @Override
  public OptionalLong nextDeadline() {
    return OptionalLong.empty();
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "the settings for text messages";
  }
}
