package io.fanfare.topics;

import io.fanfare.settings.Home;
import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the topics' service assumes. Setters and the JSON form refuse with an {@link
 * IllegalArgumentException} what a setting does not take.
 */
public class TopicsOptions {

  private static final List<Setting<?>> SETTINGS =
      List.of(Home.ACCOUNT, Home.REGION, Home.ENDPOINT);

  private final SettingValues values;

  public TopicsOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} sets, and the others as they are when unset.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type or range
   */
  public TopicsOptions(JsonObject json) {
    values = new SettingValues(SETTINGS, json);
  }

  /** What can be set. */
  public static List<Setting<?>> settings() {
    return SETTINGS;
  }

  /** The account of callers who name none, 12 digits; {@code 000000000000} unless set. */
  public String getAccount() {
    return values.get(Home.ACCOUNT);
  }

  public TopicsOptions setAccount(String account) {
    values.set(Home.ACCOUNT, account);
    return this;
  }

  /** The region of callers who name none; {@code us-east-1} unless set. */
  public String getRegion() {
    return values.get(Home.REGION);
  }

  public TopicsOptions setRegion(String region) {
    values.set(Home.REGION, region);
    return this;
  }

  /**
   * What links to unsubscribe begin with for callers that came over no wire; {@code
   * http://localhost:4566} unless set.
   */
  public String getEndpoint() {
    return values.get(Home.ENDPOINT);
  }

  public TopicsOptions setEndpoint(String endpoint) {
    values.set(Home.ENDPOINT, endpoint);
    return this;
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
