package io.fanfare.store.mv.file;

import io.fanfare.store.mv.disk.FullDisk;
import io.fanfare.store.mv.disk.SpaceInFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;
import org.jspecify.annotations.Nullable;

/**
 * The data file of an MVStore, written so that the loss of power at any moment leaves every
 * acknowledged commit readable.
 *
 * <p>MVStore takes a chunk for whole when its first block and its footer are. So the footer is
 * written only after the body is durable, and the store's header, written on every commit, only
 * after the footer is: whatever the header or a footer points at is there. This leans on the
 * insides of one version of MVStore; the power cut test must pass anew before that version changes.
 *
 * <p>MVStore has no checksums for pages; this file signs them as they are written and verifies them
 * as they are read.
 */
public final class BarrierFileStore extends SingleFileStore {

  /** The unit in which a data file is laid out. */
  public static final int BLOCK_BYTES = 4096;

  private static final int SECTOR = 512;
  private static final int PIECE_BYTES = 1 << 20;
  private static final int HEADER_BLOCKS = 2;
  private static final String CLEAN = "clean";
  private static final int ANY_FILL = 101;

  /** Holes that are smaller do not take what a full disk lets be written at once. */
  private static final int HOLE_BYTES = 512 << 10;

  private final boolean durable;
  private final FullDisk disk;
  private boolean unsynced;
  private volatile boolean abandoned;
  private long syncNanos;
  private Collection<SFChunk> candidates = List.of();

  /**
   * @param config the settings of the MVStore
   * @param durable whether the barriers are kept against the loss of power, or only the order of
   *     writes, which is enough against the death of the process
   * @param disk what is done when there is no space for a write
   */
  public BarrierFileStore(Map<String, Object> config, boolean durable, FullDisk disk) {
    super(config);
    this.durable = durable;
    this.disk = disk;
  }

  @Override
  protected void writeFully(@Nullable SFChunk chunk, long position, ByteBuffer source) {
    if (position == 0) {
      sync();
      // A mark of a clean end would outlive the end: a crash within the first commit after it would
      // be mistaken for damage. Without it MVStore always looks for the newest chunk.
      storeHeader.remove(CLEAN);
      write(chunk, position, StoreHeader.of(storeHeader));
      source.position(source.limit());
      return;
    }
    if (chunk != null) {
      // MVStore removes this mark before it decides whether to write its header, and then does.
      storeHeader.put(CLEAN, 1);
      ChunkChecksum.sign(source);
    }
    int footer = source.limit() - SECTOR;
    write(chunk, position, source.duplicate().limit(footer));
    sync();
    write(chunk, position + footer, source.duplicate().position(footer));
    source.position(source.limit());
  }

  /** In pieces, because Java keeps memory outside the heap as large as the largest write. */
  private void write(@Nullable SFChunk chunk, long position, ByteBuffer source) {
    unsynced = true;
    int begin = source.position();
    for (int start = begin; start < source.limit(); start += PIECE_BYTES) {
      int end = Math.min(source.limit(), start + PIECE_BYTES);
      writePiece(chunk, position + start - begin, source.duplicate().limit(end).position(start));
    }
  }

  private void writePiece(@Nullable SFChunk chunk, long position, ByteBuffer piece) {
    try {
      disk.write(() -> writeOnce(chunk, position, piece.duplicate()));
    } catch (IOException e) {
      throw DataUtils.newMVStoreException(
          DataUtils.ERROR_WRITING_FAILED, "{0} cannot be written: {1}", getFileName(), e, e);
    }
  }

