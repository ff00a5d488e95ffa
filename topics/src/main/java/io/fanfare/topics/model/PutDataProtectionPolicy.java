package io.fanfare.topics.model;

/** Sets the data protection policy of a topic; an empty one is none. */
public record PutDataProtectionPolicy(String resourceArn, String dataProtectionPolicy) {

  public PutDataProtectionPolicy {
    resourceArn = TopicArn.check("ResourceArn", resourceArn);
    dataProtectionPolicy = RequiredMember.of("dataProtectionPolicy", dataProtectionPolicy);
  }
}
