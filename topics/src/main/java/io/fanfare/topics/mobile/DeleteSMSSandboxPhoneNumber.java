package io.fanfare.topics.mobile;

import io.fanfare.topics.model.RequiredMember;

/** Forgets a phone that was to be verified. */
public record DeleteSMSSandboxPhoneNumber(String phoneNumber) {

  public DeleteSMSSandboxPhoneNumber {
    phoneNumber = RequiredMember.of("phoneNumber", phoneNumber);
  }

  public record Result() {}
}
