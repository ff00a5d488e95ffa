package io.fanfare.queues;

import io.vertx.core.json.JsonObject;

/** What the queues' service assumes and enforces. */
public class QueuesOptions {

  private String account = "000000000000";
  private String region = "us-east-1";
  private String endpoint = "http://localhost:4566";
  private int deletedNameSeconds = 60;
  private int purgeIntervalSeconds = 60;
  private boolean tenantMetrics;

  public QueuesOptions() {}

  public QueuesOptions(JsonObject json) {
    account = json.getString("account", account);
    region = json.getString("region", region);
    endpoint = json.getString("endpoint", endpoint);
    deletedNameSeconds = json.getInteger("deletedNameSeconds", deletedNameSeconds);
    purgeIntervalSeconds = json.getInteger("purgeIntervalSeconds", purgeIntervalSeconds);
    tenantMetrics = json.getBoolean("tenantMetrics", tenantMetrics);
  }

  /** The account of callers who name none, 12 digits. */
  public String getAccount() {
    return account;
  }

  public QueuesOptions setAccount(String account) {
    this.account = account;
    return this;
  }

  /** The region of callers who name none. */
  public String getRegion() {
    return region;
  }

  public QueuesOptions setRegion(String region) {
    this.region = region;
    return this;
  }

  /** What queue URLs begin with for callers that came over no wire. */
  public String getEndpoint() {
    return endpoint;
  }

  public QueuesOptions setEndpoint(String endpoint) {
    this.endpoint = endpoint;
    return this;
  }

  /** For how many seconds the name of a deleted queue cannot be used again. */
  public int getDeletedNameSeconds() {
    return deletedNameSeconds;
  }

  public QueuesOptions setDeletedNameSeconds(int deletedNameSeconds) {
    this.deletedNameSeconds = deletedNameSeconds;
    return this;
  }

  /** How many seconds must pass between two purges of a queue. */
  public int getPurgeIntervalSeconds() {
    return purgeIntervalSeconds;
  }

  public QueuesOptions setPurgeIntervalSeconds(int purgeIntervalSeconds) {
    this.purgeIntervalSeconds = purgeIntervalSeconds;
    return this;
  }

  /** Whether the metrics tell what each message group takes of a standard queue. */
  public boolean isTenantMetrics() {
    return tenantMetrics;
  }

  public QueuesOptions setTenantMetrics(boolean tenantMetrics) {
    this.tenantMetrics = tenantMetrics;
    return this;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("account", account)
        .put("region", region)
        .put("endpoint", endpoint)
        .put("deletedNameSeconds", deletedNameSeconds)
        .put("purgeIntervalSeconds", purgeIntervalSeconds)
        .put("tenantMetrics", tenantMetrics);
  }
}
