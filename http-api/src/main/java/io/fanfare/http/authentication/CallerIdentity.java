package io.fanfare.http.authentication;

import io.fanfare.access.Authorization;
import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.Principal;
import io.vertx.core.Future;

/**
 * Tells a caller who it is.
 *
 * @param authorization what else is known of it
 */
public record CallerIdentity(Caller caller, Authorization authorization) {

  /** Who the caller is; everybody may ask that. */
  public Future<GetCallerIdentity.Result> getCallerIdentity(GetCallerIdentity request) {
    Principal principal = caller.principal();
    return Future.succeededFuture(
        new GetCallerIdentity.Result(
            principal.arn(Arn.partitionOf(caller.region())),
            userId(principal),
            principal.account()));
  }

  private String userId(Principal principal) {
    String id = authorization.identity(principal).requester().id();
    if (id == null) {
      return principal.account();
    }
    return principal.kind() == Principal.Kind.ROLE_SESSION ? id + ":" + principal.session() : id;
  }
}
