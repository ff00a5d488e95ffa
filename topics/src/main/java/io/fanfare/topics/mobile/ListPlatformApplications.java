package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists the applications that take push notifications.
 *
 * @param nextToken of the page before; the first page without it
 * @see "SNS API Reference, ListPlatformApplications"
 */
public record ListPlatformApplications(@Nullable String nextToken) {

  /**
   * A page of at most {@link io.fanfare.topics.model.Limits#PAGE}.
   *
   * @param platformApplications those that the caller has made
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(List<PlatformApplication> platformApplications, @Nullable String nextToken) {

    public Result {
      platformApplications = Lists.orEmpty(platformApplications);
    }
  }

  /**
   * An application of the list.
   *
   * @param platformApplicationArn by which other actions name it
   * @param attributes values by name, as {@link ApplicationAttribute} declares them, but for the
   *     credentials
   */
  public record PlatformApplication(
      @Nullable String platformApplicationArn, Map<String, String> attributes) {

    public PlatformApplication {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
