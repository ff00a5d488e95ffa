package io.fanfare.topics;

import io.fanfare.push.http.AddressRange;
import io.fanfare.settings.Home;
import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.fanfare.topics.gateway.GatewayUrl;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the topics' service assumes. Setters and the JSON form refuse with an {@link
 * IllegalArgumentException} what a setting does not take.
 */
public class TopicsOptions {

  private static final int MOST_OF_ONE = 100_000_000;

  /** See {@link #getPushAllow}. */
  public static final Setting<List<String>> PUSH_ALLOW =
      Setting.texts("pushAllow", "a range such as 10.0.0.0/8 or fd00::/8", AddressRange::isOne)
          .meaning(
              "The ranges of addresses, such as 10.0.0.0/8, that subscriptions by HTTP are pushed to"
                  + " though they are not public.");

  /** See {@link #getPushTrust}. */
  public static final Setting<String> PUSH_TRUST =
      Setting.path("pushTrust")
          .orElseNone("the certificates that Java trusts")
          .meaning("A PEM file with the certificates that endpoints by HTTPS are known by.");

  /** See {@link #getPushGateways}. */
  public static final Setting<List<String>> PUSH_GATEWAYS =
      Setting.texts(
              "pushGateways",
              "a platform and a URL such as APNS=https://gateway/apns",
              GatewayUrl::isOne)
          .meaning(
              "Where the messages to devices are posted to, for each platform, such as"
                  + " APNS=https://gateway/apns.");

  /** See {@link #getTopicsPerAccount}. */
  public static final Setting<Integer> TOPICS_PER_ACCOUNT =
      Setting.whole("topicsPerAccount", 0, MOST_OF_ONE)
          .orElse(0)
          .meaning("How many topics an account may have; 0 is any number.");

  /** See {@link #getSubscriptionsPerAccount}. */
  public static final Setting<Integer> SUBSCRIPTIONS_PER_ACCOUNT =
      Setting.whole("subscriptionsPerAccount", 0, MOST_OF_ONE)
          .orElse(0)
          .meaning("How many subscriptions an account may have; 0 is any number.");

  private static final List<Setting<?>> SETTINGS =
      List.of(
          Home.ACCOUNT,
          Home.REGION,
          Home.ENDPOINT,
          PUSH_ALLOW,
          PUSH_TRUST,
          PUSH_GATEWAYS,
          TOPICS_PER_ACCOUNT,
          SUBSCRIPTIONS_PER_ACCOUNT);

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

  /**
   * The ranges of addresses, such as {@code 10.0.0.0/8}, that subscriptions by HTTP are pushed to
   * though they are not public; none unless set. Loopback addresses are pushed to as well while the
   * broker itself listens at one only.
   */
  public List<String> getPushAllow() {
    return values.get(PUSH_ALLOW);
  }

  public TopicsOptions setPushAllow(List<String> pushAllow) {
    values.set(PUSH_ALLOW, List.copyOf(pushAllow));
    return this;
  }

  /**
   * The path of a PEM file with the certificates that endpoints by HTTPS are known by; those that
   * the Java platform trusts unless set.
   */
  public @Nullable String getPushTrust() {
    return values.find(PUSH_TRUST).orElse(null);
  }

  public TopicsOptions setPushTrust(@Nullable String pushTrust) {
    values.set(PUSH_TRUST, pushTrust);
    return this;
  }

  /**
   * Where the messages to devices of a platform are posted to, such as {@code
   * APNS=https://gateway/apns}, whatever its address; none unless set.
   */
  public List<String> getPushGateways() {
    return values.get(PUSH_GATEWAYS);
  }

  public TopicsOptions setPushGateways(List<String> pushGateways) {
    values.set(PUSH_GATEWAYS, List.copyOf(pushGateways));
    return this;
  }

  /**
   * How many topics an account may have, in all regions, to 100,000,000; 0 unless set, for any
   * number. Another is refused with {@code TopicLimitExceeded}.
   */
  public int getTopicsPerAccount() {
    return values.get(TOPICS_PER_ACCOUNT);
  }

  public TopicsOptions setTopicsPerAccount(int topicsPerAccount) {
    values.set(TOPICS_PER_ACCOUNT, topicsPerAccount);
    return this;
  }

  /**
   * How many subscriptions an account may have, to topics of whatever account and region, to
   * 100,000,000; 0 unless set, for any number. Those that wait to be confirmed count. Another is
   * refused with {@code SubscriptionLimitExceeded}.
   */
  public int getSubscriptionsPerAccount() {
    return values.get(SUBSCRIPTIONS_PER_ACCOUNT);
  }

  public TopicsOptions setSubscriptionsPerAccount(int subscriptionsPerAccount) {
    values.set(SUBSCRIPTIONS_PER_ACCOUNT, subscriptionsPerAccount);
    return this;
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
