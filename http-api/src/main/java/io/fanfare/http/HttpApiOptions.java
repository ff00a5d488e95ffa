package io.fanfare.http;

import io.fanfare.http.authentication.HostNames;
import io.fanfare.http.authentication.TrustedProxies;
import io.fanfare.http.console.Console;
import io.fanfare.http.limit.LimitOptions;
import io.fanfare.http.tls.TlsOptions;
import io.fanfare.settings.Home;
import io.fanfare.settings.Setting;
import io.fanfare.settings.SettingValues;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the broker listens, and what it assumes of callers who do not say. Setters and the JSON form
 * refuse with an {@link IllegalArgumentException} what a setting does not take.
 */
public class HttpApiOptions {

  private static final int LEAST_HEAD = 1 << 10;
  private static final int MOST_HEAD = 16 << 20;

  /** See {@link #getHost}. */
  public static final Setting<String> HOST =
      Setting.text("host", "an address or the name of a host", text -> text.matches("\\S+"))
          .orElse("127.0.0.1")
          .meaning("The address to listen on; 0.0.0.0 is every one.");

  /** See {@link #getPort}. */
  public static final Setting<Integer> PORT =
      Setting.whole("port", 0, 65_535)
          .orElse(4566)
          .meaning("The port to listen on; 0 is any free one.");

  /** See {@link #getEndpoint}. */
  public static final Setting<String> ENDPOINT =
      Home.ENDPOINT
          .orElseNone("what the request was sent to")
          .meaning("What URLs in answers and messages begin with for callers over the wire.");

  /** See {@link #getAllowedHosts}. */
  public static final Setting<List<String>> ALLOWED_HOSTS = HostNames.SETTING;

  /** See {@link #getInstances}. */
  public static final Setting<Integer> INSTANCES =
      Setting.whole("instances", 0, 1_024)
          .orElse(0)
          .meaning("How many event loops serve requests; 0 is as many as Vert.x has by default.");

  /** See {@link #getMaxBodyBytes}. */
  public static final Setting<Integer> MAX_BODY_BYTES =
      Setting.whole("maxBodyBytes", 1, 1 << 30)
          .orElse(16 << 20)
          .meaning("The longest body of a request; an action that needs less takes less.");

  /** See {@link #getMaxHeaderBytes}. */
  public static final Setting<Integer> MAX_HEADER_BYTES =
      Setting.whole("maxHeaderBytes", LEAST_HEAD, MOST_HEAD)
          .orElse(16 << 10)
          .meaning("The longest head of a request.");

  /** See {@link #getMaxRequestLineBytes}. */
  public static final Setting<Integer> MAX_REQUEST_LINE_BYTES =
      Setting.whole("maxRequestLineBytes", LEAST_HEAD, MOST_HEAD)
          .orElse(64 << 10)
          .meaning("The longest first line of a request, which holds the parameters of a GET.");

  /** See {@link #getIdleTimeoutSeconds}. */
  public static final Setting<Integer> IDLE_TIMEOUT_SECONDS = Timeouts.IDLE_SECONDS;

  /** See {@link #getRequestTimeoutSeconds}. */
  public static final Setting<Integer> REQUEST_TIMEOUT_SECONDS = Timeouts.REQUEST_SECONDS;

  /** See {@link #getAdmissionTimeoutSeconds}. */
  public static final Setting<Integer> ADMISSION_TIMEOUT_SECONDS = Timeouts.ADMISSION_SECONDS;

  /** See {@link #getCorsOrigins}. */
  public static final Setting<List<String>> CORS_ORIGINS = Origins.CORS;

  /** See {@link #getWebsocketOrigins}. */
  public static final Setting<List<String>> WEBSOCKET_ORIGINS = Origins.WEBSOCKET;

  /** See {@link #getWebsocketConnections}. */
  public static final Setting<Integer> WEBSOCKET_CONNECTIONS = WebSocketOrigins.CONNECTIONS;

  /** See {@link #getTrustedProxies}. */
  public static final Setting<List<String>> TRUSTED_PROXIES = TrustedProxies.SETTING;

  /** See {@link #isInsecurePasscode}. */
  public static final Setting<Boolean> INSECURE_PASSCODE =
      Setting.flag("insecurePasscode")
          .meaning("Takes secrets as passcodes of STOMP from other machines without TLS.");

  /** See {@link #isConsole}. */
  public static final Setting<Boolean> CONSOLE = Console.SETTING;

  /** See {@link #getTls}. */
  public static final Setting<TlsOptions> TLS = TlsOptions.SECTION;

  /** See {@link #getLimits}. */
  public static final Setting<LimitOptions> LIMITS = LimitOptions.SECTION;

