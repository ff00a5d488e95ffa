package io.fanfare.runtime;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;

/** The commit engine as the simulator drives it; it compacts whenever it is asked to. */
record EngineSubject(CommitEngine engine) implements PowerCutSimulator.Subject {

  /** Shorter than in earnest, so that space is used again within a simulated life. */
  private static final int RETENTION_MILLIS = 5;

  /** Opens subjects whose journals are between one block and that many bytes large. */
  static PowerCutSimulator.Opener withJournals(int largestBytes, Random random) {
    int blocks = largestBytes / JournalRecord.BLOCK_BYTES;
    return name -> {
      int journalBytes = (1 + random.nextInt(blocks)) * JournalRecord.BLOCK_BYTES;
      EngineFiles.Limits limits = SimulatedFiles.limits(journalBytes, RETENTION_MILLIS);
      return new EngineSubject(CommitEngine.open(SimulatedFiles.engineFiles(name, limits)));
    };
  }

  @Override
  public void apply(Change change) {
    engine.apply(change);
  }

  @Override
  public void commit() {
    engine.commit();
  }

  @Override
  public void keepHouse() {
    engine.keepHouse(Integer.MAX_VALUE, false);
  }

  @Override
  public void compact() {
    engine.checkpoint();
    engine.compact();
  }

  @Override
  public Map<Key, byte[]> read(Table table) {
    Map<Key, byte[]> rows = new TreeMap<>();
    Cursor<Key, Cell> cursor = engine.map(table).cursor(null);
    while (cursor.hasNext()) {
      Key key = cursor.next();
      if (!cursor.getValue().isIntact(key)) {
        throw new IllegalStateException(table + " is damaged at " + key);
      }
      rows.put(key, cursor.getValue().bytes());
    }
    return rows;
  }

  @Override
  public void close() {
    engine.close();
  }

  @Override
  public void abort() {
    engine.abort();
  }
}
