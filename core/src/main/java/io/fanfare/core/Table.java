package io.fanfare.core;

/**
 * A named, ordered set of rows in the store.
 *
 * <p>Tables are few, however many queues and topics there are: the store's commit costs grow with
 * the number of tables, so rows of many owners share one table and are told apart by their {@link
 * Key}.
 *
 * @param name the table's name in the store; never reused for rows of another meaning
 * @param keepsRecent whether the store keeps recently written values of this table in the heap,
 *     within its budget, so that reading them needs no disk
 */
public record Table(String name, boolean keepsRecent) {

  /** A table of small rows. */
  public static Table of(String name) {
    return new Table(name, false);
  }

  /** A table of message bodies, keyed by a rising sequence, whose young values stay in the heap. */
  public static Table ofBodies(String name) {
    return new Table(name, true);
  }
}
