package io.fanfare.topics.model.mobile;

import io.fanfare.core.WireName;

/** Asks whether a phone wants no text messages. */
public record CheckIfPhoneNumberIsOptedOut(@WireName("phoneNumber") String phoneNumber) {

  public CheckIfPhoneNumberIsOptedOut {
    phoneNumber = PhoneNumber.check("phoneNumber", phoneNumber);
  }

  public record Result(@WireName("isOptedOut") boolean isOptedOut) {}
}
