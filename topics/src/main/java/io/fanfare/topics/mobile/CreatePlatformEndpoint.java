package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.RequiredMember;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Introduces a device with an application.
 *
 * @param platformApplicationArn the application's ARN; {@code NotFound} if there is none
 * @param token required: what the platform knows the device by; at most {@link
 *     io.fanfare.topics.model.Limits#TOKEN_BYTES} bytes, for Apple at most {@link
 *     io.fanfare.topics.model.Limits#APPLE_TOKEN_LENGTH} hexadecimal digits. It counts before one
 *     among the attributes
 * @param customUserData any text to keep with it, of at most {@link
 *     io.fanfare.topics.model.Limits#CUSTOM_USER_DATA_BYTES} bytes; counts before one among the
 *     attributes
 * @param attributes values by name, as {@link EndpointAttribute} declares them
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
   * The endpoint that was made or found.
   *
   * @param endpointArn by which messages are sent to the device
   */
  public record Result(String endpointArn) {}
}
