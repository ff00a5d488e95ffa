package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.RequiredMember;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;

/** Sets attributes of an application. */
public record SetPlatformApplicationAttributes(
    String platformApplicationArn, Map<String, String> attributes) {

  public SetPlatformApplicationAttributes {
    platformApplicationArn = TopicArn.check("PlatformApplicationArn", platformApplicationArn);
    attributes = Lists.orEmpty(RequiredMember.of("attributes", attributes));
  }
}
