package io.fanfare.broker;

import io.fanfare.access.Authorization;
import io.fanfare.broker.config.ConfigException;
import io.fanfare.broker.config.ConfigSettings;
import io.fanfare.broker.log.LogOptions;
import io.fanfare.functions.FunctionsOptions;
import io.fanfare.heap.HeapShare;
import io.fanfare.http.HttpApiOptions;
import io.fanfare.http.status.StatusOptions;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.fanfare.store.StoreOptions;
import io.fanfare.topics.TopicsOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a broker that can be chosen: the options of its floors, and which are open.
 * Setters and the JSON form refuse with an {@link IllegalArgumentException} what a setting does not
 * take.
 */
public class BrokerOptions {

  /** See {@link #getStore}. */
  public static final Setting<StoreOptions> STORE =
      Setting.section("store", StoreOptions.settings(), StoreOptions::new, StoreOptions::toJson);

  /** See {@link #getQueues}. */
  public static final Setting<QueuesOptions> QUEUES =
      Setting.section(
          "queues", QueuesOptions.settings(), QueuesOptions::new, QueuesOptions::toJson);

  /** See {@link #getFunctions}. */
  public static final Setting<FunctionsOptions> FUNCTIONS =
      Setting.section(
          "functions",
          FunctionsOptions.settings(),
          FunctionsOptions::new,
          FunctionsOptions::toJson);

  /** See {@link #getTopics}. */
  public static final Setting<TopicsOptions> TOPICS =
      Setting.section(
          "topics", TopicsOptions.settings(), TopicsOptions::new, TopicsOptions::toJson);

  /** See {@link #getHttp}. */
  public static final Setting<HttpApiOptions> HTTP =
      Setting.section(
          "http", HttpApiOptions.settings(), HttpApiOptions::new, HttpApiOptions::toJson);

  /** See {@link #getStatus}. */
  public static final Setting<StatusOptions> STATUS = StatusOptions.SECTION;

  /** See {@link #isHttpEnabled}. */
  public static final Setting<Boolean> HTTP_ENABLED =
      Setting.flag("httpEnabled")
          .orElse(true)
          .meaning("Whether the wire protocols are answered at all.");

  /** See {@link #getInFlightBytes}. */
  public static final Setting<Long> IN_FLIGHT_BYTES =
      Setting.wholeFrom("inFlightBytes", 0)
          .orElse(0L)
          .meaning(
              "How many bytes of heap requests and answers in flight may take together; 0 is "
                  + HeapShare.IN_FLIGHT.words()
                  + ".");

  /** See {@link #getQueueMetrics}. */
  public static final Setting<Integer> QUEUE_METRICS =
      Setting.whole("queueMetrics", 0, Integer.MAX_VALUE)
          .named("all", Integer.MAX_VALUE)
          .named("none", 0)
          .orElseNone("100; none with access control")
          .meaning("How many queues, the busiest, the metrics show one by one beside the sums.");

  /** See {@link #getAccess}. */
  public static final Setting<String> ACCESS =
      Setting.path("access")
          .orElseNone("no access control")
          .meaning("The access file, which says who may sign requests and do what.");

  /** See {@link #getAccessMode}. */
  public static final Setting<Authorization.Mode> ACCESS_MODE =
      Setting.word("accessMode", Authorization.Mode.class)
          .orElseNone("enforce with an access file, else off")
          .meaning(
              "What becomes of requests that do not prove who makes them, or that nothing allows:"
                  + " off asks for neither, audit only tells of them, enforce refuses them.");

  /** See {@link #isInsecure}. */
  public static final Setting<Boolean> INSECURE =
      Setting.flag("insecure")
          .meaning(
              "Lets the broker listen for other machines though access is not enforced, so that"
                  + " whoever reaches it can do everything.");

  /** See {@link #getAuditLog}. */
  public static final Setting<String> AUDIT_LOG =
      Setting.path("auditLog")
          .orElseNone("none")
          .meaning(
              "The file in which is written down who changed what, and who was refused what, a line"
                  + " of JSON each.");

