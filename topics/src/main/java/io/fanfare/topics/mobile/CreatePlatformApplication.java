package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.RequiredMember;
import java.util.Map;

/**
 * Introduces an application that takes push notifications.
 *
 * @param name required; 1 to {@link io.fanfare.topics.model.Limits#APPLICATION_NAME_LENGTH} letters
 *     and digits of ASCII, underscores, hyphens and full stops
 * @param platform required; one of {@link Platform}
 * @param attributes required: values by name, as {@link ApplicationAttribute} declares them. {@code
 *     PlatformCredential} has to be there, and but for Firebase {@code PlatformPrincipal}; they are
 *     kept as they are, never checked with the platform, and never shown
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
   * The application that was made or found.
   *
   * @param platformApplicationArn by which devices are added to it
   */
  public record Result(String platformApplicationArn) {}
}
