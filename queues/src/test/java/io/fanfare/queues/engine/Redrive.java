package io.fanfare.queues.engine;

/** Redrive policies to a queue that is there. */
final class Redrive {

  private Redrive() {}

  /** The redrive policy of a queue that gives up after {@code receives}. */
  static String after(int receives) {
    return "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\","
        + "\"maxReceiveCount\":"
        + receives
        + "}";
  }
}
