package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.RequiredMember;
import java.util.Map;

/** Introduces an application that takes push notifications. */
public record CreatePlatformApplication(
    String name, String platform, Map<String, String> attributes) {

  public CreatePlatformApplication {
    name = RequiredMember.of("name", name);
    platform = RequiredMember.of("platform", platform);
    attributes = Lists.orEmpty(RequiredMember.of("attributes", attributes));
  }

  public record Result(String platformApplicationArn) {}
}
