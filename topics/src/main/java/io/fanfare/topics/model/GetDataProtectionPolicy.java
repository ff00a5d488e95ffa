package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/** Reads the data protection policy of a topic. */
public record GetDataProtectionPolicy(String resourceArn) {

  public GetDataProtectionPolicy {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
  }

  public record Result(@Nullable String dataProtectionPolicy) {}
}
