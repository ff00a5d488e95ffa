package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the numbers that text messages come from. */
public record ListOriginationNumbers(@Nullable String nextToken, @Nullable Integer maxResults) {

  public record Result(@Nullable String nextToken, List<PhoneNumberInformation> phoneNumbers) {

    public Result {
      phoneNumbers = Lists.orEmpty(phoneNumbers);
    }
  }

  /** A number of the list. */
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