  private static final List<Setting<?>> SETTINGS =
      List.of(
          HOST,
          PORT,
          ENDPOINT,
          ALLOWED_HOSTS,
          Home.ACCOUNT,
          Home.REGION,
          INSTANCES,
          MAX_BODY_BYTES,
          MAX_HEADER_BYTES,
          MAX_REQUEST_LINE_BYTES,
          IDLE_TIMEOUT_SECONDS,
          REQUEST_TIMEOUT_SECONDS,
          ADMISSION_TIMEOUT_SECONDS,
          CORS_ORIGINS,
          WEBSOCKET_ORIGINS,
          WEBSOCKET_CONNECTIONS,
          TRUSTED_PROXIES,
          INSECURE_PASSCODE,
          CONSOLE,
          TLS,
          LIMITS);

  private final SettingValues values;

  public HttpApiOptions() {
    values = new SettingValues(SETTINGS);
  }

  /** The options that {@code json} sets, and the others as they are when unset. */
  public HttpApiOptions(JsonObject json) {
    values = new SettingValues(SETTINGS, json);
  }

  /** What can be set. */
  public static List<Setting<?>> settings() {
    return SETTINGS;
  }

  /** The address to listen on; 127.0.0.1 unless set. */
  public String getHost() {
    return values.get(HOST);
  }

