package io.fanfare.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an object of options holds, and which keys it knows. */
class SettingValuesTest {

  private static final Setting<Integer> PORT = Setting.whole("port", 0, 65_535).orElse(4566);
  private static final Setting<String> ENDPOINT =
      Setting.text("endpoint", "a text", text -> !text.isEmpty());
  private static final List<Setting<?>> DECLARED = List.of(PORT, ENDPOINT);

  @Test
  void whatIsUnsetHasItsPresetOrNothing() {
    SettingValues values = new SettingValues(DECLARED);
    assertEquals(4566, values.get(PORT));
    assertEquals(Optional.empty(), values.find(ENDPOINT));
    assertThrows(IllegalStateException.class, () -> values.get(ENDPOINT));
    assertEquals(JsonObject.of("port", 4566), values.toJson());
  }

  @Test
  void whatIsSetStaysThroughJson() {
    SettingValues values = new SettingValues(DECLARED);
    values.set(PORT, 1);
    values.set(ENDPOINT, "here");
    assertEquals(JsonObject.of("port", 1, "endpoint", "here"), values.toJson());
    assertEquals(values.toJson(), new SettingValues(DECLARED, values.toJson()).toJson());
  }

  @Test
  void nullUnsetsWhatThenHasNoValueAndNothingElse() {
    SettingValues values = new SettingValues(DECLARED, JsonObject.of("endpoint", "here"));
    values.set(ENDPOINT, null);
    assertEquals(Optional.empty(), values.find(ENDPOINT));
    @Nullable Object none = null;
    JsonObject json = new JsonObject().put("endpoint", none);
    assertEquals(Optional.empty(), new SettingValues(DECLARED, json).find(ENDPOINT));
    assertThrows(SettingException.class, () -> values.set(PORT, null));
    json.put("port", none);
    assertThrows(SettingException.class, () -> new SettingValues(DECLARED, json));
  }

  @Test
  void whatIsRefusedChangesNothing() {
    SettingValues values = new SettingValues(DECLARED);
    assertThrows(SettingException.class, () -> values.set(PORT, 65_536));
    assertEquals(4566, values.get(PORT));
  }

  @ParameterizedTest
  @CsvSource({
    "prot, the nearest is port",
    "PORT, the nearest is port",
    "ports, the nearest is port",
    "endPoint, the nearest is endpoint",
    "address, 'those here are port, endpoint'",
    "'', 'those here are port, endpoint'",
  })
  void anUnknownKeyIsRefusedWithTheNearest(String key, String hint) {
    JsonObject json = JsonObject.of(key, 1);
    assertEquals(
        key + " is not a setting; " + hint,
        assertThrows(SettingException.class, () -> new SettingValues(DECLARED, json)).getMessage());
  }
}
