package io.fanfare.topics.listener;

/** Hears what is published to a topic, on the topic's event loop, which it must not hold up. */
public interface Listener {

  /** A message that its filter policy wants is durable; those of a FIFO topic in its order. */
  void heard(HeardMessage message);

  /**
   * Nothing is heard any more, because the topic is gone or is to be opened anew, because the
   * listener may not hear it any more, or because it takes too long to tell what it wants.
   */
  void ended(Throwable cause);
}
