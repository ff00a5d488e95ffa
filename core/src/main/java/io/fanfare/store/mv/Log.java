package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.mv.file.Cell;

/**
 * What makes a group of changes durable before the data file has them. It is told of the changes
 * one by one and appends them as one. It has generations: each begins where a checkpoint does, and
 * the one before is kept until that checkpoint is durable.
 */
interface Log {

  /** The group puts {@code cell} at {@code key}. */
  void put(byte[] table, Key key, Cell cell);

  /** The group removes what is at {@code key}. */
  void remove(byte[] table, Key key);

  /** How long the group is so far, in bytes. */
  int groupBytes();

  /**
   * Appends the group and makes it durable.
   *
   * @return whether there was room; without, more may come with {@link #release}, or a checkpoint
   *     must make the group durable
   */
  boolean append();

  /** Begins anew behind a checkpoint that is durable and has the group, too. */
  void begin(Generation next);

  /** How many bytes the largest group has that there is room for. */
  int room();

  /** From the next group on it is of generation {@code next}; the one before is kept. */
  void turn(Generation next);

  /** The generations before the present one are needed no more: a durable checkpoint has them. */
  void release();

  /** How many bytes of the present generation were appended. */
  int position();

  /** How many bytes were ever appended since the log was opened. */
  long written();

  /** Flushes what was appended, whether or not power counts. */
  void force();

  /** How long flushing took since this was last asked, in nanoseconds. */
  long takeForceNanos();

  /** Closes and writes nothing more. */
  void close();
}
