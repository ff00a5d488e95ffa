package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.mv.disk.FullDisk;
import io.fanfare.store.mv.file.Cell;
import io.fanfare.store.mv.file.EngineFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;

/**
 * The file that makes a commit durable with one write and one flush, until a checkpoint of the data
 * file has the same. It is a ring: records go behind one another, and on at the beginning of the
 * file once the place there is released.
 *
 * <p>It has its full size from the start, so that appending overwrites and the flush has no change
 * of the file's metadata to write.
 */
final class Journal implements Log {

  private static final int PIECE_BYTES = 1 << 20;

  private final String name;
  private final FileChannel channel;
  private final int size;
  private final boolean durable;
  private final FullDisk disk;
  private final JournalRecord record;
  private Generation generation;
  private long number;
  private int before;
  private final JournalSpace space;
  private boolean unforced;
  private long forceNanos;
  private long written;

  private Journal(EngineFiles files, FileChannel channel, Generation generation) {
    name = files.journal();
    this.channel = channel;
    size = files.limits().journalBytes();
    durable = files.durable();
    disk = files.disk();
    this.generation = generation;
    record = new JournalRecord(size);
    space = new JournalSpace(size);
  }

  static boolean exists(String name) {
    return FilePath.get(name).exists();
  }

  /** Whether there is no record at the beginning of the journal of that name. */
  static boolean isBlank(String name) throws IOException {
    try (FileChannel channel = FilePath.get(name).open("r")) {
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES);
      channel.read(bytes, 0);
      return bytes.getInt(0) == 0;
    }
  }

  /** Makes the journal, its size and its name durable; one that is there is made large enough. */
  static void make(EngineFiles files) throws IOException {
    FilePath path = FilePath.get(files.journal());
    boolean existed = path.exists();
    try (FileChannel channel = path.open("rw")) {
      long end = channel.size();
      ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
      while (end < files.limits().journalBytes()) {
        piece.clear().limit((int) Math.min(PIECE_BYTES, files.limits().journalBytes() - end));
        end += channel.write(piece, end);
      }
      channel.force(true);
    }
    FilePath directory = path.getParent();
    if (!existed && directory != null) {
      flush(directory);
    }
  }

  private static void flush(FilePath directory) {
    try (FileChannel channel = directory.open("r")) {
      channel.force(true);
    } catch (IOException e) {
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.DEBUG, directory + " cannot be flushed", e);
    }
  }

  /** The journal that {@link #make} made; {@link #begin} is to be called before anything else. */
  static Journal open(EngineFiles files, Generation generation) throws IOException {
    return new Journal(files, FilePath.get(files.journal()).open("rw"), generation);
  }

  /** All of the journal of that name. */
  static ByteBuffer read(String name) throws IOException {
    try (FileChannel channel = FilePath.get(name).open("r")) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new StoreOpenException(name + " is not a journal: it is too large");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {}
      return bytes.flip();
    }
  }

  @Override
  public void put(byte[] table, Key key, Cell cell) {
    record.put(table, key, cell);
  }

  @Override
  public void remove(byte[] table, Key key) {
    record.remove(table, key);
  }

  @Override
  public int groupBytes() {
    return record.bytes();
  }

  @Override
  public int room() {
    return space.room();
  }

  @Override
  public void begin(Generation next) {
    generation = next;
    number = next.commits();
    space.clear();
    record.clear();
  }

  @Override
  public void turn(Generation next) {
    generation = next;
    space.turn();
  }

  @Override
  public void release() {
    space.release();
  }

  @Override
  public int position() {
    return space.used();
  }

  /** Flushes what it appended where power counts. */
  @Override
  public boolean append() {
    int place = space.place(record.blocks());
    if (place < 0) {
      return false;
    }
    number++;
    int flags = unforced ? 0 : JournalRecord.FORCED_BEFORE;
    ByteBuffer bytes = record.sealed(generation, number, before, flags);
    before = record.checksum();
    unforced = true;
    written += bytes.remaining();
    try {
      // The journal has its size, but there are file systems that write nothing in place.
      disk.write(() -> write(bytes, place));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be written", e);
    }
    record.clear();
    if (durable) {
      force();
    }
    return true;
  }

  private void write(ByteBuffer bytes, int place) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, place + bytes.position());
    }
  }

  @Override
  public void force() {
    if (!unforced) {
      return;
    }
    long start = System.nanoTime();
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be flushed", e);
    }
    forceNanos += System.nanoTime() - start;
    unforced = false;
  }

  @Override
  public long takeForceNanos() {
    long nanos = forceNanos;
    forceNanos = 0;
    return nanos;
  }

  @Override
  public long written() {
    return written;
  }

  /**
   * Gives back what is beyond its size; to be called right behind a checkpoint that is durable, as
   * nothing there is needed from then on.
   */
  void trim() throws IOException {
    if (channel.size() > size) {
      channel.truncate(size);
      channel.force(true);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.WARNING, name + " does not close", e);
    }
  }
}
