package io.fanfare.core.policy;

import io.fanfare.core.Principal;
import io.fanfare.core.policy.Principals.Reach;
import io.fanfare.core.policy.condition.Condition;
import io.fanfare.core.policy.condition.KnownContext.Requester;
import io.fanfare.core.policy.condition.RequestContext;
import java.util.List;

/**
 * A statement of a policy, ready to be asked.
 *
 * @param denies whether it denies what it says; else it allows it
 * @param outright whether it is understood whole and asks nothing of the request
 * @param scope whom it is about
 * @param conditions all of which have to hold
 * @param verdict what it comes to if it decides
 */
record Statement(
    boolean denies,
    boolean outright,
    Scope scope,
    Actions actions,
    Resources resources,
    List<Condition> conditions,
    Verdict verdict) {

  /**
   * Whom a statement is about.
   *
   * @param but whether it is about those whom {@code principals} do not except
   * @param bySource whether it depends on the resource on whose behalf a service acts
   */
  record Scope(Principals principals, boolean but, boolean bySource) {

    static final Scope ANYBODY = new Scope(Principals.ANYBODY, false, false);

    private Reach reach(Requester requester) {
      if (but) {
        return principals.except(requester) ? Reach.NOBODY : Reach.ITSELF;
      }
      Principal principal = requester.principal();
      boolean onBehalf = bySource && principal.kind() == Principal.Kind.SERVICE;
      return onBehalf && principals.accounts().contains(principal.account())
          ? Reach.ITSELF
          : principals.reach(requester);
    }
  }

  Statement {
    conditions = List.copyOf(conditions);
  }

  /**
   * How far it is about {@code requester}, who wants {@code right} to {@code resource}.
   *
   * @param resource an ARN
   */
  Reach reach(Requester requester, Right right, String resource, RequestContext context) {
    Reach reach = scope.reach(requester);
    return reach != Reach.NOBODY
            && actions.include(right)
            && resources.include(resource, context)
            && holds(context)
        ? reach
        : Reach.NOBODY;
  }

  private boolean holds(RequestContext context) {
    for (Condition condition : conditions) {
      if (!condition.holds(context)) {
        return false;
      }
    }
    return true;
  }
}
