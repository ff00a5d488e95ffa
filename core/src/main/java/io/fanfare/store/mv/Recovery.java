package io.fanfare.store.mv;

import io.fanfare.store.StoreOpenException;
import io.fanfare.store.mv.file.EngineFiles;
import io.fanfare.store.mv.file.OpenedFile;
import java.io.IOException;

/**
 * What the journal has beyond the data file, taken over when both are opened.
 *
 * @param generation the last checkpoint's
 * @param newest the number of the newest generation that the journal has something of
 * @param commits how many commits there are with those of the journal
 * @param torn where in the journal a record stands that would be the next and is not whole; less
 *     than 0 if there is none
 */
record Recovery(Generation generation, long newest, long commits, int torn) {

  /** The format of stores that have no journal yet; the first checkpoint makes them of this one. */
  private static final int FORMAT_WITHOUT_JOURNAL = 1;

  /** The first format of stores with a journal: of one generation, at its beginning. */
  private static final int FORMAT_WITH_JOURNAL = 2;

  /** The generation with the number of the newest, and with all commits. */
  Generation last() {
    return new Generation(newest, commits, generation.secret());
  }

  /**
   * Replays the journal of {@code files}.
   *
   * @param tables where the changes go
   * @throws StoreOpenException if the two do not hold all that was durable
   */
  static Recovery of(EngineFiles files, OpenedFile opened, Tables tables) throws IOException {
    if (opened.store().getStoreVersion() >= FORMAT_WITH_JOURNAL) {
      return replayed(files, tables);
    }
    if (opened.fresh()) {
      return without(0);
    }
    long commits = opened.store().getCurrentVersion();
    refuseUnlessWithoutJournal(files, opened.store().getStoreVersion(), commits);
    return without(commits);
  }

  private static Recovery without(long commits) {
    return new Recovery(Generation.before(commits), 0, commits, -1);
  }

  private static Recovery replayed(EngineFiles files, Tables tables) throws IOException {
    Generation generation = Generation.of(files.store(), tables.generation());
    if (!Journal.exists(files.journal())) {
      throw new StoreOpenException(
          "%s, without which %s is not whole, is missing"
              .formatted(files.journal(), files.store()));
    }
    JournalReplay replay = new JournalReplay(files, generation, Journal.read(files.journal()));
    replay.replay(tables);
    return new Recovery(generation, replay.newest(), replay.commits(), replay.torn());
  }

  private static void refuseUnlessWithoutJournal(EngineFiles files, int format, long version)
      throws IOException {
    if (format != FORMAT_WITHOUT_JOURNAL
        || version < files.vouched()
        || (Journal.exists(files.journal()) && !Journal.isBlank(files.journal()))) {
      throw new StoreOpenException(
          "%s lost its last commits: %d of at least %d are there, and none that go with %s"
              .formatted(files.store(), version, files.vouched(), files.journal()));
    }
  }
}
