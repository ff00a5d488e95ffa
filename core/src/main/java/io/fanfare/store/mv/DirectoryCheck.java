package io.fanfare.store.mv;

import io.fanfare.core.Table;
import io.fanfare.store.BackupException;
import io.fanfare.store.CheckReport;
import io.fanfare.store.Finding;
import io.fanfare.store.RowCheck;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.mv.file.EngineFiles;
import io.fanfare.store.mv.file.FileCheck;
import io.fanfare.store.mv.file.OpenedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A look at all of a data directory, in which nothing is written. It goes from the outside in: the
 * files, their checksums, the rows, and only if all of those are whole what the rows say.
 */
final class DirectoryCheck {

  private final Path path;
  private final Findings findings = new Findings();
  private SortedMap<String, Long> rows = new TreeMap<>();
  private long commits;

  private DirectoryCheck(Path path) {
    this.path = path;
  }

  /**
   * Looks at the data directory at {@code directory}, and lets {@code floors} look at its rows.
   *
   * @throws StoreOpenException if it is in use, or is none that this program can read
   */
  static CheckReport check(Path directory, List<RowCheck> floors) {
    try {
      Path real = directory.toRealPath();
      try (DirectoryLock lock = DirectoryLock.look(real)) {
        CheckReport report = new DirectoryCheck(real).look(floors);
        if (!lock.isAlone()) {
          throw new StoreOpenException(real + " has come into use meanwhile");
        }
        return report;
      }
    } catch (IOException e) {
      throw new StoreOpenException(directory + " cannot be read: " + e, e);
    }
  }

  private CheckReport look(List<RowCheck> floors) throws IOException {
    Path store = path.resolve(DataDirectory.STORE);
    boolean journal = Files.exists(path.resolve(DataDirectory.JOURNAL));
    boolean mark = Files.exists(path.resolve(DataDirectory.MARK));
    if (!Files.exists(store) && !journal && !mark) {
      throw new StoreOpenException(
          path + " is no data directory: it has no " + store.getFileName());
    }
    if (Files.exists(path.resolve(DataDirectory.STORE + ".new"))) {
      findings.accept(
          Finding.remark("A store was being made under another name, and was not finished"));
    }
    if (BackupMark.isIn(path)) {
      verifyBackup();
    }
    if (mark) {
      judge(HighWaterMark.Said.of(path.resolve(DataDirectory.MARK)));
    } else {
      findings.damage(
          DataDirectory.MARK + " is missing, without which a loss of commits is not noticed");
    }
    if (Files.exists(store)) {
      lookInto(UnusedDirectory.files(path), floors);
    } else {
      findings.damage(store.getFileName() + " is missing");
    }
    long bytes = Files.exists(store) ? Files.size(store) : 0;
    return new CheckReport(commits, bytes, rows, findings.kept(), findings.more());
  }

  private void verifyBackup() throws IOException {
    try {
      BackupMark.verify(path);
    } catch (BackupException changed) {
      findings.damage(String.valueOf(changed.getMessage()));
    }
  }

  private void judge(HighWaterMark.Said said) {
    if (said.slots() == 0) {
      findings.damage(DataDirectory.MARK + " is damaged");
    } else if (said.slots() == 1) {
      findings.accept(
          Finding.remark(
              "One of the two slots of %s is damaged; the other is whole"
                  .formatted(DataDirectory.MARK)));
    }
  }

  private void lookInto(EngineFiles files, List<RowCheck> floors) throws IOException {
    OpenedFile opened;
    try {
      opened = OpenedFile.read(files);
    } catch (StoreOpenException unreadable) {
      findings.damage(String.valueOf(unreadable.getMessage()));
      return;
    }
    try {
      FileCheck check = new FileCheck(opened, findings::damage);
      check.header().map(Finding::remark).ifPresent(findings);
      check.chunks();
      Tables tables = new Tables(opened.store());
      tables.eachMap(check::pages);
      if (!findings.hasDamage()) {
        followJournal(files, opened, tables);
      }
      if (!findings.hasDamage()) {
        lookAtRows(tables, floors);
      }
    } catch (RuntimeException unreadable) {
      findings.damage(String.valueOf(OpenedFile.refused(files, unreadable).getMessage()));
    } finally {
      opened.abandon();
    }
  }

  private void followJournal(EngineFiles files, OpenedFile opened, Tables tables)
      throws IOException {
    Recovery recovery = Recovery.of(files, opened, tables);
    commits = recovery.commits();
    if (recovery.torn() >= 0) {
      findings.accept(
          Finding.remark(
              ("What follows commit %d in %s, at %d, is not whole: it was being written when the"
                      + " broker ended, and nobody was told that it is kept; or it was damaged"
                      + " since")
                  .formatted(commits, DataDirectory.JOURNAL, recovery.torn())));
    }
  }

  private void lookAtRows(Tables tables, List<RowCheck> floors) {
    StoredTables stored = new StoredTables(tables);
    rows = stored.verify(findings);
    stored.verifyCounts(findings);
    if (findings.hasDamage()) {
      findings.accept(Finding.remark("As rows are damaged, it was not looked what they say"));
      return;
    }
    Set<String> known = new HashSet<>();
    for (RowCheck floor : floors) {
      floor.check(stored, findings);
      for (Table table : floor.tables()) {
        known.add(table.name());
        known.add(ReferenceCounts.of(table).name());
      }
    }
    tables.names().stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                findings.accept(
                    Finding.remark("The table " + name + " is not known, and was not read")));
  }
}
