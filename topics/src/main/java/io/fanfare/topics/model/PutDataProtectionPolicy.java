package io.fanfare.topics.model;

/**
 * Sets the data protection policy of a topic; an empty one is none.
 *
 * @param resourceArn the topic's ARN; {@code ResourceNotFound} if there is none
 * @param dataProtectionPolicy JSON of at most {@link Limits#DATA_PROTECTION_POLICY_LENGTH}
 *     characters, which is kept and has no effect
 * @see "SNS API Reference, PutDataProtectionPolicy"
 */
public record PutDataProtectionPolicy(String resourceArn, String dataProtectionPolicy) {

  public PutDataProtectionPolicy {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
    dataProtectionPolicy = RequiredMember.of("dataProtectionPolicy", dataProtectionPolicy);
  }
}