  private void writeOnce(@Nullable SFChunk chunk, long position, ByteBuffer source)
      throws IOException {
    if (abandoned) {
      throw new IOException("The file was given up");
    }
    try {
      super.writeFully(chunk, position, source);
    } catch (MVStoreException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public ByteBuffer readFully(@Nullable SFChunk chunk, long position, int length) {
    ByteBuffer buffer = super.readFully(chunk, position, length);
    if (chunk != null) {
      verify(chunk, position, buffer);
    }
    return buffer;
  }

  /** Does nothing: cutting off a large end takes long, so {@link #cut} does it in its own time. */
  @Override
  protected void shrinkStoreIfPossible(int percent) {}

  /**
   * Cuts off at most {@code bytes} behind the last chunk; to be called after a commit. MVStore does
   * the same there, but all at once.
   *
   * @return how many bytes were cut off
   */
  public long cut(long bytes) {
    long end = Math.max(end(), size() - bytes);
    long cut = size() - end;
    if (cut > 0) {
      sync();
      unsynced = true;
      truncate(end);
    }
    return cut;
  }

  /** How the file is used, as of the last commit. */
  public SpaceUse use() {
    long allocated = 2L * BLOCK_BYTES;
    long dead = 0;
    long live = 2L * BLOCK_BYTES;
    for (SFChunk chunk : getChunks().values()) {
      long bytes = (long) chunk.len * BLOCK_BYTES;
      allocated += bytes;
      if (chunk.maxLenLive == 0) {
        dead += bytes;
      } else {
        live += liveBytes(chunk);
      }
    }
    return new SpaceUse(size(), end(), allocated, dead, live);
  }

  /** How many bytes of the chunk are pages that are still referred to. */
  static long liveBytes(SFChunk chunk) {
    // MVStore counts with upper bounds of their lengths.
    return (long) chunk.len * BLOCK_BYTES * chunk.maxLenLive / Math.max(1, chunk.maxLen);
  }

  private long end() {
    return getAfterLastBlock_() * BLOCK_BYTES;
  }

  /** Where the next chunk of that many bytes would be put. */
  public long placeOf(int bytes) {
    long place = freeSpace.allocate(bytes);
    freeSpace.free(place, bytes);
    return place;
  }

  /** The chunks of the file. */
  public Collection<SFChunk> chunks() {
    return getChunks().values();
  }

  /** How many bytes were written since the file was opened. */
  public long written() {
    return writeBytes.get();
  }

  /** The bytes at an offset in a chunk, verified if a page begins there. */
  public ByteBuffer read(SFChunk chunk, int offset, int length) {
    return readFully(chunk, chunk.block * BLOCK_BYTES + offset, length);
  }

  /**
   * Writes anew, with the next commit, all that is left in these chunks.
   *
   * @return whether there was something that could be
   */
  public boolean rewrite(Collection<SFChunk> chunks) {
    candidates = chunks;
    boolean rewritten = compact(ANY_FILL, Integer.MAX_VALUE);
    candidates = List.of();
    return rewritten;
  }

  @Override
  public Collection<SFChunk> getRewriteCandidates() {
    return candidates;
  }

  /** Flushes what was written, where power counts. Does nothing when nothing was. */
  @Override
  public void sync() {
    if (durable) {
      flush();
    }
  }

  /** Flushes what was written, whether or not power counts. */
  public void flush() {
    if (unsynced) {
      long start = System.nanoTime();
      super.sync();
      syncNanos += System.nanoTime() - start;
      unsynced = false;
    }
  }

  /** How long flushing took since this was last asked. */
  public long takeSyncNanos() {
    long nanos = syncNanos;
    syncNanos = 0;
    return nanos;
  }

  /**
   * Lets the file be closed without another flush, since after a failed one the next proves
   * nothing, and refuses all writes, those too that wait for space. Any thread may.
   */
  public void abandon() {
    abandoned = true;
  }

  @Override
  public void close() {
    try {
      if (!abandoned) {
        flush();
      }
    } finally {
      super.close();
    }
  }

  /** The space that holds nothing. */
  public SpaceInFile space() {
    List<SFChunk> chunks =
        getChunks().values().stream()
            .filter(chunk -> chunk.block != 0)
            .sorted(Comparator.comparingLong(chunk -> chunk.block))
            .toList();
    long end = HEADER_BLOCKS;
    long reusable = 0;
    long largest = 0;
    long waiting = 0;
    for (SFChunk chunk : chunks) {
      long hole = (chunk.block - end) * BLOCK_BYTES;
      reusable += hole >= HOLE_BYTES ? hole : 0;
      largest = Math.max(largest, hole);
      waiting += chunk.maxLenLive == 0 ? (long) chunk.len * BLOCK_BYTES : 0;
      end = chunk.block + chunk.len;
    }
    return new SpaceInFile(reusable + Math.max(0, size() - end * BLOCK_BYTES), largest, waiting);
  }

  /** Refuses the newest chunk unless it is whole: its header says where everything else is. */
  void verifyNewestChunk() {
    getChunks().values().stream()
        .max(Comparator.comparingLong(chunk -> chunk.version))
        .ifPresent(this::verifySeal);
  }

  /** Whether all of {@code chunk} that is the store's own is as it was written. */
  boolean isWhole(SFChunk chunk) {
    try {
      verifySeal(chunk);
      return readChunkHeaderAndFooter(chunk.block, chunk.id) != null;
    } catch (MVStoreException damaged) {
      return false;
    }
  }

  private void verify(SFChunk chunk, long position, ByteBuffer buffer) {
    if (buffer.remaining() >= 8) {
      int length = buffer.getInt(buffer.position());
      int offset = (int) (position - chunk.block * BLOCK_BYTES);
      int check =
          DataUtils.getCheckValue(chunk.id)
              ^ DataUtils.getCheckValue(offset)
              ^ DataUtils.getCheckValue(length);
      if (buffer.getShort(buffer.position() + 4) == (short) check) {
        if (length > buffer.remaining()) {
          // MVStore looks at the length of a long page first and then reads it as a whole.
          return;
        }
        PageChecksum checksum = new PageChecksum(buffer);
        if (checksum.isOfRows()) {
          if (!checksum.isIntact()) {
            throw damaged("A page", chunk, position);
          }
          return;
        }
      }
    }
    verifySeal(chunk);
  }

  private void verifySeal(SFChunk chunk) {
    long start = chunk.block * BLOCK_BYTES;
    int length = chunk.len * BLOCK_BYTES;
    if (!ChunkChecksum.isIntact(
        length,
        (offset, size) ->
            super.readFully(chunk, start + offset, Math.min(size, length - offset)))) {
      throw damaged("The directory", chunk, start);
    }
  }

  private static MVStoreException damaged(String what, SFChunk chunk, long position) {
    return DataUtils.newMVStoreException(
        DataUtils.ERROR_FILE_CORRUPT,
        "{0} of chunk {1}, version {2}, at {3} is damaged",
        what,
        chunk.id,
        chunk.version,
        position);
  }
}
