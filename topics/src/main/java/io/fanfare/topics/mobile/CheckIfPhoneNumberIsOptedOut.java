package io.fanfare.topics.mobile;

import io.fanfare.core.WireName;
import io.fanfare.topics.model.PhoneNumber;

/**
 * Asks whether a phone wants no text messages.
 *
 * @param phoneNumber a plus sign and 1 to 15 digits; {@code InvalidParameter} otherwise
 * @see "SNS API Reference, CheckIfPhoneNumberIsOptedOut"
 */
public record CheckIfPhoneNumberIsOptedOut(@WireName("phoneNumber") String phoneNumber) {

  public CheckIfPhoneNumberIsOptedOut {
    phoneNumber = PhoneNumber.check("phoneNumber", phoneNumber);
  }

  /**
   * Whether the phone wants none.
   *
   * @param isOptedOut always false here, where no text message is sent
   */
  public record Result(@WireName("isOptedOut") boolean isOptedOut) {}
}