  /** See {@link #getKeys}. */
  public static final Setting<String> KEYS =
      Setting.path("keys")
          .orElseNone("nothing is sealed")
          .meaning(
              "The key file, which has the master keys that what is sent is sealed by before it"
                  + " is written.");

  /** See {@link #getLog}. */
  public static final Setting<LogOptions> LOG = LogOptions.SECTION;

  /** See {@link #getConfig}. */
  public static final Setting<String> CONFIG = ConfigSettings.CONFIG;

  /** See {@link #getResources}. */
  public static final Setting<String> RESOURCES = ConfigSettings.RESOURCES;

  private static final int SHOWN_QUEUES = 100;

  private static final List<Setting<?>> SETTINGS =
      List.of(
          STORE,
          QUEUES,
          FUNCTIONS,
          TOPICS,
          HTTP,
          STATUS,
          HTTP_ENABLED,
          IN_FLIGHT_BYTES,
          QUEUE_METRICS,
          ACCESS,
          ACCESS_MODE,
          INSECURE,
          AUDIT_LOG,
          KEYS,
          LOG,
          CONFIG,
          RESOURCES);

  private final SettingValues values;

  public BrokerOptions() {
    values = new SettingValues(SETTINGS);
  }

  /**
   * The options that {@code json} sets, and the others as they are when unset.
   *
   * @throws IllegalArgumentException if a key is unknown, or a value of another type or range, also
   *     in the options of a floor
   */
  public BrokerOptions(JsonObject json) {
    values = new SettingValues(SETTINGS, json);
  }

  /**
   * The options that the file at {@code path} sets. A broker that is opened with them has its
   * resources as well.
   *
   * @throws ConfigException if it cannot be read, and with all that is wrong in it
   */
  public static BrokerOptions ofFile(Path path) {
    return Configured.options(path);
  }

  /** What can be set. */
  public static List<Setting<?>> settings() {
    return SETTINGS;
  }

  /** Where and how rows are kept. */
  public StoreOptions getStore() {
    return values.get(STORE);
  }

  public BrokerOptions setStore(StoreOptions store) {
    values.set(STORE, store);
    return this;
  }

  /** What the queues assume of callers and enforce. */
  public QueuesOptions getQueues() {
    return values.get(QUEUES);
  }

  public BrokerOptions setQueues(QueuesOptions queues) {
    values.set(QUEUES, queues);
    return this;
  }

  /** Which functions there are, and what they assume of callers. */
  public FunctionsOptions getFunctions() {
    return values.get(FUNCTIONS);
  }

  public BrokerOptions setFunctions(FunctionsOptions functions) {
    values.set(FUNCTIONS, functions);
    return this;
  }

  /** What the topics assume of callers. */
  public TopicsOptions getTopics() {
    return values.get(TOPICS);
  }

  public BrokerOptions setTopics(TopicsOptions topics) {
    values.set(TOPICS, topics);
    return this;
  }

  /** Where and how the wire protocols are answered. */
  public HttpApiOptions getHttp() {
    return values.get(HTTP);
  }

  public BrokerOptions setHttp(HttpApiOptions http) {
    values.set(HTTP, http);
    return this;
  }

  /** What the log of the process looks like; nothing in a program that embeds the broker. */
  public LogOptions getLog() {
    return values.get(LOG);
  }

  public BrokerOptions setLog(LogOptions log) {
    values.set(LOG, log);
    return this;
  }

  /** Whether health and metrics have a port of their own. */
  public StatusOptions getStatus() {
    return values.get(STATUS);
  }

  public BrokerOptions setStatus(StatusOptions status) {
    values.set(STATUS, status);
    return this;
  }

  /**
   * Whether the wire protocols are answered at all, true unless set; a program that embeds the
   * broker may not want it.
   */
  public boolean isHttpEnabled() {
    return values.get(HTTP_ENABLED);
  }

  public BrokerOptions setHttpEnabled(boolean httpEnabled) {
    values.set(HTTP_ENABLED, httpEnabled);
    return this;
  }

  /**
   * How many bytes of heap requests and answers in flight may take together, from the first byte of
   * a body until the answer is written; 0, for a quarter of the heap, at most 1 GiB, unless set.
   */
  public long getInFlightBytes() {
    return values.get(IN_FLIGHT_BYTES);
  }

