package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the applications that take push notifications. */
public record ListPlatformApplications(@Nullable String nextToken) {

  public record Result(List<PlatformApplication> platformApplications, @Nullable String nextToken) {

    public Result {
      platformApplications = Lists.orEmpty(platformApplications);
    }
  }

  /** An application of the list. */
  public record PlatformApplication(
      @Nullable String platformApplicationArn, Map<String, String> attributes) {

    public PlatformApplication {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
