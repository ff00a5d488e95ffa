package io.fanfare.store.mv;

import io.fanfare.store.Backup;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.disk.FullDisk;
import io.fanfare.store.mv.file.EngineFiles;
import io.fanfare.store.mv.file.OpenedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A data directory that no broker uses, to be copied. */
final class UnusedDirectory {

  private UnusedDirectory() {}

  /** As {@link Stores#backup}. */
  static Backup backup(Path data, Path target) {
    try {
      Path real = data.toRealPath();
      try (DirectoryLock lock = DirectoryLock.look(real)) {
        Backup backup = copy(real, target);
        if (!lock.isAlone()) {
          throw new StoreOpenException(real + " has come into use meanwhile");
        }
        return backup;
      }
    } catch (IOException e) {
      throw new StoreOpenException(data + " cannot be read: " + e, e);
    }
  }

  private static Backup copy(Path data, Path target) throws IOException {
    long start = System.nanoTime();
    EngineFiles files = files(data);
    OpenedFile opened = OpenedFile.read(files);
    try {
      Tables tables = new Tables(opened.store());
      Recovery recovery = Recovery.of(files, opened, tables);
      long bytes = opened.file().use().live() + Files.size(Path.of(files.journal()));
      BackupWriter.Written written =
          new BackupWriter(target, () -> {}).write(Snapshot.of(tables, recovery.commits()), bytes);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Backup(written.rows(), written.bytes(), Duration.ZERO, took);
    } finally {
      opened.abandon();
    }
  }

  /** The files of {@code data}, to be read only. */
  static EngineFiles files(Path data) throws IOException {
    Path mark = data.resolve(DataDirectory.MARK);
    return new EngineFiles(
        data.resolve(DataDirectory.STORE).toString(),
        data.resolve(DataDirectory.JOURNAL).toString(),
        false,
        Files.exists(mark) ? HighWaterMark.Said.of(mark).commits() : 0,
        EngineFiles.Limits.of(StoreOptions.DEFAULT_JOURNAL_BYTES),
        FullDisk.REFUSING);
  }
}
