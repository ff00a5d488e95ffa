package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;

/** Reads the attributes of an application. */
public record GetPlatformApplicationAttributes(String platformApplicationArn) {

  public GetPlatformApplicationAttributes {
    platformApplicationArn = TopicArn.check("PlatformApplicationArn", platformApplicationArn);
  }

  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
