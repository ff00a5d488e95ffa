package io.fanfare.topics.rules;

import io.fanfare.push.http.HttpTarget;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.Protocol;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * How many confirmations each host is asked for that it does not give. Whoever may subscribe could
 * have the broker flood a third party with requests to confirm; a host that confirms what it is
 * asked for wants them, and any number of them. This machine is no third party. Rules without a
 * clock, which any thread may ask.
 */
public final class ConfirmationLimit {

  /** How many hosts are known before those are forgotten that may be asked as often as any. */
  private static final int FEW_HOSTS = 1_000;

  private static final long REGAIN_MILLIS = 60_000L / Limits.CONFIRMATIONS_A_MINUTE;
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|::1");

  private final Map<String, Asked> hosts = new ConcurrentHashMap<>();
  private volatile int mostHosts = FEW_HOSTS;

  /**
   * What a host was asked for.
   *
   * @param open how often, but for what it has confirmed and what was long ago
   * @param since when {@code open} was as many; it is one less for each regained since
   */
  private record Asked(int open, long since) {

    private static final Asked NEVER = new Asked(0, 0);

    Asked at(long now) {
      long regained = Math.max(0, now - since) / REGAIN_MILLIS;
      return regained >= open
          ? new Asked(0, now)
          : new Asked((int) (open - regained), since + regained * REGAIN_MILLIS);
    }

    Asked more(int many) {
      return new Asked(Math.max(0, open + many), since);
    }
  }

  /**
   * Refuses {@code request} if the host of its endpoint has been asked too often, and is not to be
   * asked by a push.
   */
  public void check(Subscribe request, long now) {
    boolean pushes =
        Protocol.of(String.valueOf(request.protocol())).filter(Protocol::isHttp).isPresent();
    Optional<String> host =
        pushes && request.endpoint() != null ? host(request.endpoint()) : Optional.empty();
    if (host.isPresent()
        && hosts.getOrDefault(host.get(), Asked.NEVER).at(now).open()
            >= Limits.OPEN_CONFIRMATIONS) {
      throw TopicError.THROTTLED.refuse("Rate exceeded");
    }
  }

  /** The host of {@code endpoint} is asked to confirm. */
  public void asked(String endpoint, long now) {
    host(endpoint).ifPresent(host -> add(host, 1, now));
    if (hosts.size() > mostHosts) {
      hosts.values().removeIf(asked -> asked.at(now).open() == 0);
      mostHosts = Math.max(FEW_HOSTS, 2 * hosts.size());
    }
  }

  /** The host of {@code endpoint} has confirmed. */
  public void confirmed(String endpoint, long now) {
    host(endpoint).filter(hosts::containsKey).ifPresent(host -> add(host, -1, now));
  }

  private void add(String host, int many, long now) {
    hosts.compute(host, (same, asked) -> (asked == null ? Asked.NEVER : asked).at(now).more(many));
  }

  /** Whose host counts; nothing if it is this machine, or is never posted to. */
  private static Optional<String> host(String endpoint) {
    try {
      return Optional.of(HttpTarget.parse(endpoint).host())
          .filter(host -> !THIS_MACHINE.matcher(host).matches());
    } catch (IllegalArgumentException noTarget) {
      return Optional.empty();
    }
  }
}
