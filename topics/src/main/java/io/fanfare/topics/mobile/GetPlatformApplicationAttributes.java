package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;

/**
 * Reads the attributes of an application.
 *
 * @param platformApplicationArn the application's ARN; {@code NotFound} if there is none
 * @see "SNS API Reference, GetPlatformApplicationAttributes"
 */
public record GetPlatformApplicationAttributes(String platformApplicationArn) {

  public GetPlatformApplicationAttributes {
    platformApplicationArn = TopicArn.check("PlatformApplicationArn", platformApplicationArn);
  }

  /**
   * What the application shows.
   *
   * @param attributes values by name, as {@link ApplicationAttribute} declares them, but for the
   *     credentials
   */
  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