  /** Whether the host is this machine's loopback, so that no other machine comes in. */
  public boolean isLoopback() {
    String host = getHost();
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]+){3}");
  }

  public HttpApiOptions setHost(String host) {
    values.set(HOST, host);
    return this;
  }

  /** The port to listen on, to 65,535; 0 for any that is free, 4566 unless set. */
  public int getPort() {
    return values.get(PORT);
  }

  public HttpApiOptions setPort(int port) {
    values.set(PORT, port);
    return this;
  }

  /**
   * What URLs in answers and messages begin with, a URL without a slash at its end; nothing, for
   * what the request was sent to, unless set: as far as others may be told that, see {@link
   * #getAllowedHosts}.
   */
  public @Nullable String getEndpoint() {
    return values.find(ENDPOINT).orElse(null);
  }

  public HttpApiOptions setEndpoint(@Nullable String endpoint) {
    values.set(ENDPOINT, endpoint);
    return this;
  }

  /**
   * The names under which the broker is found, besides its own addresses: one without a port is
   * meant with any, and {@code *.} stands for all below a name. Requests under others are refused
   * with 421. None unless set: requests may come under any, and with access control what others
   * than the caller get says at which address a request has arrived whose name nothing vouches for.
   */
  public List<String> getAllowedHosts() {
    return values.get(ALLOWED_HOSTS);
  }

  public HttpApiOptions setAllowedHosts(List<String> allowedHosts) {
    values.set(ALLOWED_HOSTS, List.copyOf(allowedHosts));
    return this;
  }

  /** The account of callers whose access key is none, 12 digits; 000000000000 unless set. */
  public String getAccount() {
    return values.get(Home.ACCOUNT);
  }

  public HttpApiOptions setAccount(String account) {
    values.set(Home.ACCOUNT, account);
    return this;
  }

  /** The region of requests that name none; {@code us-east-1} unless set. */
  public String getRegion() {
    return values.get(Home.REGION);
  }

  public HttpApiOptions setRegion(String region) {
    values.set(Home.REGION, region);
    return this;
  }

  /** How many event loops serve requests, to 1,024; 0 unless set: as many as Vert.x has. */
  public int getInstances() {
    return values.get(INSTANCES);
  }

  public HttpApiOptions setInstances(int instances) {
    values.set(INSTANCES, instances);
    return this;
  }

  /**
   * The longest body of a request in bytes, whatever its action; from 1 to 1 GiB, 16 MiB unless
   * set. An action that needs less takes less. A message of 1 MiB can take six times as much on the
   * wire.
   */
  public int getMaxBodyBytes() {
    return values.get(MAX_BODY_BYTES);
  }

  public HttpApiOptions setMaxBodyBytes(int maxBodyBytes) {
    values.set(MAX_BODY_BYTES, maxBodyBytes);
    return this;
  }

  /** The longest head of a request, from 1 KiB to 16 MiB; 16 KiB unless set. */
  public int getMaxHeaderBytes() {
    return values.get(MAX_HEADER_BYTES);
  }

  public HttpApiOptions setMaxHeaderBytes(int maxHeaderBytes) {
    values.set(MAX_HEADER_BYTES, maxHeaderBytes);
    return this;
  }

  /** The longest first line of a request, from 1 KiB to 16 MiB; 64 KiB unless set. */
  public int getMaxRequestLineBytes() {
    return values.get(MAX_REQUEST_LINE_BYTES);
  }

  public HttpApiOptions setMaxRequestLineBytes(int maxRequestLineBytes) {
    values.set(MAX_REQUEST_LINE_BYTES, maxRequestLineBytes);
    return this;
  }

  /**
   * After how many seconds without a request a connection is closed, not counting those for which
   * one waits for its answer; from 1 to 86,400, 75 unless set.
   */
  public int getIdleTimeoutSeconds() {
    return values.get(IDLE_TIMEOUT_SECONDS);
  }

  public HttpApiOptions setIdleTimeoutSeconds(int idleTimeoutSeconds) {
    values.set(IDLE_TIMEOUT_SECONDS, idleTimeoutSeconds);
    return this;
  }

  /**
   * How many seconds a client has to send the first request of a connection, and each body; from 1
   * to 86,400, 30 unless set.
   */
  public int getRequestTimeoutSeconds() {
    return values.get(REQUEST_TIMEOUT_SECONDS);
  }

  public HttpApiOptions setRequestTimeoutSeconds(int requestTimeoutSeconds) {
    values.set(REQUEST_TIMEOUT_SECONDS, requestTimeoutSeconds);
    return this;
  }

  /**
   * How many seconds a large request waits unread until there is heap for it, before it is refused
   * with 503; from 1 to 86,400, 10 unless set.
   */
  public int getAdmissionTimeoutSeconds() {
    return values.get(ADMISSION_TIMEOUT_SECONDS);
  }

  public HttpApiOptions setAdmissionTimeoutSeconds(int admissionTimeoutSeconds) {
    values.set(ADMISSION_TIMEOUT_SECONDS, admissionTimeoutSeconds);
    return this;
  }

  /**
   * The origins, such as {@code http://localhost:3000}, whose web pages may use the broker; {@code
   * *} stands for all of them. None by default: then no page may but one of the broker's own host.
   */
  public List<String> getCorsOrigins() {
    return values.get(CORS_ORIGINS);
  }

  public HttpApiOptions setCorsOrigins(List<String> corsOrigins) {
    values.set(CORS_ORIGINS, List.copyOf(corsOrigins));
    return this;
  }

  /**
   * The origins, such as {@code http://localhost:3000}, whose web pages may open WebSockets; {@code
   * *} stands for all of them. None by default: then those of the broker's own host may, by a name
   * of this machine or the one that it listens on.
   */
  public List<String> getWebsocketOrigins() {
    return values.get(WEBSOCKET_ORIGINS);
  }

  public HttpApiOptions setWebsocketOrigins(List<String> websocketOrigins) {
    values.set(WEBSOCKET_ORIGINS, List.copyOf(websocketOrigins));
    return this;
  }

  /** How many WebSockets may be open at a time, to 1,000,000; 10,000 unless set. */
  public int getWebsocketConnections() {
    return values.get(WEBSOCKET_CONNECTIONS);
  }

  public HttpApiOptions setWebsocketConnections(int websocketConnections) {
    values.set(WEBSOCKET_CONNECTIONS, websocketConnections);
    return this;
  }

  /**
   * The addresses and ranges of the proxies whose {@code X-Forwarded-For} and {@code -Proto} are
   * believed, with access control their {@code -Host} and {@code -Port} too; none by default.
   */
  public List<String> getTrustedProxies() {
    return values.get(TRUSTED_PROXIES);
  }

  public HttpApiOptions setTrustedProxies(List<String> trustedProxies) {
    values.set(TRUSTED_PROXIES, List.copyOf(trustedProxies));
    return this;
  }

  /**
   * Whether a secret is taken as the passcode of STOMP from another machine though others could
   * read it on the way; false unless set.
   */
  public boolean isInsecurePasscode() {
    return values.get(INSECURE_PASSCODE);
  }

  public HttpApiOptions setInsecurePasscode(boolean insecurePasscode) {
    values.set(INSECURE_PASSCODE, insecurePasscode);
    return this;
  }

  /** Whether there is a console at {@code /console}; true unless set. */
  public boolean isConsole() {
    return values.get(CONSOLE);
  }

  public HttpApiOptions setConsole(boolean console) {
    values.set(CONSOLE, console);
    return this;
  }

  /** With what it answers over TLS; over plain HTTP unless set. */
  public TlsOptions getTls() {
    return values.get(TLS);
  }

  public HttpApiOptions setTls(TlsOptions tls) {
    values.set(TLS, tls);
    return this;
  }

  /** How much of the wire one caller or one address may have. */
  public LimitOptions getLimits() {
    return values.get(LIMITS);
  }

  public HttpApiOptions setLimits(LimitOptions limits) {
    values.set(LIMITS, limits);
    return this;
  }

  public JsonObject toJson() {
    return values.toJson();
  }
}
