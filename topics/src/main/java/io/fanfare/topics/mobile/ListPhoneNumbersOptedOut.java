package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.core.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the phones that want no text messages.
 *
 * @param nextToken not looked at
 * @see "SNS API Reference, ListPhoneNumbersOptedOut"
 */
public record ListPhoneNumbersOptedOut(@WireName("nextToken") @Nullable String nextToken) {

  /**
   * Always an empty page here.
   *
   * @param phoneNumbers those that want no messages
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(
      @WireName("phoneNumbers") List<String> phoneNumbers,
      @WireName("nextToken") @Nullable String nextToken) {

    public Result {
      phoneNumbers = Lists.orEmpty(phoneNumbers);
    }
  }
}
