package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;

/**
 * Reads the attributes of a device.
 *
 * @param endpointArn the ARN of the device's endpoint; {@code NotFound} if there is none
 * @see "SNS API Reference, GetEndpointAttributes"
 */
public record GetEndpointAttributes(String endpointArn) {

  public GetEndpointAttributes {
    endpointArn = TopicArn.check("EndpointArn", endpointArn);
  }

  /**
   * What the endpoint shows.
   *
   * @param attributes values by name, as {@link EndpointAttribute} declares them
   */
  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
