package io.fanfare.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the broker listens, and what it assumes of callers who do not say. */
public class HttpApiOptions {

  private String host = "127.0.0.1";
  private int port = 4566;
  private @Nullable String endpoint;
  private String account = "000000000000";
  private String region = "us-east-1";
  private int instances = 0;
  private int maxBodyBytes = 16 * 1024 * 1024;
  private int maxHeaderBytes = 16 * 1024;
  private int maxRequestLineBytes = 64 * 1024;
  private int idleTimeoutSeconds = 75;
  private int requestTimeoutSeconds = 30;
  private int admissionTimeoutSeconds = 10;
  private List<String> corsOrigins = List.of();

  public HttpApiOptions() {}

  public HttpApiOptions(JsonObject json) {
    host = json.getString("host", host);
    port = json.getInteger("port", port);
    endpoint = json.getString("endpoint");
    account = json.getString("account", account);
    region = json.getString("region", region);
    instances = json.getInteger("instances", instances);
    maxBodyBytes = json.getInteger("maxBodyBytes", maxBodyBytes);
    maxHeaderBytes = json.getInteger("maxHeaderBytes", maxHeaderBytes);
    maxRequestLineBytes = json.getInteger("maxRequestLineBytes", maxRequestLineBytes);
    idleTimeoutSeconds = json.getInteger("idleTimeoutSeconds", idleTimeoutSeconds);
    requestTimeoutSeconds = json.getInteger("requestTimeoutSeconds", requestTimeoutSeconds);
    admissionTimeoutSeconds = json.getInteger("admissionTimeoutSeconds", admissionTimeoutSeconds);
    corsOrigins =
        Origins.checked(
            json.getJsonArray("corsOrigins", new JsonArray()).stream()
                .map(String::valueOf)
                .toList());
  }

  /** The address to listen on. */
  public String getHost() {
    return host;
  }

  public HttpApiOptions setHost(String host) {
    this.host = host;
    return this;
  }

  /** The port to listen on; 0 for any that is free. */
  public int getPort() {
    return port;
  }

  public HttpApiOptions setPort(int port) {
    this.port = port;
    return this;
  }

  /**
   * What queue URLs begin with, without a slash at the end; by default what the request was sent
   * to.
   */
  public @Nullable String getEndpoint() {
    return endpoint;
  }

  public HttpApiOptions setEndpoint(@Nullable String endpoint) {
    this.endpoint = endpoint;
    return this;
  }

  /** The account of callers whose access key is none, 12 digits. */
  public String getAccount() {
    return account;
  }

  public HttpApiOptions setAccount(String account) {
    this.account = account;
    return this;
  }

  /** The region of requests that name none. */
  public String getRegion() {
    return region;
  }

  public HttpApiOptions setRegion(String region) {
    this.region = region;
    return this;
  }

  /** How many event loops serve requests; 0 for as many as Vert.x has by default. */
  public int getInstances() {
    return instances;
  }

  public HttpApiOptions setInstances(int instances) {
    this.instances = instances;
    return this;
  }

  /**
   * The longest body of a request, whatever its action; an action that needs less takes less. A
   * message of 1 MiB can take six times as much on the wire.
   */
  public int getMaxBodyBytes() {
    return maxBodyBytes;
  }

  public HttpApiOptions setMaxBodyBytes(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
    return this;
  }

  /** The longest head of a request. */
  public int getMaxHeaderBytes() {
    return maxHeaderBytes;
  }

  public HttpApiOptions setMaxHeaderBytes(int maxHeaderBytes) {
    this.maxHeaderBytes = maxHeaderBytes;
    return this;
  }

  /** The longest first line of a request, which holds the parameters of a GET. */
  public int getMaxRequestLineBytes() {
    return maxRequestLineBytes;
  }

  public HttpApiOptions setMaxRequestLineBytes(int maxRequestLineBytes) {
    this.maxRequestLineBytes = maxRequestLineBytes;
    return this;
  }

  /** After how many seconds without a byte a connection is closed; more than a long poll's 20. */
  public int getIdleTimeoutSeconds() {
    return idleTimeoutSeconds;
  }

  public HttpApiOptions setIdleTimeoutSeconds(int idleTimeoutSeconds) {
    this.idleTimeoutSeconds = idleTimeoutSeconds;
    return this;
  }

  /** How many seconds a client has to send the first request of a connection, and each body. */
  public int getRequestTimeoutSeconds() {
    return requestTimeoutSeconds;
  }

  public HttpApiOptions setRequestTimeoutSeconds(int requestTimeoutSeconds) {
    this.requestTimeoutSeconds = requestTimeoutSeconds;
    return this;
  }

  /**
   * How many seconds a large request waits unread until there is heap for it, before it is refused
   * with 503; at least 1.
   */
  public int getAdmissionTimeoutSeconds() {
    return admissionTimeoutSeconds;
  }

  public HttpApiOptions setAdmissionTimeoutSeconds(int admissionTimeoutSeconds) {
    this.admissionTimeoutSeconds = admissionTimeoutSeconds;
    return this;
  }

  /**
   * The origins, such as {@code http://localhost:3000}, whose web pages may use the broker; {@code
   * *} stands for all of them. None by default: then no page may but one of the broker's own host.
   */
  public List<String> getCorsOrigins() {
    return corsOrigins;
  }

  /**
   * Names the origins whose web pages may use the broker.
   *
   * @throws IllegalArgumentException if one is neither {@code *} nor written as browsers do: in
   *     lower case, without a path, and without a port that the scheme implies
   */
  public HttpApiOptions setCorsOrigins(List<String> corsOrigins) {
    this.corsOrigins = Origins.checked(corsOrigins);
    return this;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("host", host)
        .put("port", port)
        .put("endpoint", endpoint)
        .put("account", account)
        .put("region", region)
        .put("instances", instances)
        .put("maxBodyBytes", maxBodyBytes)
        .put("maxHeaderBytes", maxHeaderBytes)
        .put("maxRequestLineBytes", maxRequestLineBytes)
        .put("idleTimeoutSeconds", idleTimeoutSeconds)
        .put("requestTimeoutSeconds", requestTimeoutSeconds)
        .put("admissionTimeoutSeconds", admissionTimeoutSeconds)
        .put("corsOrigins", new JsonArray(corsOrigins));
  }
}
