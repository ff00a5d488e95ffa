package io.fanfare.broker;

import io.fanfare.http.HttpApiOptions;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.store.StoreOptions;
import io.fanfare.topics.TopicsOptions;
import io.vertx.core.json.JsonObject;

/** Everything about a broker that can be chosen: the options of its floors, and which are open. */
public class BrokerOptions {

  private StoreOptions store = new StoreOptions();
  private QueuesOptions queues = new QueuesOptions();
  private TopicsOptions topics = new TopicsOptions();
  private HttpApiOptions http = new HttpApiOptions();
  private boolean httpEnabled = true;
  private long inFlightBytes;
  private int queueMetrics = 100;

  public BrokerOptions() {}

  public BrokerOptions(JsonObject json) {
    store = new StoreOptions(json.getJsonObject("store", new JsonObject()));
    queues = new QueuesOptions(json.getJsonObject("queues", new JsonObject()));
    topics = new TopicsOptions(json.getJsonObject("topics", new JsonObject()));
    http = new HttpApiOptions(json.getJsonObject("http", new JsonObject()));
    httpEnabled = json.getBoolean("httpEnabled", httpEnabled);
    inFlightBytes = json.getLong("inFlightBytes", inFlightBytes);
    setQueueMetrics(json.getInteger("queueMetrics", queueMetrics));
  }

  /** Where and how rows are kept. */
  public StoreOptions getStore() {
    return store;
  }

  public BrokerOptions setStore(StoreOptions store) {
    this.store = store;
    return this;
  }

  /** What the queues assume of callers and enforce. */
  public QueuesOptions getQueues() {
    return queues;
  }

  public BrokerOptions setQueues(QueuesOptions queues) {
    this.queues = queues;
    return this;
  }

  /** What the topics assume of callers. */
  public TopicsOptions getTopics() {
    return topics;
  }

  public BrokerOptions setTopics(TopicsOptions topics) {
    this.topics = topics;
    return this;
  }

  /** Where and how the wire protocols are answered. */
  public HttpApiOptions getHttp() {
    return http;
  }

  public BrokerOptions setHttp(HttpApiOptions http) {
    this.http = http;
    return this;
  }

  /** Whether the wire protocols are answered at all; a program that embeds the broker may not. */
  public boolean isHttpEnabled() {
    return httpEnabled;
  }

  public BrokerOptions setHttpEnabled(boolean httpEnabled) {
    this.httpEnabled = httpEnabled;
    return this;
  }

  /**
   * How many bytes of heap requests and answers in flight may take together, from the first byte of
   * a body until the answer is written; 0 for a quarter of the heap, at most 1 GiB.
   */
  public long getInFlightBytes() {
    return inFlightBytes;
  }

  public BrokerOptions setInFlightBytes(long inFlightBytes) {
    this.inFlightBytes = inFlightBytes;
    return this;
  }

  /**
   * How many queues the metrics show one by one, the busiest; 0 for none, {@link Integer#MAX_VALUE}
   * for all. The sums over all queues are always shown.
   */
  public int getQueueMetrics() {
    return queueMetrics;
  }

  public final BrokerOptions setQueueMetrics(int queueMetrics) {
    if (queueMetrics < 0) {
      throw new IllegalArgumentException("queueMetrics is " + queueMetrics + ", less than 0");
    }
    this.queueMetrics = queueMetrics;
    return this;
  }

  /** Sets the account and the region of callers who name none, on every floor. */
  public BrokerOptions setHome(String account, String region) {
    queues.setAccount(account).setRegion(region);
    topics.setAccount(account).setRegion(region);
    http.setAccount(account).setRegion(region);
    return this;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("store", store.toJson())
        .put("queues", queues.toJson())
        .put("topics", topics.toJson())
        .put("http", http.toJson())
        .put("httpEnabled", httpEnabled)
        .put("inFlightBytes", inFlightBytes)
        .put("queueMetrics", queueMetrics);
  }
}