  public BrokerOptions setInFlightBytes(long inFlightBytes) {
    values.set(IN_FLIGHT_BYTES, inFlightBytes);
    return this;
  }

  /**
   * How many queues the metrics show one by one, the busiest; 0 for none, {@link Integer#MAX_VALUE}
   * for all. Unless set 100, but none with access control, as everybody who reaches the broker
   * reads the metrics. The sums over all queues are always shown.
   */
  public int getQueueMetrics() {
    return values.find(QUEUE_METRICS).orElse(getAccess() == null ? SHOWN_QUEUES : 0);
  }

  public final BrokerOptions setQueueMetrics(int queueMetrics) {
    values.set(QUEUE_METRICS, queueMetrics);
    return this;
  }

  /** Sets the account and the region of callers who name none, on every floor. */
  public BrokerOptions setHome(String account, String region) {
    getQueues().setAccount(account).setRegion(region);
    getFunctions().setAccount(account).setRegion(region);
    getTopics().setAccount(account).setRegion(region);
    getHttp().setAccount(account).setRegion(region);
    return this;
  }

  /** Sets what URLs in answers and messages begin with, for all callers, on every floor. */
  public BrokerOptions setEndpoint(String endpoint) {
    getQueues().setEndpoint(endpoint);
    getFunctions().setEndpoint(endpoint);
    getTopics().setEndpoint(endpoint);
    getHttp().setEndpoint(endpoint);
    return this;
  }

  /**
   * The access file, which says who may sign requests and do what; none unless set, then there is
   * no access control. It is read before the broker opens, and again when it changes.
   */
  public @Nullable String getAccess() {
    return values.find(ACCESS).orElse(null);
  }

  public BrokerOptions setAccess(@Nullable String access) {
    values.set(ACCESS, access);
    return this;
  }

  /**
   * What becomes of requests that do not prove who makes them, or that nothing allows; unless set
   * they are refused if there is an access file.
   */
  public Authorization.@Nullable Mode getAccessMode() {
    return values.find(ACCESS_MODE).orElse(null);
  }

  public BrokerOptions setAccessMode(Authorization.@Nullable Mode accessMode) {
    values.set(ACCESS_MODE, accessMode);
    return this;
  }

  /**
   * Whether the broker may listen at another address than the loopback though access is not
   * enforced; false unless set, then it is not opened.
   */
  public boolean isInsecure() {
    return values.get(INSECURE);
  }

  public BrokerOptions setInsecure(boolean insecure) {
    values.set(INSECURE, insecure);
    return this;
  }

  /**
   * The file in which is written down who changed what, and who was refused what; none unless set.
   * When it has 16 MiB it makes way for a new one, and nine of those are kept.
   */
  public @Nullable String getAuditLog() {
    return values.find(AUDIT_LOG).orElse(null);
  }

  public BrokerOptions setAuditLog(@Nullable String auditLog) {
    values.set(AUDIT_LOG, auditLog);
    return this;
  }

  /**
   * The key file, which has the master keys that what is sent is sealed by; none unless set, then
   * nothing is sealed. It is read before the broker opens, and again when it changes.
   */
  public @Nullable String getKeys() {
    return values.find(KEYS).orElse(null);
  }

  public BrokerOptions setKeys(@Nullable String keys) {
    values.set(KEYS, keys);
    return this;
  }

  /**
   * The file of settings and resources; none unless set. Its resources are there when the broker
   * has opened; of its settings {@link #ofFile} makes options.
   */
  public @Nullable String getConfig() {
    return values.find(CONFIG).orElse(null);
  }

  public final BrokerOptions setConfig(@Nullable String config) {
    values.set(CONFIG, config);
    return this;
  }

  /** What is there when the broker has opened, in YAML or JSON as in a file; none unless set. */
  public @Nullable String getResources() {
    return values.find(RESOURCES).orElse(null);
  }

  public BrokerOptions setResources(@Nullable String resources) {
    values.set(RESOURCES, resources);
    return this;
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
