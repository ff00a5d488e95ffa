package io.fanfare.core.policy;

import io.fanfare.core.Principal;
import io.fanfare.core.policy.condition.KnownContext.Requester;
import java.util.List;

/**
 * A principal with the policies that go with it wherever it goes.
 *
 * @param requester who it is, and what conditions can ask of it
 * @param policies its own policies; those of an account itself do not count, it may do everything
 * @param trusted whether it may do everything in its own account, without a policy
 */
public record Identity(Requester requester, List<Policy> policies, boolean trusted) {

  private static final Policy EVERYTHING =
      new Policy(
          List.of(
              new Statement(
                  false,
                  true,
                  Statement.Scope.ANYBODY,
                  Actions.ANY,
                  Resources.any(),
                  List.of(),
                  Verdict.TRUSTED)));

  public Identity {
    policies = List.copyOf(policies);
  }

  /** A principal without policies of its own. */
  public static Identity of(Principal principal) {
    return new Identity(Requester.of(principal), List.of(), false);
  }

  /**
   * A principal that may do whatever its account may, where nobody says what the users of an
   * account may do.
   */
  public static Identity unrestricted(Principal principal) {
    return new Identity(Requester.of(principal), List.of(EVERYTHING), true);
  }

  public Principal principal() {
    return requester.principal();
  }
}
