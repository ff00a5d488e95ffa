package io.fanfare.quota;

import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.condition.IpRange;

/**
 * Whose share it is that a caller takes from. Who only says who it is takes nothing from who proves
 * it; and who does not even say so is known by the address that it comes from, of version 6 by its
 * network, which has both a principal's and an account's share.
 *
 * @param who a principal, an account or a network
 */
public record Owner(Standing standing, Object who) {

  /** How certain it is who somebody is. */
  public enum Standing {
    PROVEN,
    SAID,
    /** It is an address that is known. */
    UNSAID
  }

  /** Who {@code caller} is; of a role all sessions are one, in all regions. */
  public static Owner principal(Caller caller) {
    return caller.signed() ? said(caller, member(caller.principal())) : address(caller);
  }

  /** What {@code caller} is in. */
  public static Owner account(Caller caller) {
    return caller.signed() ? said(caller, caller.account()) : address(caller);
  }

  private static Owner said(Caller caller, Object who) {
    return new Owner(caller.proven() ? Standing.PROVEN : Standing.SAID, who);
  }

  private static Owner address(Caller caller) {
    String address = caller.transport().sourceAddress();
    return new Owner(Standing.UNSAID, address == null ? "" : IpRange.network(address));
  }

  private static Principal member(Principal principal) {
    return principal.session().isEmpty()
        ? principal
        : Principal.ofRole(principal.account(), principal.name(), "");
  }
}
