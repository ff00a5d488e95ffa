package io.fanfare.core;

import java.util.Optional;

/**
 * An Amazon Resource Name: {@code arn:partition:service:region:account:resource}.
 *
 * @param resource everything after the fifth colon
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /** The ARN of a queue. */
  public static Arn ofQueue(String region, String account, String name) {
    return new Arn(partitionOf(region), "sqs", region, account, name);
  }

  /** The ARN of a topic. */
  public static Arn ofTopic(String region, String account, String name) {
    return new Arn(partitionOf(region), "sns", region, account, name);
  }

  /** The ARN that {@code text} spells, or nothing if it is not one. */
  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", 6);
    if (parts.length < 6 || !parts[0].equals("arn") || parts[5].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  private static String partitionOf(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
