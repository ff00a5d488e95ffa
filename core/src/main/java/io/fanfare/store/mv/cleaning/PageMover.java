package io.fanfare.store.mv.cleaning;

import io.fanfare.core.Key;
import io.fanfare.store.mv.file.BarrierFileStore;
import io.fanfare.store.mv.file.Cell;
import io.fanfare.store.mv.file.OpenedFile;
import io.fanfare.store.mv.file.PageChecksum;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.CursorPos;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SFChunk;
import org.jspecify.annotations.Nullable;

/**
 * The moving of what is left in chunks: each page of rows that is still referred to is written anew
 * with the next commit, as if one of its rows had been put once more. For crashes a move is
 * therefore a write like any other. MVStore can do the same, but only with whole chunks, which
 * holds up commits for as long as it takes to write several megabytes.
 */
final class PageMover {

  private static final System.Logger LOG = System.getLogger(PageMover.class.getName());

  private final MVStore store;
  private final BarrierFileStore file;
  private final Collection<Integer> damaged;

  /**
   * @param damaged takes the ids of chunks of which a page cannot be read; it stays where it is
   */
  PageMover(OpenedFile opened, Collection<Integer> damaged) {
    store = opened.store();
    file = opened.file();
    this.damaged = damaged;
  }

  /** A limit of one slice of moving. */
  interface Limit {
    /** Whether another page may be moved when pages of that many bytes were. */
    boolean allows(long bytes);
  }

  /**
   * Moves pages out of {@code chunks}, one chunk after the other.
   *
   * @return about how many bytes of pages were moved
   */
  long move(List<SFChunk> chunks, Limit limit) {
    long bytes = 0;
    long resting = 0;
    List<SFChunk> rests = new ArrayList<>();
    for (SFChunk chunk : chunks) {
      if (!limit.allows(bytes)) {
        break;
      }
      try {
        LivePages pages = LivePages.of(file, chunk);
        bytes += move(chunk, pages, before(limit, bytes));
        if (pages.ofRows() == 0 && pages.count() > 0) {
          rests.add(chunk);
          resting += pages.bytes();
        }
      } catch (MVStoreException e) {
        if (e.getErrorCode() != DataUtils.ERROR_FILE_CORRUPT) {
          throw e;
        }
        damaged.add(chunk.id);
        LOG.log(System.Logger.Level.ERROR, "A damaged page keeps its chunk in the data file", e);
      }
    }
    return !rests.isEmpty() && file.rewrite(rests) ? bytes + resting : bytes;
  }

  private static Limit before(Limit limit, long before) {
    return bytes -> limit.allows(before + bytes);
  }

  /** Leaves first: with them go most of the nodes above them. */
  private long move(SFChunk chunk, LivePages pages, Limit limit) {
    long bytes = 0;
    for (boolean leaves : new boolean[] {true, false}) {
      for (int i = 0; i < pages.count() && limit.allows(bytes); i++) {
        long entry = pages.entry(i);
        MVMap<Key, Cell> map = map(entry);
        if (DataUtils.isLeafPosition(entry) == leaves && map != null) {
          bytes += move(chunk, entry, map);
        }
      }
    }
    return bytes;
  }

  private @Nullable MVMap<Key, Cell> map(long entry) {
    int id = DataUtils.getPageMapId(entry);
    return id < PageChecksum.FIRST_MAP ? null : store.getMap(id);
  }

  private long move(SFChunk chunk, long entry, MVMap<Key, Cell> map) {
    ByteBuffer page = LivePages.read(file, chunk, entry);
    Key key = new PageChecksum(page).firstKey();
    if (key != null && !DataUtils.isLeafPosition(entry)) {
      // A node's key may be of a row that is gone; the next one is below the same node.
      key = map.ceilingKey(key);
    }
    if (key == null) {
      return 0;
    }
    Move move = new Move(DataUtils.composePagePos(chunk.id, entry));
    map.operate(key, null, move);
    return move.moved ? page.getInt(0) : 0;
  }

  /** The pages of a chunk that were referred to at the last commit. */
  @SuppressWarnings("ArrayRecordComponent")
  private record LivePages(long[] entries, int count, int ofRows, long bytes) {

    private static final int BEGINNING_BYTES = 128;

    static LivePages of(BarrierFileStore file, SFChunk chunk) {
      Map<String, String> fields = DataUtils.parseMap(chunk.asString());
      int pages = hex(fields, "pages");
      BitSet gone = BitSet.valueOf(HexFormat.of().parseHex(fields.getOrDefault("occupancy", "")));
      ByteBuffer directory = file.read(chunk, hex(fields, "toc"), pages * Long.BYTES);
      long[] entries = new long[pages];
      int count = 0;
      int ofRows = 0;
      long bytes = 0;
      for (int i = gone.nextClearBit(0); i < pages; i = gone.nextClearBit(i + 1)) {
        long entry = directory.getLong(i * Long.BYTES);
        entries[count++] = entry;
        bytes += DataUtils.getPageMaxLength(entry);
        ofRows += DataUtils.getPageMapId(entry) < PageChecksum.FIRST_MAP ? 0 : 1;
      }
      return new LivePages(entries, count, ofRows, bytes);
    }

    private static int hex(Map<String, String> fields, String name) {
      return Integer.parseInt(fields.getOrDefault(name, "0"), 16);
    }

    long entry(int index) {
      return entries[index];
    }

    static ByteBuffer read(BarrierFileStore file, SFChunk chunk, long entry) {
      int offset = DataUtils.getPageOffset(entry);
      int length = DataUtils.getPageMaxLength(entry);
      if (length == DataUtils.PAGE_LARGE) {
        length = file.read(chunk, offset, BEGINNING_BYTES).getInt();
      }
      int room = chunk.len * BarrierFileStore.BLOCK_BYTES - offset;
      return file.read(chunk, offset, Math.min(length, room));
    }
  }

  /** Puts the row once more, unless its page has been written anew since. */
  private static final class Move extends MVMap.DecisionMaker<Cell> {
    private final long position;
    private boolean moved;

    Move(long position) {
      this.position = position;
    }

    @Override
    public MVMap.Decision decide(Cell existing, Cell provided, CursorPos<?, ?> tip) {
      for (CursorPos<?, ?> at = tip; at != null; at = at.parent) {
        if (at.page.getPos() == position) {
          return decide(existing, provided);
        }
      }
      return MVMap.Decision.ABORT;
    }

    @Override
    @SuppressWarnings("UnnecessarilyUsedValue")
    public MVMap.Decision decide(Cell existing, Cell provided) {
      moved = existing != null;
      return moved ? MVMap.Decision.PUT : MVMap.Decision.ABORT;
    }

    @Override
    public <T extends Cell> T selectValue(T existing, T provided) {
      return existing;
    }

    @Override
    public void reset() {
      moved = false;
    }
  }
}
