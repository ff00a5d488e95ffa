package io.fanfare.topics.model;

/**
 * Deletes a topic with its subscriptions.
 *
 * @param topicArn the topic's ARN; if there is none, nothing happens
 * @see "SNS API Reference, DeleteTopic"
 */
public record DeleteTopic(String topicArn) {

  public DeleteTopic {
    topicArn = TopicArn.check("TopicArn", topicArn);
  }
}
