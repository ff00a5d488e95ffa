package io.fanfare.store.mv;

/**
 * Where in a journal of a fixed size the next record goes. What is kept is one stretch of the file,
 * which may go on at its beginning: that of a generation which has ended, then that of the present
 * one. A record is never parted.
 */
final class JournalSpace {

  private final int size;

  /** Where what is kept begins, and where it ends. */
  private int tail;

  private int head;
  private boolean kept;

  /** Where the present generation begins, or less than 0 as long as it has nothing. */
  private int turn = -1;

  private int used;

  /**
   * @param size of the journal, in bytes
   */
  JournalSpace(int size) {
    this.size = size;
  }

  /**
   * Takes the place of a record that has so many bytes.
   *
   * @return where it begins, or less than 0 if there is none
   */
  int place(long bytes) {
    int place = find(bytes);
    if (place >= 0) {
      tail = kept ? tail : place;
      turn = turn < 0 ? place : turn;
      kept = true;
      head = place + (int) bytes;
      used += (int) bytes;
    }
    return place;
  }

  /** How many bytes the largest record has that finds a place now. */
  int room() {
    if (!kept) {
      return size;
    }
    return head > tail ? Math.max(size - head, tail - 1) : tail - head - 1;
  }

  private int find(long bytes) {
    if (!kept) {
      return bytes <= size ? 0 : -1;
    }
    if (head > tail) {
      return bytes <= size - head ? head : bytes < tail ? 0 : -1;
    }
    return bytes < tail - head ? head : -1;
  }

  /** Begins the next generation; the one before it, which there is no more, was released. */
  void turn() {
    turn = -1;
    used = 0;
  }

  /** Gives up what is not of the present generation. */
  void release() {
    if (turn < 0) {
      kept = false;
    } else {
      tail = turn;
    }
  }

  /** Gives up all. */
  void clear() {
    turn();
    release();
  }

  /** How many bytes the present generation has. */
  int used() {
    return used;
  }
}
