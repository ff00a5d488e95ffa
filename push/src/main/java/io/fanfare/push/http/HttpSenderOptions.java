package io.fanfare.push.http;

import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Where an {@link HttpSender} may post to, whom it trusts, and how long it waits. */
public final class HttpSenderOptions {

  /** How long it takes at most to connect, and then again to agree on TLS. */
  static final Duration CONNECT = Duration.ofSeconds(5);

  /** How long an attempt may take from the look at the name to the end of the answer. */
  static final Duration ATTEMPT = Duration.ofSeconds(15);

  /** Node.js closes idle connections after five seconds; earlier, none is lost to that. */
  static final Duration IDLE = Duration.ofSeconds(4);

  static final int MOST_IDLE = 256;

  private List<AddressRange> allowedRanges = List.of();
  private boolean loopbackAllowed;
  private IntPredicate ownPorts = port -> false;
  private @Nullable String trustedCertificates;
  private Duration connectTimeout = CONNECT;
  private Duration attemptTimeout = ATTEMPT;
  private Duration idleTimeout = IDLE;
  private int mostIdle = MOST_IDLE;

  /** Ranges that are posted to although they are not public; none unless set. */
  public List<AddressRange> getAllowedRanges() {
    return allowedRanges;
  }

  /**
   * Allows {@code ranges} in CIDR form.
   *
   * @throws IllegalArgumentException with a sentence, if one of them is malformed
   */
  public HttpSenderOptions setAllowedRanges(List<String> ranges) {
    allowedRanges = ranges.stream().map(AddressRange::parse).toList();
    return this;
  }

  /** Whether loopback addresses are posted to; false unless set. */
  public boolean isLoopbackAllowed() {
    return loopbackAllowed;
  }

  /** Sets whether loopback addresses are posted to. */
  public HttpSenderOptions setLoopbackAllowed(boolean loopbackAllowed) {
    this.loopbackAllowed = loopbackAllowed;
    return this;
  }

  /** The ports that the broker itself listens at; none unless set. */
  public IntPredicate getOwnPorts() {
    return ownPorts;
  }

  /**
   * Sets the ports that nothing is posted to at any address of this machine. They are asked for at
   * each attempt, on any event loop, as some are known only once the broker listens.
   */
  public HttpSenderOptions setOwnPorts(IntPredicate ownPorts) {
    this.ownPorts = ownPorts;
    return this;
  }

  /** The path of a PEM file; null unless set, for the trust store of the Java platform. */
  public @Nullable String getTrustedCertificates() {
    return trustedCertificates;
  }

  /** Sets the PEM file with the certificates that are trusted instead of the platform's. */
  public HttpSenderOptions setTrustedCertificates(@Nullable String path) {
    trustedCertificates = path;
    return this;
  }

  /** How long connecting may take, and TLS after it; 5 s each unless set. */
  public Duration getConnectTimeout() {
    return connectTimeout;
  }

  /** Sets how long connecting may take, and TLS after it: from a millisecond. */
  public HttpSenderOptions setConnectTimeout(Duration timeout) {
    connectTimeout = checked(timeout);
    return this;
  }

  /** How long an attempt may take, from the look-up to the end of the answer; 15 s unless set. */
  public Duration getAttemptTimeout() {
    return attemptTimeout;
  }

  /** Sets how long an attempt may take: from a millisecond. */
  public HttpSenderOptions setAttemptTimeout(Duration timeout) {
    attemptTimeout = checked(timeout);
    return this;
  }

  /** After what time an idle connection is closed; 4 s unless set. */
  public Duration getIdleTimeout() {
    return idleTimeout;
  }

  /** Sets after what time an idle connection is closed: from a millisecond. */
  public HttpSenderOptions setIdleTimeout(Duration timeout) {
    idleTimeout = checked(timeout);
    return this;
  }

  /** How many connections an event loop keeps while they are idle; 256 unless set. */
  public int getMostIdle() {
    return mostIdle;
  }

  /** Sets how many connections an event loop keeps while they are idle: from 0, for none. */
  public HttpSenderOptions setMostIdle(int mostIdle) {
    if (mostIdle < 0) {
      throw new IllegalArgumentException("There cannot be %d idle connections".formatted(mostIdle));
    }
    this.mostIdle = mostIdle;
    return this;
  }

  private static Duration checked(Duration timeout) {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("A timeout must be at least a millisecond");
    }
    return timeout;
  }
}
