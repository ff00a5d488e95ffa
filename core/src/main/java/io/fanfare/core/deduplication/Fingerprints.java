package io.fanfare.core.deduplication;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Numbers found by the low half of a hash: twelve to 24 bytes for each, so that a queue can afford
 * to remember everything that was sent within minutes. Different hashes may look alike; who finds a
 * number looks whether it is the right one.
 *
 * <p>An open-addressing table of longs: a fingerprint of 32 bits, and the distance of the number
 * from the least one, of 32 bits too.
 */
final class Fingerprints {

  private static final int LEAST_SLOTS = 16;
  private static final int MOST_SLOTS = 1 << 19;
  private static final long EMPTY = -1;
  private static final long MOST_DISTANCE = 0xFFFF_FFFEL;

  private final long least;
  private long[] slots = filled(LEAST_SLOTS);
  private int size;

  /** A table of numbers from {@code least} on. */
  Fingerprints(long least) {
    this.least = least;
  }

  /** Whether {@code number} can stand in this table, and there is room for it. */
  boolean takes(long number) {
    return number >= least && number - least <= MOST_DISTANCE && size < MOST_SLOTS / 3 * 2;
  }

  long bytes() {
    return (long) slots.length * Long.BYTES;
  }

  void add(long hash, long number) {
    if (size >= slots.length / 3 * 2) {
      grow();
    }
    put(hash << 32 | (number - least));
    size++;
  }

  /** Gives {@code found} the numbers of every hash that looks like this one. */
  void find(long hash, LongConsumer found) {
    int mask = slots.length - 1;
    for (int i = slotOf(hash) & mask; slots[i] != EMPTY; i = (i + 1) & mask) {
      if ((int) (slots[i] >>> 32) == (int) hash) {
        found.accept(least + (slots[i] & 0xFFFF_FFFFL));
      }
    }
  }

  private void put(long slot) {
    int mask = slots.length - 1;
    int i = slotOf(slot >>> 32) & mask;
    while (slots[i] != EMPTY) {
      i = (i + 1) & mask;
    }
    slots[i] = slot;
  }

  private void grow() {
    long[] old = slots;
    slots = filled(old.length * 2);
    for (long slot : old) {
      if (slot != EMPTY) {
        put(slot);
      }
    }
  }

  /** The fingerprint is as good as random, but its low bits should not be all that counts. */
  private static int slotOf(long hash) {
    int fingerprint = (int) hash;
    return fingerprint ^ (fingerprint >>> 16);
  }

  private static long[] filled(int slots) {
    long[] empty = new long[slots];
    Arrays.fill(empty, EMPTY);
    return empty;
  }
}
