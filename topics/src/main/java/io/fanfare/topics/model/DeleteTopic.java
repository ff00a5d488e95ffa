package io.fanfare.topics.model;

/** Deletes a topic with its subscriptions. */
public record DeleteTopic(String topicArn) {

  public DeleteTopic {
    topicArn = TopicArn.check("TopicArn", topicArn);
  }
}
