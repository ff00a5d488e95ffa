package io.fanfare.topics.mobile;

import io.fanfare.core.WireName;
import io.fanfare.topics.model.PhoneNumber;

/** Asks whether a phone wants no text messages. */
public record CheckIfPhoneNumberIsOptedOut(@WireName("phoneNumber") String phoneNumber) {

  public CheckIfPhoneNumberIsOptedOut {
    phoneNumber = PhoneNumber.check("phoneNumber", phoneNumber);
  }

  public record Result(@WireName("isOptedOut") boolean isOptedOut) {}
}
