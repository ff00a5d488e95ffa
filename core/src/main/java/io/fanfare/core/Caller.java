package io.fanfare.core;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, and from where: the name space a request works in.
 *
 * @param account the caller's account, 12 digits
 * @param region the region the request is for, such as {@code us-east-1}
 * @param endpoint how the caller reaches the broker, without a trailing slash, such as {@code
 *     http://localhost:4566}; queue URLs are built on it
 * @param traceHeader the request's {@code X-Amzn-Trace-Id}, passed on with what it sends
 * @param signed whether the caller says who it is; who follows a link from a message does not
 * @param requestId by what name the logs speak of the request, if it came over a wire
 */
public record Caller(
    String account,
    String region,
    String endpoint,
    @Nullable String traceHeader,
    boolean signed,
    @Nullable String requestId) {

  /** A caller whose request has no name. */
  public Caller(
      String account,
      String region,
      String endpoint,
      @Nullable String traceHeader,
      boolean signed) {
    this(account, region, endpoint, traceHeader, signed, null);
  }

  /** A caller that says who it is. */
  public Caller(String account, String region, String endpoint, @Nullable String traceHeader) {
    this(account, region, endpoint, traceHeader, true);
  }

  /** A caller without a trace header. */
  public Caller(String account, String region, String endpoint) {
    this(account, region, endpoint, null);
  }

  /** The same caller as {@code other}, who does something on behalf of this one's request. */
  public Caller onBehalf(String other) {
    return new Caller(other, region, endpoint, traceHeader, true, requestId);
  }

  /** What a line of the log ends with that this request is the reason of. */
  public String logged() {
    return requestId == null ? "" : " (request " + requestId + ")";
  }
}
