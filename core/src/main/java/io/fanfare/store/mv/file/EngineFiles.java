package io.fanfare.store.mv.file;

import io.fanfare.store.mv.disk.FullDisk;

/**
 * The files of one store and how they are used.
 *
 * @param store the name of the data file
 * @param journal the name of the journal
 * @param durable whether commits are kept against the loss of power, or against the death of the
 *     process only
 * @param vouched how many commits are known to have been durable
 * @param limits how large things become
 * @param disk what is done when there is no space for a write
 */
public record EngineFiles(
    String store, String journal, boolean durable, long vouched, Limits limits, FullDisk disk) {

  /**
   * How large things become.
   *
   * @param retentionMillis after how long the space of old chunks may be used again
   * @param journalBytes how large the journal is
   * @param checkpointBytes from how full a journal on a checkpoint is due
   * @param dirtyBytes from how much heap on that a checkpoint would free one is due
   * @param slackBytes what of the data file is not worth cleaning
   */
  public record Limits(
      int retentionMillis, int journalBytes, int checkpointBytes, int dirtyBytes, long slackBytes) {

    private static final int RETENTION_MILLIS = 1_000;
    private static final long SLACK_BYTES = 8 << 20;

    /** A group of the largest size has room beyond what makes a checkpoint due. */
    private static final int CHECKPOINT_SHARE = 3;

    /**
     * Those of a store with that journal in this process. A checkpoint holds commits up for tens of
     * milliseconds, longer the more it has to write, and writes each changed page of rows once; 4
     * MiB is between the two.
     */
    public static Limits of(int journalBytes) {
      StoreHeap heap = StoreHeap.OF_PROCESS;
      return new Limits(
          RETENTION_MILLIS,
          journalBytes,
          Math.min(heap.checkpointBytes(), journalBytes / CHECKPOINT_SHARE),
          heap.dirtyBytes(),
          SLACK_BYTES);
    }
  }
}
