package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the phones that are verified, or about to be. */
public record ListSMSSandboxPhoneNumbers(@Nullable String nextToken, @Nullable Integer maxResults) {

  public record Result(List<SMSSandboxPhoneNumber> phoneNumbers, @Nullable String nextToken) {

    public Result {
      phoneNumbers = Lists.orEmpty(phoneNumbers);
    }
  }

  /** A phone of the list. */
  public record SMSSandboxPhoneNumber(@Nullable String phoneNumber, @Nullable String status) {}
}
