package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.RequiredMember;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;

/**
 * Sets attributes of a device.
 *
 * @param endpointArn the ARN of the device's endpoint; {@code NotFound} if there is none
 * @param attributes required: values by name, as {@link EndpointAttribute} declares them
 * @see "SNS API Reference, SetEndpointAttributes"
 */
public record SetEndpointAttributes(String endpointArn, Map<String, String> attributes) {

  public SetEndpointAttributes {
    endpointArn = TopicArn.check("EndpointArn", endpointArn);
    attributes = Lists.orEmpty(RequiredMember.of("attributes", attributes));
  }
}
