package io.fanfare.store.mv;

import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.disk.FullDisk;
import io.fanfare.store.mv.file.EngineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data directory that no broker uses. */
final class UnusedDirectory {

  private UnusedDirectory() {}

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
