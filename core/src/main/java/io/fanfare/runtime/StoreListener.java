package io.fanfare.runtime;

/** Hears how the store works. It is called on the store's writer thread and must return at once. */
@FunctionalInterface
public interface StoreListener {

  /** Hears nothing. */
  StoreListener NONE = commit -> {};

  /** A group of batches has become durable. */
  void committed(Commit commit);

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
