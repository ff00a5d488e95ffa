package io.fanfare.core.policy;

import io.fanfare.core.Arn;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.Principals.Reach;
import io.fanfare.core.policy.condition.RequestContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what somebody may do with a resource, by the resource's policy and by those of who asks.
 * A denial in any of them counts more than all permissions. Within an account a permission in
 * either is enough; between accounts there have to be both, and policies of resources can give what
 * is {@link Right.Trait#SHARED} only.
 */
public final class Evaluation {

  private final Request request;
  private @Nullable Statement ofIdentity;
  private @Nullable Statement ofResource;
  private boolean direct;

  private Evaluation(Request request) {
    this.request = request;
  }

  /**
   * What is asked.
   *
   * @param identity by whom
   * @param resourceName the ARN of {@code resource}
   */
  public record Request(
      Identity identity, Right right, Arn resource, String resourceName, RequestContext context) {

    public Request(Identity identity, Right right, Arn resource, RequestContext context) {
      this(identity, right, resource, resource.toString(), context);
    }

    boolean isOfOwner() {
      return identity.principal().isOf(resource.account());
    }
  }

  /** What {@code policy}, that of the resource, and those of who asks say to {@code request}. */
  public static Verdict decide(Request request, Policy policy) {
    return new Evaluation(request).decide(policy);
  }

  private Verdict decide(Policy policy) {
    Principal principal = request.identity().principal();
    boolean owns = request.isOfOwner();
    if (owns && principal.isAccount() && request.right().is(Right.Trait.REPAIR)) {
      return Verdict.OWNER;
    }
    Verdict denial = look(policy);
    if (denial != null) {
      return denial;
    }
    denial = lookAtOwn(principal);
    if (denial != null) {
      return denial;
    }
    return switch (principal.kind()) {
      case SERVICE -> byResource(ofResource, Right.Trait.SHARED);
      case ANONYMOUS -> byResource(ofResource, Right.Trait.PUBLIC);
      case ACCOUNT, USER, ROLE_SESSION -> owns ? within(principal) : across(principal);
    };
  }

  private @Nullable Verdict look(Policy policy) {
    for (Statement statement : policy.statements()) {
      if (statement.denies() || !direct) {
        Reach reach = reach(statement);
        if (reach != Reach.NOBODY) {
          if (statement.denies()) {
            return statement.verdict();
          }
          ofResource = statement;
          direct = reach == Reach.ITSELF;
        }
      }
    }
    return null;
  }

  private @Nullable Verdict lookAtOwn(Principal principal) {
    if (principal.isAccount()) {
      return null;
    }
    List<Policy> own = request.identity().policies();
    for (int i = 0; i < own.size(); i++) {
      for (Statement statement : own.get(i).statements()) {
        if ((statement.denies() || ofIdentity == null) && reach(statement) != Reach.NOBODY) {
          if (statement.denies()) {
            return statement.verdict();
          }
          ofIdentity = statement;
        }
      }
    }
    return null;
  }

  private Reach reach(Statement statement) {
    return statement.reach(
        request.identity().requester(), request.right(), request.resourceName(), request.context());
  }

  private Verdict within(Principal principal) {
    if (principal.isAccount()) {
      return Verdict.OWNER;
    }
    if (ofIdentity != null) {
      return ofIdentity.verdict();
    }
    if (ofResource != null && direct && request.right().is(Right.Trait.SHARED)) {
      return ofResource.verdict();
    }
    return request.identity().trusted() ? Verdict.TRUSTED : Verdict.NO_IDENTITY_POLICY;
  }

  private Verdict across(Principal principal) {
    Verdict given = byResource(ofResource, Right.Trait.SHARED);
    return !given.allows() || principal.isAccount() || ofIdentity != null
        ? given
        : Verdict.NO_IDENTITY_POLICY;
  }

  private Verdict byResource(@Nullable Statement statement, Right.Trait needed) {
    return statement != null && request.right().is(needed)
        ? statement.verdict()
        : Verdict.NO_RESOURCE_POLICY;
  }
}
