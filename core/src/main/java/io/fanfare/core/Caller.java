package io.fanfare.core;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, and from where: the name space a request works in.
 *
 * @param principal who the caller is; without access control the word of the caller is taken for it
 * @param region the region the request is for, such as {@code us-east-1}
 * @param endpoint how the caller reaches the broker, without a trailing slash, such as {@code
 *     http://localhost:4566}; queue URLs are built on it
 * @param traceHeader the request's {@code X-Amzn-Trace-Id}, passed on with what it sends
 * @param signed whether the caller says who it is; who follows a link from a message does not
 * @param proven whether it is certain that the caller is who it says it is, as a signature or a
 *     secret proves it, or as it is in the same process
 * @param requestId by what name the logs speak of the request, if it came over a wire
 * @param transport by which way the request came
 */
public record Caller(
    Principal principal,
    String region,
    String endpoint,
    @Nullable String traceHeader,
    boolean signed,
    boolean proven,
    @Nullable String requestId,
    Transport transport) {

  /**
   * By which way a request came.
   *
   * @param sourceAddress the address of whoever connected, as text; absent in the same process
   * @param secure whether nobody can listen on the way: over TLS, or in the same process
   * @param userAgent the header of that name; absent if it was not sent, or nobody asks for it
   * @param referer the same of the header of that name
   */
  public record Transport(
      @Nullable String sourceAddress,
      boolean secure,
      @Nullable String userAgent,
      @Nullable String referer) {

    /** A call within the process. */
    public static final Transport IN_PROCESS = new Transport(null, true);

    /** A way on which no headers are looked at. */
    public Transport(@Nullable String sourceAddress, boolean secure) {
      this(sourceAddress, secure, null, null);
    }
  }

  /** A caller in the same process, in the name of an account. */
  public Caller(
      String account,
      String region,
      String endpoint,
      @Nullable String traceHeader,
      boolean signed) {
    this(
        Principal.ofAccount(account),
        region,
        endpoint,
        traceHeader,
        signed,
        signed,
        null,
        Transport.IN_PROCESS);
  }

  /** A caller that says who it is. */
  public Caller(String account, String region, String endpoint, @Nullable String traceHeader) {
    this(account, region, endpoint, traceHeader, true);
  }

  /** A caller without a trace header. */
  public Caller(String account, String region, String endpoint) {
    this(account, region, endpoint, null);
  }

  /** The account that the caller acts for, 12 digits. */
  public String account() {
    return principal.account();
  }

  /** The same caller in the name of {@code other}. */
  public Caller with(Principal other) {
    return new Caller(other, region, endpoint, traceHeader, signed, proven, requestId, transport);
  }

  /** The same caller, who reaches the broker at {@code other}. */
  public Caller at(String other) {
    return new Caller(principal, region, other, traceHeader, signed, proven, requestId, transport);
  }

  /** The same caller as {@code other}, who does something on behalf of this one's request. */
  public Caller onBehalf(String other) {
    return new Caller(
        Principal.ofAccount(other),
        region,
        endpoint,
        traceHeader,
        true,
        true,
        requestId,
        transport);
  }

  /** How refusals name the caller. */
  public String named() {
    return signed ? principal.arn(Arn.partitionOf(region)) : "anonymous";
  }

  /** What a line of the log ends with that this request is the reason of. */
  public String logged() {
    return requestId == null ? "" : " (request " + requestId + ")";
  }
}
