package io.fanfare.http.authentication;

import io.fanfare.core.Principal;
import io.fanfare.http.wire.SigV4Credential;
import io.fanfare.http.wire.signature.SignatureVerifier.Signer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param principal who it is
 * @param region for which the request is signed; absent if it is not
 * @param signed whether the request says who makes it
 * @param proven whether it proves that
 */
public record Claimant(
    Principal principal, @Nullable String region, boolean signed, boolean proven) {

  /** Who does not say who it is, where that means something. */
  public static final Claimant ANONYMOUS = new Claimant(Principal.anonymous(), null, false, false);

  /** Whoever made the signature of a request. */
  public static Claimant of(Signer signer) {
    return new Claimant(signer.key().identity().principal(), signer.region(), true, true);
  }

  /**
   * Who makes a request by its own word, where nobody proves anything: an access key that is an
   * account means that one, any other and none at all mean {@code nobody}.
   */
  public static Claimant ofWord(Optional<SigV4Credential> credential, Principal nobody) {
    return new Claimant(
        credential.flatMap(SigV4Credential::account).map(Principal::ofAccount).orElse(nobody),
        credential.map(SigV4Credential::region).orElse(null),
        credential.isPresent(),
        false);
  }
}
