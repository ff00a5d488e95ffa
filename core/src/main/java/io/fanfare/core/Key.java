package io.fanfare.core;

/**
 * Where a row stands in its {@link Table}: rows are ordered by owner, then order, then sequence,
 * each compared as a signed number.
 *
 * @param owner whose row it is: a queue's, topic's or other owner's id; ids are never reused
 * @param order what the owner's rows are ordered by, such as a time in milliseconds
 * @param sequence tells rows of the same order apart
 */
public record Key(long owner, long order, long sequence) implements Comparable<Key> {

  /** The key of an owner that has one row. */
  public static Key of(long owner) {
    return new Key(owner, 0, 0);
  }

  /** The first key that any row of {@code owner} could have. */
  public static Key first(long owner) {
    return new Key(owner, Long.MIN_VALUE, Long.MIN_VALUE);
  }

  /** The smallest key after all rows of {@code owner}; {@code owner} is below the largest long. */
  public static Key afterAll(long owner) {
    return first(owner + 1);
  }

  /** The smallest key greater than this one. */
  public Key next() {
    if (sequence != Long.MAX_VALUE) {
      return new Key(owner, order, sequence + 1);
    }
    return order != Long.MAX_VALUE
        ? new Key(owner, order + 1, Long.MIN_VALUE)
        : Key.afterAll(owner);
  }

  @Override
  public int compareTo(Key other) {
    int byOwner = Long.compare(owner, other.owner);
    if (byOwner != 0) {
      return byOwner;
    }
    int byOrder = Long.compare(order, other.order);
    return byOrder != 0 ? byOrder : Long.compare(sequence, other.sequence);
  }
}
