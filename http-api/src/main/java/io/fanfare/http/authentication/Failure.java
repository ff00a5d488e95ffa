package io.fanfare.http.authentication;

import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.http.wire.signature.SignatureError;
import java.util.Locale;
import java.util.Optional;

/** Why it is not known who makes a request; what fails so is counted under it. */
public enum Failure {
  /** It does not say who makes it, where somebody has to. */
  UNSIGNED,
  /** It names a key that is not in use, or brings another token than the key has. */
  UNKNOWN_KEY,
  /** Its signature does not hold, or not here, or not now. */
  MISMATCH,
  /** Its signature lacks something, or is of another form. */
  INCOMPLETE,
  /** The key that it names has ended. */
  EXPIRED,
  /** A session over WebSocket brings no key with its secret. */
  LOGIN;

  /** What a refusal with {@code code} comes from, if it comes from one of these. */
  public static Optional<Failure> of(ErrorCode code) {
    if (code instanceof SignatureError error) {
      return Optional.of(of(error));
    }
    return code == CommonError.ACCESS_DENIED ? Optional.of(UNSIGNED) : Optional.empty();
  }

  private static Failure of(SignatureError error) {
    return switch (error) {
      case MISSING_TOKEN -> UNSIGNED;
      case UNKNOWN_KEY -> UNKNOWN_KEY;
      case MISMATCH -> MISMATCH;
      case INCOMPLETE -> INCOMPLETE;
      case EXPIRED_TOKEN -> EXPIRED;
    };
  }

  /** The failure in the words of the metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
