package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.BackupException;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.disk.FullDisk;
import io.fanfare.store.mv.file.Cell;
import io.fanfare.store.mv.file.EngineFiles;
import io.fanfare.store.mv.file.OpenedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.h2.mvstore.MVStoreException;

/**
 * Writes a snapshot into a directory of its own as a store that has no journal to follow: a data
 * file with every row, written in the order of their keys, and beside it what a broker expects
 * there. The data file has another name until it is durable, and what says that it is a backup is
 * written last. If anything fails, all of it is removed.
 */
final class BackupWriter {

  /** How many bytes of pages gather before they are written. */
  private static final int GATHERED = 4 << 20;

  private static final int ROWS_A_LOOK = 256;

  private final NewDirectory directory;
  private final Runnable look;
  private long rows;

  /** What was written: how many rows, and how many bytes the files have. */
  record Written(long rows, long bytes) {}

  /**
   * Will write to {@code directory}, which is empty or not there.
   *
   * @param look throws {@link BackupException} if it is to be given up; asked now and then
   */
  BackupWriter(Path directory, Runnable look) {
    this.directory = new NewDirectory(directory);
    this.look = look;
  }

  /**
   * Writes {@code snapshot}, which has about so many bytes.
   *
   * @throws BackupException if it cannot be written; then nothing is left of it
   */
  Written write(Snapshot snapshot, long contentBytes) {
    directory.make(contentBytes + StoreOptions.DEFAULT_JOURNAL_BYTES);
    boolean done = false;
    try {
      EngineFiles files = files();
      store(files, snapshot);
      Journal.make(files);
      try (HighWaterMark mark = HighWaterMark.open(directory.file(DataDirectory.MARK))) {
        mark.write(snapshot.commits());
      }
      Files.move(
          Path.of(files.store()),
          directory.file(DataDirectory.STORE),
          StandardCopyOption.ATOMIC_MOVE);
      DataDirectory.flush(directory.path());
      long bytes = BackupMark.write(directory.path(), rows, snapshot.commits(), look);
      done = true;
      return new Written(rows, bytes);
    } catch (IOException | MVStoreException e) {
      throw new BackupException(directory.path() + " cannot be written: " + e.getMessage(), e);
    } finally {
      if (!done) {
        directory.remove();
      }
    }
  }

  private EngineFiles files() {
    return new EngineFiles(
        directory.file(DataDirectory.STORE + ".new").toString(),
        directory.file(DataDirectory.JOURNAL).toString(),
        true,
        0,
        EngineFiles.Limits.of(StoreOptions.DEFAULT_JOURNAL_BYTES),
        FullDisk.REFUSING);
  }

  private void store(EngineFiles files, Snapshot snapshot) {
    OpenedFile opened = OpenedFile.open(files);
    boolean closed = false;
    try {
      Tables tables = new Tables(opened.store());
      tables.writeThrough(true);
      snapshot.tables().forEach((name, all) -> copy(opened, tables, name, all));
      tables.setSequenceCeiling(snapshot.ceiling());
      tables.setGeneration(Generation.before(0).next(snapshot.commits()));
      opened.store().setStoreVersion(OpenedFile.FORMAT);
      opened.store().commit();
      opened.file().flush();
      opened.store().close();
      closed = true;
    } finally {
      if (!closed) {
        opened.abandon();
      }
    }
  }

  private void copy(
      OpenedFile opened, Tables tables, String name, Supplier<Iterator<Map.Entry<Key, Cell>>> all) {
    Iterator<Map.Entry<Key, Cell>> left = rowsOf(name, all);
    while (left.hasNext()) {
      Map.Entry<Key, Cell> row = left.next();
      if (!row.getValue().isIntact(row.getKey())) {
        throw new BackupException(
            "The row at %s of %s is damaged, so no backup was made".formatted(row.getKey(), name));
      }
      tables.change(name, row.getKey(), row.getValue());
      if (++rows % ROWS_A_LOOK == 0) {
        look.run();
        directory.checkRoom();
      }
      if (opened.store().getUnsavedMemory() >= GATHERED) {
        opened.store().commit();
      }
    }
  }

  private static Iterator<Map.Entry<Key, Cell>> rowsOf(
      String name, Supplier<Iterator<Map.Entry<Key, Cell>>> all) {
    Iterator<Map.Entry<Key, Cell>> rows = all.get();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return read(rows::hasNext);
      }

      @Override
      public Map.Entry<Key, Cell> next() {
        return read(rows::next);
      }

      private <T> T read(Supplier<T> reading) {
        try {
          return reading.get();
        } catch (MVStoreException damaged) {
          throw new BackupException(
              "The table %s cannot be read, so no backup was made: %s"
                  .formatted(name, damaged.getMessage()),
              damaged);
        }
      }
    };
  }
}
