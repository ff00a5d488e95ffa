package io.fanfare.topics.mobile;

import io.fanfare.topics.model.RequiredMember;
import org.jspecify.annotations.Nullable;

/**
 * Begins to verify a phone.
 *
 * @param phoneNumber required; {@code UserError} for each, as no password can be sent to it
 * @param languageCode of the message with the password, such as {@code en-US}; not looked at
 * @see "SNS API Reference, CreateSMSSandboxPhoneNumber"
 */
public record CreateSMSSandboxPhoneNumber(String phoneNumber, @Nullable String languageCode) {

  public CreateSMSSandboxPhoneNumber {
    phoneNumber = RequiredMember.of("phoneNumber", phoneNumber);
  }

  /** Never answered here. */
  public record Result() {}
}
