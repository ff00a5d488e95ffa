package io.fanfare.topics.mobile;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rows.TopicTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an account has set for its text messages in a region; immutable, new ones at each change.
 *
 * @param id never used for other settings
 * @param scope the region and the account
 * @param attributes what was set, as {@link SmsAttribute} declares it
 */
public record SmsSettings(long id, String scope, Attributes attributes) {

  private static final int VERSION = 1;

  /** The settings that {@code row} keeps. */
  public static SmsSettings decode(long id, byte[] row) {
    RowReader reader = new RowReader("text message settings", VERSION, row);
    return new SmsSettings(id, reader.text(), new Attributes(reader.map()));
  }

  /** The change that makes this the settings' row. */
  public Change put() {
    byte[] row = new RowWriter(VERSION).text(scope).map(attributes.texts()).toRow();
    return Change.put(TopicTables.SMS_SETTINGS, Key.of(id), row);
  }

  /** The settings once {@code given} are among them. */
  public SmsSettings with(Map<String, String> given) {
    Attributes changed = attributes;
    for (Map.Entry<String, String> entry : given.entrySet()) {
      Attribute<?> attribute = named(entry.getKey());
      check(attribute, entry.getValue());
      changed = changed.with(attribute, entry.getValue());
    }
    return new SmsSettings(id, scope, changed);
  }

  /** The attributes called {@code names}, or all if there are no names, where they have a value. */
  public static Map<String, String> view(Attributes attributes, List<String> names) {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Attribute<?> attribute : SmsAttribute.all()) {
      if (names.isEmpty() || names.contains(attribute.name())) {
        attributes.text(attribute).ifPresent(text -> shown.put(attribute.name(), text));
      }
    }
    return shown;
  }

  private static Attribute<?> named(String name) {
    return SmsAttribute.all().stream()
        .filter(attribute -> attribute.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> TopicError.INVALID_PARAMETER.refuse("%s is not a valid attribute", name));
  }

  private static void check(Attribute<?> attribute, String text) {
    try {
      attribute.parse(text);
    } catch (BrokerException refusal) {
      throw TopicError.INVALID_PARAMETER.refuse("%s is invalid", attribute.name());
    }
  }
}
