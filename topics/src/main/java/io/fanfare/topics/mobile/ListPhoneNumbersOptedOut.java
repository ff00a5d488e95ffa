package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.core.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the phones that want no text messages. */
public record ListPhoneNumbersOptedOut(@WireName("nextToken") @Nullable String nextToken) {

  public record Result(
      @WireName("phoneNumbers") List<String> phoneNumbers,
      @WireName("nextToken") @Nullable String nextToken) {

    public Result {
      phoneNumbers = Lists.orEmpty(phoneNumbers);
    }
  }
}
