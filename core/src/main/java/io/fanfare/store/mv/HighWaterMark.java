package io.fanfare.store.mv;

import io.fanfare.store.StoreOpenException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A small file beside the data file that remembers how many commits there were, so that a data file
 * that has silently gone back in time is noticed. It never tells of a commit that is not durable,
 * and lags behind by a second at most. Its two slots are written in turn: one is always whole.
 */
final class HighWaterMark implements AutoCloseable {

  private static final int SLOT_BYTES = 4_096;
  private static final int RECORD_BYTES = Long.BYTES + Integer.BYTES;
  private static final long INTERVAL_NANOS = 1_000_000_000;

  private final FileChannel channel;
  private long version;
  private int slot;
  private long writtenNanos = System.nanoTime();

  private HighWaterMark(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens the mark at {@code path}, which is made if there is none.
   *
   * @throws StoreOpenException if what is there is not a mark
   */
  static HighWaterMark open(Path path) throws IOException {
    HighWaterMark mark =
        new HighWaterMark(
            FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    if (mark.channel.size() > 0 && mark.read() == 0) {
      mark.close();
      throw new StoreOpenException(path + " is damaged");
    }
    // Both slots have their blocks before the disk can be full.
    for (int slots = mark.slots(); slots < 2; slots++) {
      mark.put(mark.version);
    }
    return mark;
  }

  /**
   * What the mark at {@code path} says, which is left as it is.
   *
   * @param commits the number of commits known to have been durable
   * @param slots how many of its two slots are whole; without any nothing is known
   */
  record Said(long commits, int slots) {

    static Said of(Path path) throws IOException {
      try (HighWaterMark mark =
          new HighWaterMark(FileChannel.open(path, StandardOpenOption.READ))) {
        int slots = mark.read();
        return new Said(mark.version, slots);
      }
    }
  }

  /** The number of commits known to have been durable; 0 if none is known. */
  long version() {
    return version;
  }

  /** Writes down how many commits there were, if the last time was a second ago. */
  void advance(CommitEngine engine) {
    long now = System.nanoTime();
    if (now - writtenNanos >= INTERVAL_NANOS && engine.version() > version) {
      engine.flush();
      write(engine.version());
    }
  }

  /** Writes down that there were {@code commits}, all durable. */
  void write(long commits) {
    try {
      put(commits);
    } catch (IOException e) {
      throw new UncheckedIOException("The high-water mark cannot be written", e);
    }
  }

  private void put(long commits) throws IOException {
    version = commits;
    slot = 1 - slot;
    writtenNanos = System.nanoTime();
    ByteBuffer entry = ByteBuffer.allocate(RECORD_BYTES).putLong(commits);
    entry.putInt(checksum(commits)).flip();
    channel.write(entry, (long) slot * SLOT_BYTES);
    channel.force(true);
  }

  private int slots() throws IOException {
    long size = channel.size();
    return size == 0 ? 0 : size <= SLOT_BYTES ? 1 : 2;
  }

  /** Reads what it says; how many slots are whole. */
  private int read() throws IOException {
    int found = 0;
    for (int i = 0; i < 2; i++) {
      ByteBuffer entry = ByteBuffer.allocate(RECORD_BYTES);
      if (channel.read(entry, (long) i * SLOT_BYTES) == RECORD_BYTES) {
        long commits = entry.flip().getLong();
        if (entry.getInt() == checksum(commits)) {
          if (found == 0 || commits > version) {
            version = commits;
            slot = i;
          }
          found++;
        }
      }
    }
    return found;
  }

  private static int checksum(long commits) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(~commits).flip());
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
