package io.fanfare.topics.mobile;

import io.fanfare.topics.model.RequiredMember;

/** Verifies a phone by the password that it got. */
public record VerifySMSSandboxPhoneNumber(String phoneNumber, String oneTimePassword) {

  public VerifySMSSandboxPhoneNumber {
    phoneNumber = RequiredMember.of("phoneNumber", phoneNumber);
    oneTimePassword = RequiredMember.of("oneTimePassword", oneTimePassword);
  }

  public record Result() {}
}
