package io.fanfare.store.mv;

import io.fanfare.store.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A directory that a store is written to which was not there before. */
final class NewDirectory {

  private static final System.Logger LOG = System.getLogger(NewDirectory.class.getName());

  /** So much is left to others, so that a broker on the same disk goes on to take messages. */
  private static final long LEFT_BYTES = 128 << 20;

  private final Path path;
  private boolean made;

  NewDirectory(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Makes it, for its owner alone, if it is not there.
   *
   * @param bytes how much will be written there
   * @throws BackupException if it is not empty, or the disk has not so much space
   */
  void make(long bytes) {
    try {
      made = !Files.exists(path);
      // What is somebody's stays as it is, his rights to it as well.
      if (!made && !isEmpty()) {
        throw new BackupException(path + " is not empty");
      }
      DataDirectory.create(path);
      long usable = Files.getFileStore(path).getUsableSpace();
      if (usable - LEFT_BYTES < bytes) {
        remove();
        throw new BackupException(
            String.format(
                Locale.ROOT,
                "The disk of %s has no room: %,d bytes are to be written, %,d are free, of which"
                    + " %,d are left free",
                path,
                bytes,
                usable,
                LEFT_BYTES));
      }
    } catch (IOException e) {
      throw new BackupException(path + " cannot be used: " + e, e);
    }
  }

  /**
   * Looks whether there is still room for others on its disk.
   *
   * @throws BackupException if there is not
   */
  void checkRoom() {
    if (path.toFile().getUsableSpace() < LEFT_BYTES) {
      throw new BackupException("The disk of " + path + " is nearly full, so no backup was made");
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  /** Removes what was written there, and the directory if it was made. */
  void remove() {
    try {
      List<Path> files;
      try (Stream<Path> all = Files.list(path)) {
        files = all.toList();
      }
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      if (made) {
        Files.delete(path);
      }
    } catch (NoSuchFileException gone) {
      LOG.log(System.Logger.Level.DEBUG, "It is gone already", gone);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, path + " holds what is left of a backup", e);
    }
  }
}
