package io.fanfare.store.mv;

import io.fanfare.store.StoreOpenException;
import io.fanfare.store.mv.disk.Ballast;
import io.fanfare.store.mv.disk.DiskRoom;
import io.fanfare.store.mv.file.EngineFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one store: its data file, the journal, the lock that keeps others out, the
 * high-water mark and the ballast.
 */
final class DataDirectory implements AutoCloseable {

  /** The data file. */
  static final String STORE = "fanfare.store";

  /** The high-water mark. */
  static final String MARK = "fanfare.mark";

  /** The journal. */
  static final String JOURNAL = "fanfare.journal";

  private static final System.Logger LOG = System.getLogger(DataDirectory.class.getName());
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;
  private final DirectoryLock lock;
  private final HighWaterMark mark;
  private final DiskRoom room;

  private DataDirectory(Path path, DirectoryLock lock, HighWaterMark mark, DiskRoom room) {
    this.path = path;
    this.lock = lock;
    this.mark = mark;
    this.room = room;
  }

  /**
   * Takes the directory at {@code path}, which is made if there is none.
   *
   * @param ballastBytes how much space to hold back
   * @throws StoreOpenException if it is in use or cannot be used
   */
  static DataDirectory open(Path path, long ballastBytes) {
    return open(path, ballastBytes, disk());
  }

  /** As the other; {@code disk} tells how much space is free around a path. */
  static DataDirectory open(Path path, long ballastBytes, ToLongFunction<Path> disk) {
    DirectoryLock lock = null;
    try {
      Path real = create(path);
      lock = DirectoryLock.take(real);
      // From now on it changes, and is no backup any more.
      Files.deleteIfExists(real.resolve(BackupMark.FILE));
      HighWaterMark mark = HighWaterMark.open(real.resolve(MARK));
      DiskRoom room = room(real, ballastBytes, () -> disk.applyAsLong(real));
      return new DataDirectory(real, lock, mark, room);
    } catch (IOException e) {
      abandon(lock);
      throw new StoreOpenException(path + " cannot be used as data directory: " + e, e);
    } catch (StoreOpenException e) {
      abandon(lock);
      throw e;
    }
  }

  private static void abandon(@Nullable DirectoryLock lock) {
    if (lock != null) {
      lock.close();
    }
  }

  private static DiskRoom room(Path path, long wantedBytes, LongSupplier usableBytes) {
    Path file = path.resolve(Ballast.FILE);
    long there = Ballast.size(file);
    long occupied = there + Ballast.size(path.resolve(STORE)) + Ballast.size(path.resolve(JOURNAL));
    long bytes = DiskRoom.ballastBytes(wantedBytes, usableBytes.getAsLong() + occupied);
    return new DiskRoom(new Ballast(file, bytes), occupied, usableBytes, System::nanoTime);
  }

  /**
   * Opens the data file, which is made if the directory has never had one.
   *
   * @throws StoreOpenException if it is not what it was; it is left as it is
   */
  CommitEngine openEngine(boolean durable, int journalBytes) {
    Path file = path.resolve(STORE);
    try {
      if (!Files.exists(file)) {
        make(file, journalBytes);
      }
      if (Files.size(file) == 0) {
        throw new StoreOpenException(file + " is empty");
      }
    } catch (IOException e) {
      throw new StoreOpenException(file + " cannot be made: " + e, e);
    }
    EngineFiles files = files(file, durable, journalBytes);
    CommitEngine engine =
        CommitEngine.open(new CommitEngine.Setting(files, System::nanoTime, FileWork.thread()));
    room.opened();
    return engine;
  }

  private EngineFiles files(Path store, boolean durable, int journalBytes) {
    return new EngineFiles(
        store.toString(),
        path.resolve(JOURNAL).toString(),
        durable,
        mark.version(),
        EngineFiles.Limits.of(journalBytes),
        room);
  }

  HighWaterMark mark() {
    return mark;
  }

  DiskRoom room() {
    return room;
  }

  /** Lets others have the directory. */
  @Override
  public void close() {
    try {
      mark.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The high-water mark does not close", e);
    } finally {
      lock.close();
    }
  }

  /** Makes a store under another name first: a store under its own name is always whole. */
  private void make(Path file, int journalBytes) throws IOException {
    String journal = path.resolve(JOURNAL).toString();
    if (mark.version() > 0 || (Journal.exists(journal) && !Journal.isBlank(journal))) {
      throw new StoreOpenException(file + " is missing");
    }
    Path unfinished = path.resolve(STORE + ".new");
    Files.deleteIfExists(unfinished);
    CommitEngine.open(files(unfinished, true, journalBytes)).close();
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    flush(path);
  }

  /** The directory at {@code path} for its owner alone, made if it is not there. */
  static Path create(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      flush(path.toAbsolutePath().getParent());
    }
    Path real = path.toRealPath();
    if (Files.getFileStore(real).supportsFileAttributeView("posix")
        && !Files.getPosixFilePermissions(real).equals(PRIVATE)) {
      try {
        Files.setPosixFilePermissions(real, PRIVATE);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, real + " can be read by others", e);
      }
    }
    return real;
  }

  /** Tells the free space of one path after another; to find its disk is slow and done once. */
  private static ToLongFunction<Path> disk() {
    Map<Path, FileStore> disks = new ConcurrentHashMap<>();
    return path -> {
      try {
        FileStore disk = disks.get(path);
        if (disk == null) {
          disk = Files.getFileStore(path);
          disks.put(path, disk);
        }
        return disk.getUsableSpace();
      } catch (IOException e) {
        throw new UncheckedIOException("The free space of " + path + " is not known", e);
      }
    };
  }

  /** Makes the names in {@code directory} durable, where the system lets a directory be flushed. */
  static void flush(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, directory + " cannot be flushed", e);
    }
  }
}
