package io.fanfare.http.wire.signature;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;

/** The errors of requests that do not prove who makes them. */
public enum SignatureError implements ErrorCode {
  /** Not signed at all, as topics say it; queues say that the access is denied. */
  MISSING_TOKEN("MissingAuthenticationTokenException", "MissingAuthenticationToken", 403),
  UNKNOWN_KEY("UnrecognizedClientException", "InvalidClientTokenId", 403),
  MISMATCH("InvalidSignatureException", "SignatureDoesNotMatch", 403),
  INCOMPLETE("IncompleteSignatureException", "IncompleteSignature", 400),
  EXPIRED_TOKEN("ExpiredTokenException", "ExpiredToken", 403);

  static final String NO_TOKEN = "Request is missing Authentication Token";
  static final String NO_SUCH_KEY = "The security token included in the request is invalid.";
  static final String NO_SUCH_TOKEN = "The security token included in the request is invalid";
  static final String EXPIRED = "The security token included in the request is expired";
  static final String NO_MATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private final String shape;
  private final String legacyCode;
  private final int status;

  SignatureError(String shape, String legacyCode, int status) {
    this.shape = shape;
    this.legacyCode = legacyCode;
    this.status = status;
  }

  /** The refusal of a request to a topic that nobody has signed. */
  public static BrokerException missing() {
    return MISSING_TOKEN.refuse(NO_TOKEN);
  }

  static BrokerException noMatch() {
    return MISMATCH.refuse(NO_MATCH);
  }

  /** The refusal with {@code sentence} as it is. */
  BrokerException say(String sentence) {
    return new BrokerException(this, sentence);
  }

  @Override
  public String type() {
    return "com.amazon.coral.service#" + shape;
  }

  @Override
  public String legacyCode() {
    return legacyCode;
  }

  @Override
  public int status() {
    return status;
  }
}
