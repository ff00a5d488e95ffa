package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;

/** Reads the attributes of a device. */
public record GetEndpointAttributes(String endpointArn) {

  public GetEndpointAttributes {
    endpointArn = TopicArn.check("EndpointArn", endpointArn);
  }

  public record Result(Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
