package io.fanfare.settings;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Objects with settings of their own.
 *
 * @param settings what can be set in them
 * @param reader reads one from JSON and refuses with {@link SettingException}
 * @param writer the way back
 */
record Section<T>(
    List<Setting<?>> settings, Function<JsonObject, T> reader, Function<T, JsonObject> writer)
    implements Kind<T> {

  @Override
  public Optional<T> ofText(String text) {
    return Optional.empty();
  }

  @Override
  public Optional<T> ofJson(Object json) {
    return json instanceof JsonObject object ? Optional.of(reader.apply(object)) : Optional.empty();
  }

  @Override
  public Object toJson(T value) {
    return writer.apply(value);
  }

  @Override
  public boolean has(T value) {
    return true;
  }

  @Override
  public String words() {
    return "an object";
  }
}
