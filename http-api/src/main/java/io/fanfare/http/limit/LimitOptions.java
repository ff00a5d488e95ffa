package io.fanfare.http.limit;

import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * How much of the wire one caller or one address may have. Setters and the JSON form refuse with an
 * {@link IllegalArgumentException} what a setting does not take.
 */
public class LimitOptions {

  private static final int MOST = 1_000_000;
  private static final int MOST_SECONDS = 86_400;

  /** See {@link #getRequestsPerSecond}. */
  public static final Setting<Integer> REQUESTS_PER_SECOND =
      Setting.whole("requestsPerSecond", 0, MOST)
          .orElse(0)
          .meaning(
              "How many requests in a second a user, a role or an account itself may make; 0 is any"
                  + " number.");

  /** See {@link #getAccountRequestsPerSecond}. */
  public static final Setting<Integer> ACCOUNT_REQUESTS_PER_SECOND =
      Setting.whole("accountRequestsPerSecond", 0, MOST)
          .orElse(0)
          .meaning("How many requests in a second all of an account may make; 0 is any number.");

  /** See {@link #getConnectionsPerAddress}. */
  public static final Setting<Integer> CONNECTIONS_PER_ADDRESS =
      Setting.whole("connectionsPerAddress", 0, MOST)
          .orElse(0)
          .meaning(
              "How many connections one address may have, unless it is that of a trusted proxy; 0"
                  + " is any number.");

  /** See {@link #getHeadTimeoutSeconds}. */
  public static final Setting<Integer> HEAD_TIMEOUT_SECONDS =
      Setting.whole("headTimeoutSeconds", 1, MOST_SECONDS)
          .orElse(10)
          .meaning("How many seconds the head of a request may take from its first byte on.");

  private static final List<Setting<?>> SETTINGS =
      List.of(
          REQUESTS_PER_SECOND,
          ACCOUNT_REQUESTS_PER_SECOND,
          CONNECTIONS_PER_ADDRESS,
          HEAD_TIMEOUT_SECONDS);

  /** These options as a part of others. */
  public static final Setting<LimitOptions> SECTION =
      Setting.section("limits", SETTINGS, LimitOptions::new, LimitOptions::toJson);

  private final SettingValues values;

  public LimitOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} sets, and the others as they are when unset.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type or range
   */
  public LimitOptions(JsonObject json) {
    values = new SettingValues(SETTINGS, json);
  }

  /**
   * How many requests in a second a principal may make, to 1,000,000: as many at once, and evenly
   * from then on; 0 unless set, for any number. What is beyond is refused in AWS's words of
   * throttling; frames of STOMP wait.
   */
  public int getRequestsPerSecond() {
    return values.get(REQUESTS_PER_SECOND);
  }

  public LimitOptions setRequestsPerSecond(int requestsPerSecond) {
    values.set(REQUESTS_PER_SECOND, requestsPerSecond);
    return this;
  }

  /** The same for all principals of an account together; 0 unless set, for any number. */
  public int getAccountRequestsPerSecond() {
    return values.get(ACCOUNT_REQUESTS_PER_SECOND);
  }

  public LimitOptions setAccountRequestsPerSecond(int accountRequestsPerSecond) {
    values.set(ACCOUNT_REQUESTS_PER_SECOND, accountRequestsPerSecond);
    return this;
  }

  /**
   * How many connections one address may have, to 1,000,000; 0 unless set, for any number. Further
   * ones are answered with 503 and closed. Trusted proxies may have any number.
   */
  public int getConnectionsPerAddress() {
    return values.get(CONNECTIONS_PER_ADDRESS);
  }

  public LimitOptions setConnectionsPerAddress(int connectionsPerAddress) {
    values.set(CONNECTIONS_PER_ADDRESS, connectionsPerAddress);
    return this;
  }

  /**
   * How many seconds the head of a request may take from its first byte on, before the connection
   * is closed; from 1 to 86,400, 10 unless set.
   */
  public int getHeadTimeoutSeconds() {
    return values.get(HEAD_TIMEOUT_SECONDS);
  }

  public LimitOptions setHeadTimeoutSeconds(int headTimeoutSeconds) {
    values.set(HEAD_TIMEOUT_SECONDS, headTimeoutSeconds);
    return this;
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
