package io.fanfare.quota;

import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often callers may ask: each principal, and each account with all that are in it. Who only
 * says who it is takes nothing from who proves it, and who does not say is one for all of those.
 */
public final class RequestRates {

  /** How many principals, and how many accounts, have a bucket of their own at a time. */
  static final int MOST_KNOWN = 10_000;

  private final Optional<TokenBuckets> principals;
  private final Optional<TokenBuckets> accounts;
  private final LongSupplier nanos;

  /** Whose bucket it is. */
  private record Owner(Object who, boolean proven) {}

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

  private static Optional<TokenBuckets> buckets(int perSecond) {
    return perSecond == 0 ? Optional.empty() : Optional.of(new TokenBuckets(perSecond, MOST_KNOWN));
  }

  /** Whether {@code caller} may ask now; if so, that counts. */
  public boolean admits(Caller caller) {
    return restNanos(caller) == 0;
  }

  /**
   * For how long {@code caller} may not ask; if it may, that counts, and if not, it costs nothing.
   */
  public long restNanos(Caller caller) {
    if (isOff()) {
      return 0;
    }
    long now = nanos.getAsLong();
    Owner principal = principal(caller);
    long rest = take(principals, principal, now);
    if (rest > 0) {
      return rest;
    }
    rest = take(accounts, account(caller), now);
    if (rest > 0) {
      principals.ifPresent(buckets -> buckets.giveBack(principal));
    }
    return rest;
  }

  private static long take(Optional<TokenBuckets> rate, Owner owner, long now) {
    return rate.map(buckets -> buckets.restNanos(owner, now)).orElse(0L);
  }

  private boolean isOff() {
    return principals.isEmpty() && accounts.isEmpty();
  }

  private static Owner principal(Caller caller) {
    Principal principal = caller.principal();
    return new Owner(principal, caller.proven());
  }

  private static Owner account(Caller caller) {
    return new Owner(caller.account(), caller.proven());
  }
}
