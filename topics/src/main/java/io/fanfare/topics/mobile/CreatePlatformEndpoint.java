package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.RequiredMember;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Introduces a device with an application.
 *
 * @param platformApplicationArn the application's ARN; {@code NotFound} for each, as there is none
 * @param token required: what the platform knows the device by
 * @param customUserData any text to keep with it
 * @param attributes values by name, such as {@code Enabled}
 * @see "SNS API Reference, CreatePlatformEndpoint"
 */
public record CreatePlatformEndpoint(
    String platformApplicationArn,
    String token,
    @Nullable String customUserData,
    Map<String, String> attributes) {

  public CreatePlatformEndpoint {
    platformApplicationArn = TopicArn.check("PlatformApplicationArn", platformApplicationArn);
    token = RequiredMember.of("token", token);
    attributes = Lists.orEmpty(attributes);
  }

  /**
   * Never answered here.
   *
   * @param endpointArn by which messages would be sent to the device
   */
  public record Result(String endpointArn) {}
}
