package io.fanfare.topics.mobile;

import io.fanfare.core.WireName;
import io.fanfare.topics.model.PhoneNumber;

/** Lets a phone have text messages again. */
public record OptInPhoneNumber(@WireName("phoneNumber") String phoneNumber) {

  public OptInPhoneNumber {
    phoneNumber = PhoneNumber.check("phoneNumber", phoneNumber);
  }

  public record Result() {}
}
