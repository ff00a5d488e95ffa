package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.RequiredMember;
import java.util.Map;

/**
 * Introduces an application that takes push notifications.
 *
 * @param name required; any text
 * @param platform such as {@code GCM}; each is refused with {@code InvalidParameter}
 * @param attributes required: the credentials for the platform, which are not kept
 * @see "SNS API Reference, CreatePlatformApplication"
 */
public record CreatePlatformApplication(
    String name, String platform, Map<String, String> attributes) {

  public CreatePlatformApplication {
    name = RequiredMember.of("name", name);
    platform = RequiredMember.of("platform", platform);
    attributes = Lists.orEmpty(RequiredMember.of("attributes", attributes));
  }

  /**
   * Never answered here.
   *
   * @param platformApplicationArn by which devices would be added to it
   */
  public record Result(String platformApplicationArn) {}
}
