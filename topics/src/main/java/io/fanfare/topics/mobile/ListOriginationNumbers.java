package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the numbers that text messages come from.
 *
 * @param nextToken not looked at
 * @param maxResults not looked at
 * @see "SNS API Reference, ListOriginationNumbers"
 */
public record ListOriginationNumbers(@Nullable String nextToken, @Nullable Integer maxResults) {

  /**
   * Always an empty page here.
   *
   * @param nextToken for the page after this; absent on the last
   * @param phoneNumbers those that messages would come from
   */
  public record Result(@Nullable String nextToken, List<PhoneNumberInformation> phoneNumbers) {

    public Result {
      phoneNumbers = Lists.orEmpty(phoneNumbers);
    }
  }

  /**
   * A number of the list.
   *
   * @param createdAt since when the account has it
   * @param phoneNumber with its plus sign
   * @param status such as {@code Active}
   * @param iso2CountryCode two letters
   * @param routeType such as {@code Transactional}
   * @param numberCapabilities {@code SMS}, {@code MMS} or {@code VOICE}
   */
  public record PhoneNumberInformation(
      @Nullable String createdAt,
      @Nullable String phoneNumber,
      @Nullable String status,
      @Nullable String iso2CountryCode,
      @Nullable String routeType,
      List<String> numberCapabilities) {

    public PhoneNumberInformation {
      numberCapabilities = Lists.orEmpty(numberCapabilities);
    }
  }
}
