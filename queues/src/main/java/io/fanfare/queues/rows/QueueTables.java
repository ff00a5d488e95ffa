package io.fanfare.queues.rows;

import io.fanfare.core.Table;

/**
 * The tables of the queues. Every message of a queue stands in exactly one of {@link #READY},
 * {@link #DELAYED} and {@link #LEASED}, under the queue's generation; its content stands in {@link
 * #BODIES}, or in {@link #SHARED} if others have the same.
 */
public final class QueueTables {

  /** A row a queue, by its id: name, attributes, tags, generation. */
  public static final Table QUEUES = Table.of("queues");

  /** Messages that can be received, by the time they came to their place. */
  public static final Table READY = Table.of("ready");

  /** Messages whose delay goes on, by its end. */
  public static final Table DELAYED = Table.of("delayed");

  /** Messages in flight, by the time they were sent. */
  public static final Table LEASED = Table.of("leased");

  /** The messages of FIFO queues that stand in {@link #READY} as well, by their message group. */
  public static final Table GROUPED = Table.of("grouped");

  /**
   * The messages of standard queues that stand in {@link #READY} at another time than they were
   * sent, by that: those that went to the back, and dead letters.
   */
  public static final Table RETURNED = Table.of("returned");

  /** What FIFO queues took in during the last five minutes, by the number of the message. */
  public static final Table DEDUPLICATION = Table.of("deduplication");

  /** What senders sent, by a rising sequence over all queues. */
  public static final Table BODIES = Table.ofBodies("bodies");

  /** What topics sent to several queues, once for all of them, by a rising sequence. */
  public static final Table SHARED = Table.ofBodies("shared");

  /** Generations of purged and deleted queues whose messages are still to be removed. */
  public static final Table GARBAGE = Table.of("garbage");

  /** The last move tasks of each queue, by the queue's id and their own numbers. */
  public static final Table MOVE_TASKS = Table.of("moves");

  /** Secrets of this broker, by number. */
  public static final Table SECRETS = Table.of("secrets");

  private QueueTables() {}
}
