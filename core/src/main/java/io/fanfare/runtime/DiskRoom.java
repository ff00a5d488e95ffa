package io.fanfare.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;

/**
 * The watch over free space. A ballast file holds space back; when free space falls below as much
 * again, the ballast is given up, so that what makes the store smaller can still be written, and
 * there is no room for more until twice that much is free.
 */
final class DiskRoom {

  private static final System.Logger LOG = System.getLogger(DiskRoom.class.getName());

  /** A ballast is at most this part of what is free when it is made. */
  private static final int SHARE = 16;

  private static final int PIECE_BYTES = 1 << 20;

  private final Path ballast;
  private final long ballastBytes;
  private final LongSupplier usableBytes;
  private volatile boolean room = true;
  private boolean ballasted = true;

  /**
   * @param ballast the ballast file
   * @param wantedBytes how large the ballast is to be on a disk that is large enough
   * @param usableBytes tells how much of the disk is free
   */
  DiskRoom(Path ballast, long wantedBytes, LongSupplier usableBytes) {
    this.ballast = ballast;
    this.usableBytes = usableBytes;
    this.ballastBytes = Math.min(wantedBytes, (usableBytes.getAsLong() + size()) / SHARE);
    if (!make()) {
      room = false;
    }
  }

  boolean hasRoom() {
    return room;
  }

  /**
   * Looks at the disk.
   *
   * @param pendingBytes how much is accepted and will yet be written to the data file
   * @param reusableBytes tells how much free space there is within the data file
   */
  void check(long pendingBytes, LongSupplier reusableBytes) {
    long usable = usableBytes.getAsLong() - pendingBytes;
    if (room && usable < ballastBytes && usable + reusableBytes.getAsLong() < ballastBytes) {
      room = false;
      giveUp();
      LOG.log(System.Logger.Level.WARNING, "The disk is full: {0} bytes are free", usable);
    } else if (!room
        && usable + reusableBytes.getAsLong() >= 2 * ballastBytes
        && (usable < 2 * ballastBytes || make())) {
      room = true;
      ballasted = usable >= 2 * ballastBytes;
      LOG.log(System.Logger.Level.INFO, "There is room again: {0} bytes are free", usable);
    } else if (room && !ballasted && usable >= 2 * ballastBytes) {
      // What made room was space within the file; now there is some beside it.
      ballasted = make();
    }
  }

  private long size() {
    try {
      return Files.exists(ballast) ? Files.size(ballast) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private void giveUp() {
    try {
      Files.deleteIfExists(ballast);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The ballast cannot be given up", e);
    }
  }

  private boolean make() {
    long size = size();
    if (size >= ballastBytes) {
      return true;
    }
    try (FileChannel channel =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
      while (size < ballastBytes) {
        piece.clear().limit((int) Math.min(PIECE_BYTES, ballastBytes - size));
        size += channel.write(piece, size);
      }
      return true;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The ballast cannot be made", e);
      giveUp();
      return false;
    }
  }
}
