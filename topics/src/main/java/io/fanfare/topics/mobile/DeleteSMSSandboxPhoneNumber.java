package io.fanfare.topics.mobile;

import io.fanfare.topics.model.RequiredMember;

/**
 * Forgets a phone that was to be verified.
 *
 * @param phoneNumber required; {@code ResourceNotFound} for each
 * @see "SNS API Reference, DeleteSMSSandboxPhoneNumber"
 */
public record DeleteSMSSandboxPhoneNumber(String phoneNumber) {

  public DeleteSMSSandboxPhoneNumber {
    phoneNumber = RequiredMember.of("phoneNumber", phoneNumber);
  }

  /** Never answered here. */
  public record Result() {}
}
