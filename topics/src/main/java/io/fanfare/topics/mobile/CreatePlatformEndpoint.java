package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.topics.model.RequiredMember;
import io.fanfare.topics.model.TopicArn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Introduces a device with an application. */
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

  public record Result(String endpointArn) {}
}
