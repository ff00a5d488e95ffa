package io.fanfare.store.mv.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that holds space back on the disk until a write finds none. It is written, not only made
 * long, so that its blocks are its own.
 */
public final class Ballast {

  /** The name of its file. */
  public static final String FILE = "ballast";

  private static final System.Logger LOG = System.getLogger(Ballast.class.getName());
  private static final int PIECE_BYTES = 1 << 20;

  private final Path file;
  private final long bytes;
  private volatile boolean whole;

  /**
   * @param bytes how large it is to be
   */
  public Ballast(Path file, long bytes) {
    this.file = file;
    this.bytes = bytes;
    whole = size(file) >= bytes;
  }

  /** How large that file is; 0 if there is none. */
  public static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** How large it is when it is whole, in bytes. */
  long bytes() {
    return bytes;
  }

  /** Whether all the space is held back. */
  boolean isWhole() {
    return whole;
  }

  /** Gives its space back; whether there was any. */
  boolean giveUp() {
    whole = false;
    long size = size(file);
    try {
      return Files.deleteIfExists(file) && size > 0;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The ballast cannot be given up", e);
      return false;
    }
  }

  /** Makes it whole, or does not take anything. */
  void make() {
    long size = size(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
      while (size < bytes) {
        piece.clear().limit((int) Math.min(PIECE_BYTES, bytes - size));
        size += channel.write(piece, size);
      }
      whole = true;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The ballast cannot be made", e);
      giveUp();
    }
  }
}
