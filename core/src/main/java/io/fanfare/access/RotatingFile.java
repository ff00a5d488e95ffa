package io.fanfare.access;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that lines are added to, and that makes way for a new one when it is full: it becomes the
 * file with {@code .1} behind its name, that one {@code .2}, and so on; the last is deleted. Nobody
 * but who runs the process may read them. For one thread.
 */
final class RotatingFile implements Closeable {

  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final long mostBytes;
  private final int older;
  private @Nullable OutputStream open;
  private long size;

  /**
   * The file at {@code path}, which keeps what it has.
   *
   * @param mostBytes in one file
   * @param older how many are kept beside the one that is written
   */
  RotatingFile(Path path, long mostBytes, int older) throws IOException {
    this.path = path.toAbsolutePath();
    this.mostBytes = mostBytes;
    this.older = older;
    opened();
  }

  /** Adds {@code line} in ASCII; it may stand in the heap until {@link #flush}. */
  void add(String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    OutputStream out = opened();
    if (size > 0 && size + bytes.length > mostBytes) {
      rotate();
      out = opened();
    }
    out.write(bytes);
    size += bytes.length;
  }

  void flush() throws IOException {
    if (open != null) {
      open.flush();
    }
  }

  /** Closes it; what is added afterwards opens it again. */
  @Override
  public void close() throws IOException {
    OutputStream closing = open;
    open = null;
    if (closing != null) {
      closing.close();
    }
  }

  private OutputStream opened() throws IOException {
    OutputStream out = open;
    if (out == null) {
      create();
      boolean torn = isTorn();
      size = Files.size(path);
      out =
          new BufferedOutputStream(
              Files.newOutputStream(path, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS));
      open = out;
      if (torn) {
        out.write('\n');
        size++;
      }
    }
    return out;
  }

  private void create() throws IOException {
    Set<String> views = path.getFileSystem().supportedFileAttributeViews();
    FileAttribute<?>[] owners =
        views.contains("posix")
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
            : new FileAttribute<?>[0];
    try {
      Files.createFile(path, owners);
    } catch (FileAlreadyExistsException there) {
      own(views.contains("posix"));
    }
  }

  /** Goes on with a file that is there, if it is one, and nobody else may read it then. */
  private void own(boolean posix) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(path.toString(), null, "is not a regular file");
    }
    if (posix) {
      PosixFileAttributeView view =
          Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (!OWNERS.equals(view.readAttributes().permissions())) {
        view.setPermissions(OWNERS);
      }
    }
  }

  /** Whether the last line has no end, as after a crash or on a full disk. */
  private boolean isTorn() throws IOException {
    try (SeekableByteChannel file =
        Files.newByteChannel(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return file.size() > 0
          && file.position(file.size() - 1).read(last) == 1
          && last.get(0) != '\n';
    }
  }

  private void rotate() throws IOException {
    close();
    for (int i = older - 1; i > 0; i--) {
      if (Files.exists(numbered(i))) {
        Files.move(numbered(i), numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(path, numbered(1), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path numbered(int i) {
    return path.resolveSibling(path.getFileName() + "." + i);
  }
}
