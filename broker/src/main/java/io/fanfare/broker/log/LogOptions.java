package io.fanfare.broker.log;

import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the log of the process looks like, and what is written to it. A program that embeds a broker
 * has a log of its own, to which these say nothing. Setters and the JSON form refuse with an {@link
 * IllegalArgumentException} what a setting does not take.
 */
public class LogOptions {

  /** What a line looks like. */
  public enum Format {
    /** Words, and faults over several lines. */
    TEXT,

    /** An object of JSON in each line. */
    JSON
  }

  /** See {@link #getFormat}. */
  public static final Setting<Format> FORMAT =
      Setting.word("format", Format.class)
          .orElse(Format.TEXT)
          .meaning("What the lines of the log look like.");

  /** See {@link #getLevels}. */
  public static final Setting<List<String>> LEVELS =
      Setting.texts(
              "levels",
              "error, warning, info, debug, trace or off, for one part of the log after its name,"
                  + " such as io.fanfare.topics=debug",
              text -> LogLevel.of(text).isPresent())
          .meaning("From which level on something is written, info unless set.");

  private static final List<Setting<?>> SETTINGS = List.of(FORMAT, LEVELS);

  /** These options as a part of others. */
  public static final Setting<LogOptions> SECTION =
      Setting.section("log", SETTINGS, LogOptions::new, LogOptions::toJson);

  private final SettingValues values;

  public LogOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} sets, and the others as they are when unset.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type or range
   */
  public LogOptions(JsonObject json) {
    values = new SettingValues(SETTINGS, json);
  }

  /** What the lines of the log look like; {@link Format#TEXT} unless set. */
  public Format getFormat() {
    return values.get(FORMAT);
  }

  public LogOptions setFormat(Format format) {
    values.set(FORMAT, format);
    return this;
  }

  /**
   * From which level on something is written: a level for all, or a name, {@code =} and a level for
   * what is logged under that name and those that begin with it and a dot; the longest name holds.
   */
  public List<String> getLevels() {
    return values.get(LEVELS);
  }

  public LogOptions setLevels(List<String> levels) {
    values.set(LEVELS, levels);
    return this;
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
