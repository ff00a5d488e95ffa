package io.fanfare.settings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What kind of values a setting takes, and how they are written.
 *
 * @param <T> the type of the values
 */
interface Kind<T> {

  /** The value that {@code text} stands for on a command line; nothing where it is none. */
  Optional<T> ofText(String text);

  /** The value that {@code json} stands for; nothing where it is none. */
  Optional<T> ofJson(Object json);

  /** How {@code value} is written in JSON. */
  Object toJson(T value);

  /** Whether {@code value} may be set. */
  boolean has(T value);

  /** The values for the reference table. */
  String words();

  /** What a value must be, as the end of "is not ...". */
  default String demand() {
    return words();
  }

  /** How a refusal shows {@code text}, which is none of the values. */
  default String shownText(String text) {
    return "'" + text + "'";
  }

  /** How a refusal shows {@code json}, which is none of the values. */
  default String shownJson(@Nullable Object json) {
    if (json instanceof CharSequence text) {
      return "the text '" + text + "'";
    }
    if (json instanceof JsonObject || json instanceof JsonArray) {
      return json.toString();
    }
    return String.valueOf(json);
  }
}
