package io.fanfare.store.mv;

import io.fanfare.store.StoreOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What keeps others out of a data directory while it is used. */
final class DirectoryLock implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DirectoryLock.class.getName());
  private static final String FILE = "broker.lock";

  /**
   * The directories that this process holds. A lock on a file is lost when the process that holds
   * it opens and closes the same file elsewhere, so it must not even try.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final @Nullable FileChannel channel;

  private DirectoryLock(Path path, @Nullable FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the directory at {@code path}, a real path, to write there.
   *
   * @throws StoreOpenException if it is in use
   */
  static DirectoryLock take(Path path) throws IOException {
    return hold(
        path,
        () -> {
          FileChannel channel =
              FileChannel.open(
                  path.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          return locked(channel, false);
        });
  }

  /**
   * Keeps those out who would write to the directory at {@code path}, and writes nothing there. A
   * directory without a lock's file was never written to by a broker, and {@link #isAlone} tells
   * whether one has begun meanwhile.
   *
   * @throws StoreOpenException if it is in use
   */
  static DirectoryLock look(Path path) throws IOException {
    return hold(
        path,
        () -> {
          Path file = path.resolve(FILE);
          return Files.exists(file)
              ? locked(FileChannel.open(file, StandardOpenOption.READ), true)
              : null;
        });
  }

  /** Whether nobody can have written to the directory since it is looked at. */
  boolean isAlone() {
    return channel != null || !Files.exists(path.resolve(FILE));
  }

  private interface Opening {
    @Nullable FileChannel open() throws IOException;
  }

  private static DirectoryLock hold(Path path, Opening opening) throws IOException {
    if (!HELD.add(path)) {
      throw inUse(path);
    }
    boolean held = false;
    try {
      FileChannel channel = opening.open();
      held = channel == null || channel.isOpen();
      if (!held) {
        throw inUse(path);
      }
      return new DirectoryLock(path, channel);
    } finally {
      if (!held) {
        HELD.remove(path);
      }
    }
  }

  /** {@code channel} with a lock, or closed if others have one. */
  private static FileChannel locked(FileChannel channel, boolean shared) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException others) {
      LOG.log(System.Logger.Level.DEBUG, "This process has the lock", others);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return channel;
  }

  private static StoreOpenException inUse(Path path) {
    return new StoreOpenException(path + " is in use by another broker");
  }

  /** Lets others have the directory. */
  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The lock of " + path + " does not close", e);
    } finally {
      HELD.remove(path);
    }
  }
}
