package io.fanfare.topics.listener;

/** A listener at its topic. */
public interface Listening {

  /** Hears no more; what is on its way may still be heard. Any thread may ask. */
  void end();
}
