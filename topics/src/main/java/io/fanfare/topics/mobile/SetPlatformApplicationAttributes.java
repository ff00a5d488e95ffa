package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.RequiredMember;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;

/**
 * Sets attributes of an application.
 *
 * @param platformApplicationArn the application's ARN; {@code NotFound} if there is none
 * @param attributes required: values by name, as {@link ApplicationAttribute} declares them; an
 *     empty one unsets what can be without a value
 * @see "SNS API Reference, SetPlatformApplicationAttributes"
 */
public record SetPlatformApplicationAttributes(
    String platformApplicationArn, Map<String, String> attributes) {

  public SetPlatformApplicationAttributes {
    platformApplicationArn = TopicArn.check("PlatformApplicationArn", platformApplicationArn);
    attributes = Lists.orEmpty(RequiredMember.of("attributes", attributes));
  }
}
