package io.fanfare.store;

/** Hears how the store works. It is called on the store's writer thread and must return at once. */
@FunctionalInterface
public interface StoreListener {

  /** Hears nothing. */
  StoreListener NONE = commit -> {};

  /** A group of batches has become durable. */
  void committed(Commit commit);

  /** A step of cleaning has ended; commits waited for it only if the disk is scarce. */
  default void cleaned(long nanos) {}

  /** A checkpoint of the data file is written; commits waited for it only if the disk is scarce. */
  default void checkpointed(long nanos) {}

  /** How large the store is now; told after each commit and each step of cleaning. */
  default void measured(StoreStatistics statistics) {}

  /**
   * What one commit did.
   *
   * @param batches how many batches it made durable
   * @param bytes how many bytes of values they put
   * @param commitNanos how long it took to apply, write and flush them
   * @param syncNanos how long of that the disk took to flush
   */
  record Commit(int batches, long bytes, long commitNanos, long syncNanos) {}
}
