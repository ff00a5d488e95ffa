package io.fanfare.topics.mobile;

import io.fanfare.topics.model.RequiredMember;

/**
 * Verifies a phone by the password that it got.
 *
 * @param phoneNumber required; {@code ResourceNotFound} for each
 * @param oneTimePassword required: what the phone was sent
 * @see "SNS API Reference, VerifySMSSandboxPhoneNumber"
 */
public record VerifySMSSandboxPhoneNumber(String phoneNumber, String oneTimePassword) {

  public VerifySMSSandboxPhoneNumber {
    phoneNumber = RequiredMember.of("phoneNumber", phoneNumber);
    oneTimePassword = RequiredMember.of("oneTimePassword", oneTimePassword);
  }

  /** Never answered here. */
  public record Result() {}
}
