package io.fanfare.topics;

import io.vertx.core.json.JsonObject;

/** What the topics' service assumes. */
public class TopicsOptions {

  private String account = "000000000000";
  private String region = "us-east-1";
  private String endpoint = "http://localhost:4566";

  public TopicsOptions() {}

  public TopicsOptions(JsonObject json) {
    account = json.getString("account", account);
    region = json.getString("region", region);
    endpoint = json.getString("endpoint", endpoint);
  }

  /** The account of callers who name none, 12 digits. */
  public String getAccount() {
    return account;
  }

  public TopicsOptions setAccount(String account) {
    this.account = account;
    return this;
  }

  /** The region of callers who name none. */
  public String getRegion() {
    return region;
  }

  public TopicsOptions setRegion(String region) {
    this.region = region;
    return this;
  }

  /** What links to unsubscribe begin with for callers that came over no wire. */
  public String getEndpoint() {
    return endpoint;
  }

  public TopicsOptions setEndpoint(String endpoint) {
    this.endpoint = endpoint;
    return this;
  }

  public JsonObject toJson() {
    return new JsonObject().put("account", account).put("region", region).put("endpoint", endpoint);
  }
}
