package io.fanfare.queues;

import io.fanfare.settings.Home;
import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the queues' service assumes and enforces. Setters and the JSON form refuse with an {@link
 * IllegalArgumentException} what a setting does not take.
 */
public class QueuesOptions {

  private static final int MOST_SECONDS = 86_400;
  private static final int MOST_OF_ONE = 100_000_000;

  /** See {@link #getDeletedNameSeconds}. */
  public static final Setting<Integer> DELETED_NAME_SECONDS =
      Setting.whole("deletedNameSeconds", 0, MOST_SECONDS)
          .orElse(60)
          .meaning("For how many seconds the name of a deleted queue cannot be used again.");

  /** See {@link #getPurgeIntervalSeconds}. */
  public static final Setting<Integer> PURGE_INTERVAL_SECONDS =
      Setting.whole("purgeIntervalSeconds", 0, MOST_SECONDS)
          .orElse(60)
          .meaning("How many seconds must pass between two purges of a queue.");

  /** See {@link #isTenantMetrics}. */
  public static final Setting<Boolean> TENANT_METRICS =
      Setting.flag("tenantMetrics")
          .meaning("Shows in the metrics what each message group takes of a standard queue.");

  /** See {@link #isStrictDelivery}. */
  public static final Setting<Boolean> STRICT_DELIVERY =
      Setting.flag("strictDelivery")
          .meaning(
              "With access control, asks the policy of a queue about topics of its own account too,"
                  + " as AWS does.");

  /** See {@link #getQueuesPerAccount}. */
  public static final Setting<Integer> QUEUES_PER_ACCOUNT =
      Setting.whole("queuesPerAccount", 0, MOST_OF_ONE)
          .orElse(0)
          .meaning("How many queues an account may have; 0 is any number.");

  /** See {@link #getReceivesPerPrincipal}. */
  public static final Setting<Integer> RECEIVES_PER_PRINCIPAL =
      Setting.whole("receivesPerPrincipal", 0, MOST_OF_ONE)
          .orElse(0)
          .meaning(
              "How many receives of a user, a role or an account itself may wait for messages at a"
                  + " time; 0 is any number.");

  /** See {@link #getReceivesPerAccount}. */
  public static final Setting<Integer> RECEIVES_PER_ACCOUNT =
      Setting.whole("receivesPerAccount", 0, MOST_OF_ONE)
          .orElse(0)
          .meaning(
              "How many receives of all of an account may wait for messages at a time; 0 is any"
                  + " number.");

  private static final List<Setting<?>> SETTINGS =
      List.of(
          Home.ACCOUNT,
          Home.REGION,
          Home.ENDPOINT,
          DELETED_NAME_SECONDS,
          PURGE_INTERVAL_SECONDS,
          TENANT_METRICS,
          STRICT_DELIVERY,
          QUEUES_PER_ACCOUNT,
          RECEIVES_PER_PRINCIPAL,
          RECEIVES_PER_ACCOUNT);

  private final SettingValues values;

  public QueuesOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} sets, and the others as they are when unset.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type or range
   */
  public QueuesOptions(JsonObject json) {
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

  public QueuesOptions setAccount(String account) {
    values.set(Home.ACCOUNT, account);
    return this;
  }

  /** The region of callers who name none; {@code us-east-1} unless set. */
  public String getRegion() {
    return values.get(Home.REGION);
  }

  public QueuesOptions setRegion(String region) {
    values.set(Home.REGION, region);
    return this;
  }

  /**
   * What queue URLs begin with for callers that came over no wire; {@code http://localhost:4566}
   * unless set.
   */
  public String getEndpoint() {
    return values.get(Home.ENDPOINT);
  }

  public QueuesOptions setEndpoint(String endpoint) {
    values.set(Home.ENDPOINT, endpoint);
    return this;
  }

  /** For how many seconds the name of a deleted queue cannot be used again; 60 unless set. */
  public int getDeletedNameSeconds() {
    return values.get(DELETED_NAME_SECONDS);
  }

  /** Sets for how long a deleted name is kept, from 0 to 86,400 seconds. */
  public QueuesOptions setDeletedNameSeconds(int deletedNameSeconds) {
    values.set(DELETED_NAME_SECONDS, deletedNameSeconds);
    return this;
  }

  /** How many seconds must pass between two purges of a queue; 60 unless set. */
  public int getPurgeIntervalSeconds() {
    return values.get(PURGE_INTERVAL_SECONDS);
  }

  /** Sets how far apart purges are, from 0 to 86,400 seconds. */
  public QueuesOptions setPurgeIntervalSeconds(int purgeIntervalSeconds) {
    values.set(PURGE_INTERVAL_SECONDS, purgeIntervalSeconds);
    return this;
  }

  /** Whether the metrics tell what each message group takes of a standard queue. */
  public boolean isTenantMetrics() {
    return values.get(TENANT_METRICS);
  }

  public QueuesOptions setTenantMetrics(boolean tenantMetrics) {
    values.set(TENANT_METRICS, tenantMetrics);
    return this;
  }

  /**
   * Whether, with access control, the policy of a queue has to allow what topics of its own account
   * deliver, as AWS wants it; false unless set, when it is enough that it does not deny it.
   */
  public boolean isStrictDelivery() {
    return values.get(STRICT_DELIVERY);
  }

  public QueuesOptions setStrictDelivery(boolean strictDelivery) {
    values.set(STRICT_DELIVERY, strictDelivery);
    return this;
  }

  /**
   * How many queues an account may have, in all regions, to 100,000,000; 0 unless set, for any
   * number. Those of subscriptions do not count. Another is refused with {@code OverLimit}.
   */
  public int getQueuesPerAccount() {
    return values.get(QUEUES_PER_ACCOUNT);
  }

  public QueuesOptions setQueuesPerAccount(int queuesPerAccount) {
    values.set(QUEUES_PER_ACCOUNT, queuesPerAccount);
    return this;
  }

  /**
   * How many receives of a principal may wait for messages at a time, to 100,000,000; 0 unless set,
   * for any number. Another is refused with {@code OverLimit}; one that does not wait is not.
   */
  public int getReceivesPerPrincipal() {
    return values.get(RECEIVES_PER_PRINCIPAL);
  }

  public QueuesOptions setReceivesPerPrincipal(int receivesPerPrincipal) {
    values.set(RECEIVES_PER_PRINCIPAL, receivesPerPrincipal);
    return this;
  }

  /** The same for all principals of an account together; 0 unless set, for any number. */
  public int getReceivesPerAccount() {
    return values.get(RECEIVES_PER_ACCOUNT);
  }

  public QueuesOptions setReceivesPerAccount(int receivesPerAccount) {
    values.set(RECEIVES_PER_ACCOUNT, receivesPerAccount);
    return this;
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
