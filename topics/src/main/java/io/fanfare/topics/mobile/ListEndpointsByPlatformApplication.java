package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.TopicArn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the devices of an application. */
public record ListEndpointsByPlatformApplication(
    String platformApplicationArn, @Nullable String nextToken) {

  public ListEndpointsByPlatformApplication {
    platformApplicationArn = TopicArn.check("PlatformApplicationArn", platformApplicationArn);
  }

  public record Result(List<Endpoint> endpoints, @Nullable String nextToken) {

    public Result {
      endpoints = Lists.orEmpty(endpoints);
    }
  }

  /** A device of the list. */
  public record Endpoint(@Nullable String endpointArn, Map<String, String> attributes) {

    public Endpoint {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
