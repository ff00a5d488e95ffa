package io.fanfare.core.deduplication;

/** The heap that there is for remembering messages. */
public interface DeduplicationBudget {

  /** What is remembered takes so many bytes more, or less. */
  void remembered(long bytes);

  /** Whether there is room to remember another message. */
  boolean canRemember();
}
