package io.fanfare.store.mv.file;

/**
 * What of the heap the store may take beside its recent values. In a heap of 512 MiB and more that
 * is, in MiB: 16 for changes that gather, 16 for those that a checkpoint merges, 16 for the pages
 * of it that are not written yet, up to 16 for writing them, 20 for the cache of pages and the
 * directories of chunks, and 8 for a group of batches under way: 92 in all, less than a fifth. In a
 * smaller heap each is smaller by as much, but for the journal of a checkpoint: below a few
 * megabytes its flushes would cost more than what it writes.
 *
 * @param dirtyBytes from how many bytes of unwritten pages on a checkpoint is due where changes go
 *     to them at once; half as many are written in the middle of one, and with a quarter as many
 *     bytes of changes beside them one is due
 * @param checkpointBytes from how many bytes of journal on a checkpoint is due
 * @param cacheMegabytes the size of the page cache, in MiB
 * @param groupBytes how many bytes of values one commit gathers, but for the last batch
 */
public record StoreHeap(int dirtyBytes, int checkpointBytes, int cacheMegabytes, int groupBytes) {

  private static final long WHOLE = 512L << 20;
  private static final int UNITS = 64;

  /** MVStore makes smaller pages for a cache that is smaller. */
  private static final int LEAST_CACHE_MEGABYTES = 4;

  /** The shares of this process. */
  public static final StoreHeap OF_PROCESS = of(Runtime.getRuntime().maxMemory());

  /** The shares of a heap that grows to {@code heapBytes}. */
  static StoreHeap of(long heapBytes) {
    int units = (int) Math.max(4, Math.min(UNITS, heapBytes * UNITS / WHOLE));
    return new StoreHeap(
        units * ((32 << 20) / UNITS),
        Math.min(4 << 20, units * ((16 << 20) / UNITS)),
        Math.max(LEAST_CACHE_MEGABYTES, units * 16 / UNITS),
        units * ((8 << 20) / UNITS));
  }
}
