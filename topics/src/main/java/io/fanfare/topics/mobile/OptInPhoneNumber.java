package io.fanfare.topics.mobile;

import io.fanfare.core.WireName;
import io.fanfare.topics.model.PhoneNumber;

/**
 * Lets a phone have text messages again.
 *
 * @param phoneNumber a plus sign and 1 to 15 digits; {@code InvalidParameter} otherwise
 * @see "SNS API Reference, OptInPhoneNumber"
 */
public record OptInPhoneNumber(@WireName("phoneNumber") String phoneNumber) {

  public OptInPhoneNumber {
    phoneNumber = PhoneNumber.check("phoneNumber", phoneNumber);
  }

  /** Nothing; AWS has an answer of its own for it. */
  public record Result() {}
}
