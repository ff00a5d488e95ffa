package io.fanfare.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What is looked after with every commit: the sequence's ceiling, the young values, the room on the
 * disk, the high-water mark and the size of the file.
 */
final class StoreKeeper {

  private static final long ROOM_POLL_MILLIS = 200;

  private final Sequence sequence;
  private final YoungValues young;
  private final StoreReader reader;
  private final @Nullable DataDirectory directory;

  /**
   * @param directory where the engine's file is, or null if its rows are in the heap only
   */
  StoreKeeper(
      Sequence sequence, YoungValues young, StoreReader reader, @Nullable DataDirectory directory) {
    this.sequence = sequence;
    this.young = young;
    this.reader = reader;
    this.directory = directory;
  }

  boolean hasRoom() {
    return directory == null || directory.room().hasRoom();
  }

  /** After how many milliseconds to look again though nobody writes; for ever if never. */
  long patienceMillis(CommitEngine engine) {
    long patience = engine.patienceMillis();
    return hasRoom() ? patience : Math.min(patience, ROOM_POLL_MILLIS);
  }

  void beforeCommit(CommitEngine engine) {
    sequence.beforeCommit(engine);
  }

  void afterCommit(CommitEngine engine) {
    sequence.afterCommit();
    young.giveUp();
    if (directory != null) {
      directory.room().check(engine.pendingBytes(), engine::freeBytes);
      directory.mark().advance(engine);
    }
    engine.keepHouse(!hasRoom());
  }

  /** Lets {@code listener} know how large the store is, and how long a step of cleaning took. */
  void report(CommitEngine engine, StoreListener listener) {
    engine
        .cleaning()
        .ifPresent(
            cleaning -> {
              long nanos = cleaning.takeStepNanos();
              if (nanos > 0) {
                listener.cleaned(nanos);
              }
              listener.measured(cleaning.statistics());
            });
  }

  void close(CommitEngine engine) {
    reader.close();
    engine.close();
    if (directory != null) {
      directory.mark().write(engine.version());
      directory.close();
    }
  }

  void abort(CommitEngine engine) {
    try {
      engine.abort();
    } finally {
      reader.close();
      if (directory != null) {
        directory.close();
      }
    }
  }
}
