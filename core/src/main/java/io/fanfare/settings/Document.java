package io.fanfare.settings;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Texts in YAML or JSON; an object in JSON is taken for its text. */
record Document() implements Kind<String> {

  @Override
  public Optional<String> ofText(String text) {
    return Optional.of(text);
  }

  @Override
  public Optional<String> ofJson(Object json) {
    if (json instanceof JsonObject object) {
      return Optional.of(object.encodePrettily());
    }
    return json instanceof String text ? Optional.of(text) : Optional.empty();
  }

  @Override
  public Object toJson(String value) {
    return value;
  }

  @Override
  public boolean has(String value) {
    return true;
  }

  @Override
  public String words() {
    return "YAML or JSON";
  }
}
