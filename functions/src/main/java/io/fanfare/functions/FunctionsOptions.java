package io.fanfare.functions;

import io.fanfare.functions.model.FunctionTarget;
import io.fanfare.settings.Home;
import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the functions' service assumes, and which functions there are. Setters and the JSON form
 * refuse with an {@link IllegalArgumentException} what a setting does not take.
 */
public class FunctionsOptions {

  /** See {@link #getFunctions}. */
  public static final Setting<List<String>> FUNCTIONS =
      Setting.texts("functions", FunctionTarget.FORM, FunctionTarget::isOne)
          .meaning(
              "The functions that queues can be mapped to: a name and the URL that its events are"
                  + " posted to, such as resize=http://host:8080/path, and behind commas timeout=1"
                  + " to 900 seconds (3), concurrency=1 to 1000 (1), errors=header or body and, for events"
                  + " of topics, retries=0 to 2 (2), maxAge=60 to 21600 seconds and deadLetter=ARN of"
                  + " a queue.");

  private static final List<Setting<?>> SETTINGS =
      List.of(Home.ACCOUNT, Home.REGION, Home.ENDPOINT, FUNCTIONS);

  private final SettingValues values;

  public FunctionsOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} sets, and the others as they are when unset.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type or range
   */
  public FunctionsOptions(JsonObject json) {
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

  public FunctionsOptions setAccount(String account) {
    values.set(Home.ACCOUNT, account);
    return this;
  }

  /** The region of callers who name none; {@code us-east-1} unless set. */
  public String getRegion() {
    return values.get(Home.REGION);
  }

  public FunctionsOptions setRegion(String region) {
    values.set(Home.REGION, region);
    return this;
  }

  /** How callers in the same process reach the broker; {@code http://localhost:4566} unless set. */
  public String getEndpoint() {
    return values.get(Home.ENDPOINT);
  }

  public FunctionsOptions setEndpoint(String endpoint) {
    values.set(Home.ENDPOINT, endpoint);
    return this;
  }

  /**
   * The functions that there are: each a name, an equals sign and the URL that events are posted
   * to, such as {@code resize=http://host:8080/path}; then, behind commas, {@code timeout=} seconds
   * that it may take (1 to 900, 3 unless set), {@code concurrency=} invocations that it takes at
   * once (1 to 1,000, 1 unless set), and {@code errors=header} if it tells of an error in a header,
   * as Lambda does, or {@code errors=body} if in its answer, as Lambda's runtime interface emulator
   * does, which is assumed of a URL with the emulator's path. For events of topics, {@code
   * retries=} says how often it is invoked again after it has thrown (0 to 2, 2 unless set), {@code
   * maxAge=} for how many seconds it is at all (60 to 21,600, which is the default), and {@code
   * deadLetter=} which queue gets the event then, by its ARN. Of two with one name the later
   * counts. None unless set.
   */
  public List<String> getFunctions() {
    return values.get(FUNCTIONS);
  }

  public FunctionsOptions setFunctions(List<String> functions) {
    values.set(FUNCTIONS, List.copyOf(functions));
    return this;
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
