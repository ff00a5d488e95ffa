package io.fanfare.topics.engine;

/** What a topic makes of a message that is published to it. */
public sealed interface Acceptance {

  /** It is new and to be delivered, as every message of a standard topic is. */
  record New(TopicMessage message) implements Acceptance {}

  /** It was delivered before, and is not to be delivered again. */
  record Duplicate(Receipt original) implements Acceptance {}

  /** Its original has not reached all its queues yet, and may fail to. */
  record Premature(FifoMessage original) implements Acceptance {}
}
