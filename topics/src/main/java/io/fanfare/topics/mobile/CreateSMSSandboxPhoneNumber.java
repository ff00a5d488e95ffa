package io.fanfare.topics.mobile;

import io.fanfare.topics.model.RequiredMember;
import org.jspecify.annotations.Nullable;

/** Begins to verify a phone. */
public record CreateSMSSandboxPhoneNumber(String phoneNumber, @Nullable String languageCode) {

  public CreateSMSSandboxPhoneNumber {
    phoneNumber = RequiredMember.of("phoneNumber", phoneNumber);
  }

  public record Result() {}
}
