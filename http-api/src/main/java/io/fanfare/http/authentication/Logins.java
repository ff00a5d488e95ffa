package io.fanfare.http.authentication;

import io.fanfare.access.AccessKey;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.Principal;
import io.fanfare.http.wire.SigV4Credential;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who begins a session that signs nothing: by an access key and its secret.
 *
 * @param insecure whether a secret is taken though others could read it on the way
 */
public record Logins(Authentication authentication, boolean insecure) {

  /**
   * What a client says of who it is.
   *
   * @param key the id of an access key
   * @param token of the key, if it is of a session that has one
   */
  public record Claim(@Nullable String key, @Nullable String secret, @Nullable String token) {

    @Override
    public String toString() {
      return "the claim of a client";
    }
  }

  /**
   * Who has begun a session.
   *
   * @param signed whether the client says who it is
   * @param key what proves it; absent if nothing does
   */
  public record Login(Principal principal, boolean signed, @Nullable AccessKey key) {

    /** Who asks in the session {@code id}, for which {@code opened} has opened a connection. */
    public Caller caller(Caller opened, String id) {
      return new Caller(
          principal,
          opened.region(),
          opened.endpoint(),
          null,
          signed,
          key != null,
          id,
          opened.transport());
    }
  }

  /**
   * Who begins the session {@code id}, for which {@code caller} has opened a connection.
   *
   * @throws BrokerException AccessDenied if the client has to prove who it is and does not; it is
   *     not told what was wrong
   */
  public Login login(Claim claim, Caller caller, String id) {
    if (authentication.isOff()) {
      return byWord(claim, caller);
    }
    boolean silent = claim.key() == null && claim.secret() == null;
    if (silent && authentication.isOpenToAnonymous()) {
      return authentication.isEnforced()
          ? new Login(Principal.anonymous(), false, null)
          : byWord(claim, caller);
    }
    boolean hidden = insecure || isHidden(caller.transport());
    Optional<AccessKey> proven = hidden ? proven(claim) : Optional.empty();
    if (proven.isPresent()) {
      AccessKey key = proven.get();
      return new Login(key.identity().principal(), true, key);
    }
    authentication.failed(Failure.LOGIN, caller.transport().sourceAddress(), id);
    if (authentication.isEnforced()) {
      throw CommonError.ACCESS_DENIED.refuse(
          hidden
              ? "The login is no access key, or the passcode not its secret."
              : "A passcode is not taken from another machine without TLS.");
    }
    return byWord(claim, caller);
  }

  /** Whether who has begun a session so would still be let in. */
  public boolean hold(Login login) {
    if (!authentication.isEnforced()) {
      return true;
    }
    AccessKey key = login.key();
    return key == null ? authentication.isOpenToAnonymous() : authentication.holds(key);
  }

  private Optional<AccessKey> proven(Claim claim) {
    String key = claim.key();
    String secret = claim.secret();
    return key == null || secret == null
        ? Optional.empty()
        : authentication.key(key, secret, claim.token());
  }

  /** An access key that is an account means that one. */
  private static Login byWord(Claim claim, Caller caller) {
    Principal principal =
        Optional.ofNullable(claim.key())
            .flatMap(SigV4Credential::account)
            .map(Principal::ofAccount)
            .orElse(caller.principal());
    return new Login(principal, true, null);
  }

  private static boolean isHidden(Caller.Transport transport) {
    String address = transport.sourceAddress();
    return transport.secure()
        || address == null
        || address.startsWith("127.")
        || address.equals("::1")
        || address.equals("0:0:0:0:0:0:0:1");
  }
}
