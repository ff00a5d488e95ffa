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
 */
public record Caller(
    String account, String region, String endpoint, @Nullable String traceHeader, boolean signed) {

  /** A caller that says who it is. */
  public Caller(String account, String region, String endpoint, @Nullable String traceHeader) {
    this(account, region, endpoint, traceHeader, true);
  }

  /** A caller without a trace header. */
  public Caller(String account, String region, String endpoint) {
    this(account, region, endpoint, null);
  }
}
