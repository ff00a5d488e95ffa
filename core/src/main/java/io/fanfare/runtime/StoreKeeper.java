package io.fanfare.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What is looked after with every commit: the sequence's ceiling, the young values, the room on the
 * disk, the high-water mark and the size of the file.
 */
final class StoreKeeper {

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
