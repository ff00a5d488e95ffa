package io.fanfare.http.status;

import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether health and metrics have a port of their own, and which. Setters and the JSON form refuse
 * with an {@link IllegalArgumentException} what a setting does not take.
 */
public class StatusOptions {

  /** See {@link #getPort}. */
  public static final Setting<Integer> PORT =
      Setting.whole("port", 0, 65_535)
          .orElseNone("that of the API")
          .meaning(
              "The port that health and metrics have for themselves, over plain HTTP; 0 is any free"
                  + " one. The metrics are nowhere else then.");

  /** See {@link #getHost}. */
  public static final Setting<String> HOST =
      Setting.text("host", "an address or the name of a host", text -> text.matches("\\S+"))
          .orElse("127.0.0.1")
          .meaning("The address that this port listens on; 0.0.0.0 is every one.");

  private static final List<Setting<?>> SETTINGS = List.of(PORT, HOST);

  /** These options as a part of others. */
  public static final Setting<StatusOptions> SECTION =
      Setting.section("status", SETTINGS, StatusOptions::new, StatusOptions::toJson);

  private final SettingValues values;

  public StatusOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} sets, and the others as they are when unset.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type or range
   */
  public StatusOptions(JsonObject json) {
    values = new SettingValues(SETTINGS, json);
  }

  /**
   * The port of health and metrics, from 0, for any free one, to 65,535; null unless set, for that
   * of the API.
   */
  public @Nullable Integer getPort() {
    return port().orElse(null);
  }

  /** The same port. */
  Optional<Integer> port() {
    return values.find(PORT);
  }

  public StatusOptions setPort(int port) {
    values.set(PORT, port);
    return this;
  }

  /** The address that it listens on; {@code 127.0.0.1} unless set. */
  public String getHost() {
    return values.get(HOST);
  }

  public StatusOptions setHost(String host) {
    values.set(HOST, host);
    return this;
  }

  /** Whether there is a port for health and metrics only. */
  public boolean isAsked() {
    return port().isPresent();
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
