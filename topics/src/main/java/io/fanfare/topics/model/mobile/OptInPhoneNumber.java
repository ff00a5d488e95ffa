package io.fanfare.topics.model.mobile;

import io.fanfare.core.WireName;

/** Lets a phone have text messages again. */
public record OptInPhoneNumber(@WireName("phoneNumber") String phoneNumber) {

  public OptInPhoneNumber {
    phoneNumber = PhoneNumber.check("phoneNumber", phoneNumber);
  }

  public record Result() {}
}
