package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/**
 * Reads the data protection policy of a topic.
 *
 * @param resourceArn the topic's ARN; {@code ResourceNotFound} if there is none
 * @see "SNS API Reference, GetDataProtectionPolicy"
 */
public record GetDataProtectionPolicy(String resourceArn) {

  public GetDataProtectionPolicy {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
  }

  /**
   * The policy as it was put.
   *
   * @param dataProtectionPolicy JSON; absent if there is none
   */
  public record Result(@Nullable String dataProtectionPolicy) {}
}
