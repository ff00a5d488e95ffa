package io.fanfare.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that lines are added to, each of which is on the disk before more is done. It is one's
 * alone for as long as it is open.
 */
final class LineFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final boolean isNew;
  private @Nullable FileChannel reader;

  private LineFile(Path path, FileChannel channel, boolean isNew) {
    this.path = path;
    this.channel = channel;
    this.isNew = isNew;
  }

  /**
   * The file at {@code path}, which only its owner may read if it is new. A line that a fault broke
   * off is ended first.
   *
   * @throws RefusedException if it cannot be written, or if somebody else has it open
   */
  static LineFile open(Path path) {
    try {
      LineFile made = made(path);
      return made == null ? existing(path) : made.claimed(key(path));
    } catch (IOException | UnsupportedOperationException fault) {
      throw refused(path, fault.toString());
    }
  }

  private static @Nullable LineFile made(Path path) throws IOException {
    try {
      Set<StandardOpenOption> how =
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
      return new LineFile(path, FileChannel.open(path, how, ownersAlone(path)), true);
    } catch (FileAlreadyExistsException there) {
      return null;
    }
  }

  private static LineFile existing(Path path) throws IOException {
    Object before = key(path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.APPEND);
    return new LineFile(path, channel, false).claimed(before);
  }

  /** What tells the file at {@code path} from another that takes its place. */
  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /**
   * This file, ready to be written, once nobody else has it. Who had it may have removed it before
   * it was given up: then what stands at its path is not what was {@code before}.
   */
  private LineFile claimed(@Nullable Object before) throws IOException {
    boolean claimed = false;
    try {
      if (!isLocked() || !Objects.equals(before, key(path))) {
        throw refused(path, "something else writes there");
      }
      endLine();
      Path folder = path.toAbsolutePath().getParent();
      if (isNew && folder != null) {
        force(folder);
      }
      claimed = true;
      return this;
    } finally {
      if (!claimed) {
        closeChannels();
      }
    }
  }

  private boolean isLocked() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  private static FileAttribute<?>[] ownersAlone(Path path) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** The reader stays open: on some systems a lock goes when any channel to its file is closed. */
  private void endLine() throws IOException {
    long size = channel.size();
    if (size > 0) {
      FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
      reader = opened;
      ByteBuffer last = ByteBuffer.allocate(1);
      if (opened.read(last, size - 1) == 1 && last.get(0) != '\n') {
        put("\n");
      }
    }
  }

  /** The name of a new file is on the disk, too; where folders cannot be forced, they need not. */
  private static void force(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  /**
   * Adds {@code lines}; they are on the disk when this returns.
   *
   * @throws RefusedException if they may not be
   */
  void write(List<String> lines) {
    try {
      put(String.join("\n", lines) + "\n");
      channel.force(true);
    } catch (IOException fault) {
      throw refused(path, fault.toString());
    }
  }

  private void put(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static RefusedException refused(Path path, String why) {
    return new RefusedException(
        "Cannot write %s: %s; what is not in it was not deleted".formatted(path, why));
  }

  /** A file that was made for nothing is removed, while nobody else can have it. */
  @Override
  public void close() {
    try {
      if (isNew && channel.size() == 0) {
        Files.delete(path);
      }
      closeChannels();
    } catch (IOException fault) {
      throw refused(path, fault.toString());
    }
  }

  private void closeChannels() throws IOException {
    FileChannel read = reader;
    try {
      if (read != null) {
        read.close();
      }
    } finally {
      channel.close();
    }
  }
}
