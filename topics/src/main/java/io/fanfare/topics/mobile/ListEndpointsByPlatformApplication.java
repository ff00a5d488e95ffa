package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.TopicArn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists the devices of an application.
 *
 * @param platformApplicationArn the application's ARN; {@code NotFound} if there is none
 * @param nextToken of the page before, made for the same application; the first page without it
 * @see "SNS API Reference, ListEndpointsByPlatformApplication"
 */
public record ListEndpointsByPlatformApplication(
    String platformApplicationArn, @Nullable String nextToken) {

  public ListEndpointsByPlatformApplication {
    platformApplicationArn = TopicArn.check("PlatformApplicationArn", platformApplicationArn);
  }

  /**
   * A page of at most {@link io.fanfare.topics.model.Limits#PAGE}.
   *
   * @param endpoints a page of devices
   * @param nextToken for the page after this; absent on the last
   */
  public record Result(List<Endpoint> endpoints, @Nullable String nextToken) {

    public Result {
      endpoints = Lists.orEmpty(endpoints);
    }
  }

  /**
   * A device of the list.
   *
   * @param endpointArn by which messages are sent to it
   * @param attributes values by name, as {@link EndpointAttribute} declares them
   */
  public record Endpoint(@Nullable String endpointArn, Map<String, String> attributes) {

    public Endpoint {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
