package io.fanfare.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ARNs are made of. */
class ArnTest {

  @ParameterizedTest
  @CsvSource({
    "us-east-1, aws",
    "eu-west-1, aws",
    "cn-north-1, aws-cn",
    "us-gov-west-1, aws-us-gov",
    "us-iso-east-1, aws-iso",
    "us-isob-east-1, aws-iso-b",
    "eu-isoe-west-1, aws-iso-e",
    "us-isof-south-1, aws-iso-f",
    "eusc-de-east-1, aws-eusc",
  })
  void anArnHasThePartitionOfItsRegion(String region, String partition) {
    assertEquals(
        "arn:" + partition + ":sqs:" + region + ":000000000000:q",
        Arn.ofQueue(region, "000000000000", "q").toString());
    assertEquals(
        "arn:" + partition + ":sns:" + region + ":000000000000:t",
        Arn.ofTopic(region, "000000000000", "t").toString());
    assertEquals(
        "arn:" + partition + ":iam::000000000000:root",
        new Caller("000000000000", region, "http://x").named());
  }
}
