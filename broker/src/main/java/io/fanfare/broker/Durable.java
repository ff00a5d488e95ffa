package io.fanfare.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Has files that others wrote outlast a fall of the machine. It blocks. */
final class Durable {

  private static final System.Logger LOG = System.getLogger(Durable.class.getName());

  /** Some systems flush no file that was opened to be read. */
  private static final OpenOption OPENED =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? StandardOpenOption.READ
          : StandardOpenOption.WRITE;

  private Durable() {}

  /**
   * Returns when what the file at {@code path} says is on the disk, and its name, and that of a
   * link to it.
   *
   * @throws IOException if the file cannot be flushed
   */
  static void force(Path path) throws IOException {
    Path file = path.toRealPath();
    if (Files.isRegularFile(file)) {
      try (FileChannel channel = FileChannel.open(file, OPENED)) {
        channel.force(true);
      }
      forceName(file);
      if (Files.isSymbolicLink(path)) {
        forceName(path.toAbsolutePath());
      }
    }
  }

  /** Has the name of {@code file} on the disk, where the system lets a directory be flushed. */
  static void forceName(Path file) {
    try (FileChannel channel = FileChannel.open(file.resolveSibling(""), StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The directory of " + file + " cannot be flushed", e);
    }
  }
}
