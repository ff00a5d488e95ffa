package io.fanfare.store.mv;

import io.fanfare.store.BackupException;
import io.fanfare.store.CheckReport;
import io.fanfare.store.Finding;
import io.fanfare.store.RowCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Makes a data directory of a backup, which is looked at before and stays as it is. */
final class BackupRestore {

  private BackupRestore() {}

  /**
   * Restores {@code backup} to {@code directory}, which is empty or not there.
   *
   * @param floors know what the rows say
   * @throws BackupException if the backup is not finished or not whole, or cannot be written
   */
  static CheckReport restore(Path backup, Path directory, List<RowCheck> floors) {
    BackupMark.require(backup);
    // That looks at the digests, too.
    CheckReport report = DirectoryCheck.check(backup, floors);
    if (!report.isSound()) {
      Finding first =
          report.findings().stream()
              .filter(finding -> finding.kind() == Finding.Kind.DAMAGE)
              .findFirst()
              .orElse(Finding.damage("it has too many faults"));
      throw new BackupException(backup + " is damaged, and was not restored: " + first);
    }
    NewDirectory target = new NewDirectory(directory);
    try {
      copy(backup, target);
    } catch (IOException e) {
      throw new BackupException(directory + " cannot be written: " + e, e);
    }
    return report;
  }

  private static void copy(Path backup, NewDirectory target) throws IOException {
    long bytes = 0;
    for (String name : BackupMark.FILES) {
      bytes += Files.size(backup.resolve(name));
    }
    target.make(bytes);
    boolean done = false;
    try {
      Path unfinished = target.file(DataDirectory.STORE + ".new");
      // The mark first: with it alone nobody takes the directory for a new one.
      for (String name : List.of(DataDirectory.MARK, DataDirectory.JOURNAL, DataDirectory.STORE)) {
        Path file = name.equals(DataDirectory.STORE) ? unfinished : target.file(name);
        Files.copy(backup.resolve(name), file);
        BackupMark.force(file);
      }
      DataDirectory.flush(target.path());
      Files.move(unfinished, target.file(DataDirectory.STORE), StandardCopyOption.ATOMIC_MOVE);
      DataDirectory.flush(target.path());
      DataDirectory.flush(target.path().getParent());
      done = true;
    } finally {
      if (!done) {
        target.remove();
      }
    }
  }
}
