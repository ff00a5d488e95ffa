package io.fanfare.settings;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of those settings that one object of options has; each is one that may be set. */
public final class SettingValues {

  /** So many wrong letters at most still mean a known name. */
  private static final int MOST_SLIPS = 2;

  private final List<Setting<?>> declared;
  private final Map<Setting<?>, Object> values = new HashMap<>();

  /** The values of {@code declared} when nothing is set. */
  public SettingValues(List<Setting<?>> declared) {
    this.declared = declared;
    for (Setting<?> setting : declared) {
      setting.preset().ifPresent(preset -> values.put(setting, preset));
    }
  }

  /**
   * The values that {@code json} sets, and those of {@code declared} that it does not when unset.
   *
   * @throws SettingException if a key is none of {@code declared}, or a value none of its setting
   */
  public SettingValues(List<Setting<?>> declared, JsonObject json) {
    this(declared);
    for (String key : json.fieldNames()) {
      @Nullable Object written = json.getValue(key);
      Setting<?> setting = named(key);
      if (written != null || setting.preset().isPresent()) {
        values.put(setting, setting.fromJson(written));
      }
    }
  }

  private Setting<?> named(String key) {
    return declared.stream()
        .filter(setting -> setting.name().equals(key))
        .findFirst()
        .orElseThrow(() -> SettingException.unknown(key, hint(key)));
  }

  private String hint(String key) {
    int fewest = MOST_SLIPS + 1;
    @Nullable String nearest = null;
    for (Setting<?> setting : declared) {
      int slips = slips(key.toLowerCase(Locale.ROOT), setting.name().toLowerCase(Locale.ROOT));
      if (slips < fewest) {
        fewest = slips;
        nearest = setting.name();
      }
    }
    return nearest != null
        ? "the nearest is " + nearest
        : declared.stream()
            .map(Setting::name)
            .collect(Collectors.joining(", ", "those here are ", ""));
  }

  /** How many letters are too much, missing or other ones in {@code written}: Levenshtein's. */
  private static int slips(String written, String name) {
    int[] row = new int[name.length() + 1];
    for (int i = 0; i <= name.length(); i++) {
      row[i] = i;
    }
    for (int w = 1; w <= written.length(); w++) {
      int diagonal = row[0];
      row[0] = w;
      for (int n = 1; n <= name.length(); n++) {
        int exchanged = diagonal + (written.charAt(w - 1) == name.charAt(n - 1) ? 0 : 1);
        diagonal = row[n];
        row[n] = Math.min(exchanged, 1 + Math.min(row[n], row[n - 1]));
      }
    }
    return row[name.length()];
  }

  /** The value of {@code setting}, which has one also when unset. */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    @Nullable Object value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException(setting + " is not set");
    }
    return (T) value;
  }

  /** The value of {@code setting}; nothing if it is unset and then has none. */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting));
  }

  /**
   * Sets {@code setting}; null unsets one that has no value then.
   *
   * @throws SettingException if it does not take {@code value}
   */
  public <T> void set(Setting<T> setting, @Nullable T value) {
    if (value == null && setting.preset().isEmpty()) {
      values.remove(setting);
    } else {
      values.put(setting, setting.check(value));
    }
  }

  /** All that have a value, as JSON. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    declared.forEach(setting -> put(json, setting));
    return json;
  }

  private <T> void put(JsonObject json, Setting<T> setting) {
    find(setting).ifPresent(value -> json.put(setting.name(), setting.toJson(value)));
  }
}
