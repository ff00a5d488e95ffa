package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the phones that are verified, or about to be.
 *
 * @param nextToken not looked at
 * @param maxResults not looked at
 * @see "SNS API Reference, ListSMSSandboxPhoneNumbers"
 */
public record ListSMSSandboxPhoneNumbers(@Nullable String nextToken, @Nullable Integer maxResults) {

  /**
   * Always an empty page here.
   *
   * @param phoneNumbers those that were to be verified
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(List<SMSSandboxPhoneNumber> phoneNumbers, @Nullable String nextToken) {

    public Result {
      phoneNumbers = Lists.orEmpty(phoneNumbers);
    }
  }

  /**
   * A phone of the list.
   *
   * @param phoneNumber with its plus sign
   * @param status {@code Pending} or {@code Verified}
   */
  public record SMSSandboxPhoneNumber(@Nullable String phoneNumber, @Nullable String status) {}
}
