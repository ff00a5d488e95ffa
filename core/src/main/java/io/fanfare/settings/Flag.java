package io.fanfare.settings;

import java.util.Optional;

/** True or false. */
record Flag() implements Kind<Boolean> {

  @Override
  public Optional<Boolean> ofText(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Boolean> ofJson(Object json) {
    return json instanceof Boolean value ? Optional.of(value) : Optional.empty();
  }

  @Override
  public Object toJson(Boolean value) {
    return value;
  }

  @Override
  public boolean has(Boolean value) {
    return true;
  }

  @Override
  public String words() {
    return "true, false";
  }

  @Override
  public String demand() {
    return "true or false";
  }
}
