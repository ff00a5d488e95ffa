package io.fanfare.quota;

import io.fanfare.core.Caller;
import io.fanfare.quota.Owner.Standing;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often callers may ask: each principal, and each account with all that are in it. */
public final class RequestRates {

  /** How many principals, and how many accounts, of a standing have buckets of their own. */
  static final int MOST_KNOWN = 10_000;

  /* Of each standing apart, so that names anybody can make up take no place from who proves one. */
  private final Map<Standing, TokenBuckets> principals;
  private final Map<Standing, TokenBuckets> accounts;
  private final LongSupplier nanos;

  /**
   * The rates of all callers.
   *
   * @param perPrincipal how many requests in a second a principal may make; 0 for any number
   * @param perAccount the same of an account
   * @param nanos tells the time
   */
  public RequestRates(int perPrincipal, int perAccount, LongSupplier nanos) {
    this.principals = buckets(perPrincipal);
    this.accounts = buckets(perAccount);
    this.nanos = nanos;
  }

  /** Rates that nobody exceeds. */
  public static RequestRates unlimited() {
    return new RequestRates(0, 0, () -> 0);
  }

  private static Map<Standing, TokenBuckets> buckets(int perSecond) {
    Map<Standing, TokenBuckets> buckets = new EnumMap<>(Standing.class);
    if (perSecond > 0) {
      for (Standing standing : Standing.values()) {
        buckets.put(standing, new TokenBuckets(perSecond, MOST_KNOWN));
      }
    }
    return buckets;
  }

  /** Whether {@code caller} may ask now; if so, that counts. */
  public boolean admits(Caller caller) {
    return restNanos(caller) == 0;
  }

  /**
   * For how long {@code caller} may not ask; if it may, that counts, and if not, it costs nothing.
   */
  public long restNanos(Caller caller) {
    if (principals.isEmpty() && accounts.isEmpty()) {
      return 0;
    }
    long now = nanos.getAsLong();
    Owner principal = Owner.principal(caller);
    long rest = take(principals, principal, now);
    if (rest > 0) {
      return rest;
    }
    rest = take(accounts, Owner.account(caller), now);
    TokenBuckets taken = principals.get(principal.standing());
    if (rest > 0 && taken != null) {
      taken.giveBack(principal.who());
    }
    return rest;
  }

  private static long take(Map<Standing, TokenBuckets> rate, Owner owner, long now) {
    TokenBuckets buckets = rate.get(owner.standing());
    return buckets == null ? 0 : buckets.restNanos(owner.who(), now);
  }
}
