package io.fanfare.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** A file that lines are added to, each of which is on the disk before more is done. */
final class LineFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final boolean isNew;

  private LineFile(Path path, FileChannel channel, boolean isNew) {
    this.path = path;
    this.channel = channel;
    this.isNew = isNew;
  }

  /**
   * The file at {@code path}, which only its owner may read if it is new. A line that a fault broke
   * off is ended first.
   *
   * @throws RefusedException if it cannot be written
   */
  static LineFile open(Path path) {
    try {
      boolean isNew = Files.notExists(path);
      FileChannel channel =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              ownersAlone(path));
      LineFile file = new LineFile(path, channel, isNew);
      file.toEnd();
      Path folder = path.toAbsolutePath().getParent();
      if (isNew && folder != null) {
        force(folder);
      }
      return file;
    } catch (IOException | UnsupportedOperationException fault) {
      throw refused(path, fault);
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

  private void toEnd() throws IOException {
    long size = channel.size();
    channel.position(size);
    ByteBuffer last = ByteBuffer.allocate(1);
    if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
      put("\n");
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
      throw refused(path, fault);
    }
  }

  private void put(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static RefusedException refused(Path path, Exception fault) {
    return new RefusedException(
        "Cannot write %s: %s; what is not in it was not deleted".formatted(path, fault));
  }

  /** A file that was made for nothing is removed. */
  @Override
  public void close() {
    try {
      boolean empty = channel.size() == 0;
      channel.close();
      if (isNew && empty) {
        Files.delete(path);
      }
    } catch (IOException fault) {
      throw refused(path, fault);
    }
  }
}
