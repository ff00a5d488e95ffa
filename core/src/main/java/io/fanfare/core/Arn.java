package io.fanfare.core;

import java.util.Map;
import java.util.Optional;

/**
 * An Amazon Resource Name: {@code arn:partition:service:region:account:resource}.
 *
 * @param resource everything after the fifth colon
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /** The partitions beside AWS's own, by what the names of their regions begin with. */
  private static final Map<String, String> PARTITIONS =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "eu-isoe-", "aws-iso-e",
          "us-isof-", "aws-iso-f",
          "eusc-", "aws-eusc");

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

  /** The partition of AWS that {@code region} lies in. */
  public static String partitionOf(String region) {
    for (Map.Entry<String, String> partition : PARTITIONS.entrySet()) {
      if (region.startsWith(partition.getKey())) {
        return partition.getValue();
      }
    }
    return "aws";
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
