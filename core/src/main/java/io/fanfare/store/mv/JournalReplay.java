package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.mv.file.Cell;
import io.fanfare.store.mv.file.EngineFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a {@link Journal} after a crash: the records that follow a checkpoint, in order,
 * up to the first that is not whole. They are of its generation, and then of the next, if there was
 * a checkpoint under way; where in the file they are tells nothing. Nothing is told of them before
 * all were looked at, and all are refused where one that must have been durable is missing.
 */
final class JournalReplay {

  /** Where the changes go. */
  interface Target {
    /** Puts {@code cell} at {@code key}, or removes what is there if it is null. */
    void change(String table, Key key, @Nullable Cell cell);
  }

  private final EngineFiles files;
  private final Generation generation;
  private final ByteBuffer bytes;
  private final CRC32C crc = new CRC32C();
  private final List<Header> records = new ArrayList<>();
  private final List<Header> chain = new ArrayList<>();

  /**
   * @param bytes all of the journal
   * @throws StoreOpenException if the journal and the checkpoint of {@code generation} do not hold
   *     all that was durable
   */
  JournalReplay(EngineFiles files, Generation generation, ByteBuffer bytes) {
    this.files = files;
    this.generation = generation;
    this.bytes = bytes;
    find();
    follow();
    refuseWhatCannotFollow();
    if (commits() < files.vouched()) {
      throw lost("%d of at least %d are there".formatted(commits(), files.vouched()));
    }
  }

  /** How many commits there are with those of the journal. */
  long commits() {
    return generation.commits() + chain.size();
  }

  /** The newest generation that the journal has a record of, if it is not the checkpoint's. */
  long newest() {
    return records.stream().mapToLong(Header::generation).reduce(generation.number(), Math::max);
  }

  /**
   * Where a record stands that would follow the last and is not whole; less than 0 if there is
   * none. It was being written when the broker ended, and then nobody heard of it; or it was
   * damaged since, which nothing tells apart.
   */
  int torn() {
    int found = -1;
    for (int start = 0; start < bytes.limit(); start += JournalRecord.BLOCK_BYTES) {
      if (bytes.limit() - start >= JournalRecord.HEADER_BYTES
          && bytes.getInt(start) == JournalRecord.MAGIC) {
        Header header = Header.at(bytes, start);
        boolean follows =
            header.number == commits() + 1
                && header.generation >= newest()
                && header.generation <= generation.number() + 1;
        found = follows && whole(start) == null ? start : found;
      }
    }
    return found;
  }

  /** Tells {@code target} the changes. */
  void replay(Target target) {
    for (Header header : chain) {
      ByteBuffer changes = bytes.duplicate();
      changes.limit(header.start + JournalRecord.HEADER_BYTES + header.length);
      changes.position(header.start + JournalRecord.HEADER_BYTES);
      while (changes.hasRemaining()) {
        replay(changes, target);
      }
    }
  }

  private void replay(ByteBuffer changes, Target target) {
    byte kind = changes.get();
    byte[] name = new byte[changes.get() & 0xff];
    changes.get(name);
    String table = new String(name, StandardCharsets.UTF_8);
    Key key = new Key(changes.getLong(), changes.getLong(), changes.getLong());
    if (kind == JournalRecord.PUT) {
      int checksum = changes.getInt();
      byte[] value = new byte[changes.getInt()];
      changes.get(value);
      target.change(table, key, new Cell(value, checksum));
    } else if (kind == JournalRecord.REMOVE) {
      target.change(table, key, null);
    } else {
      throw new StoreOpenException(files.journal() + " has a change of unknown kind " + kind);
    }
  }

  /** Finds the whole records that are not older than the checkpoint. */
  private void find() {
    int start = 0;
    while (start < bytes.limit()) {
      Header header = whole(start);
      if (header != null && header.generation >= generation.number()) {
        records.add(header);
      }
      start = header == null ? start + JournalRecord.BLOCK_BYTES : header.end();
    }
    records.sort(Comparator.comparingLong(Header::number));
  }

  private void follow() {
    Header last = null;
    for (Header header : records) {
      if (header.number != commits() + 1
          || header.generation > generation.number() + 1
          || (last != null && header.before != last.checksum)) {
        return;
      }
      chain.add(header);
      last = header;
    }
  }

  /**
   * What ended the chain is either the end, or torn, or damaged. It is damaged if there is a record
   * that was written only once it was durable.
   */
  private void refuseWhatCannotFollow() {
    for (Header header : records.subList(chain.size(), records.size())) {
      if (header.generation > generation.number() + 1) {
        throw lost(
            "%s goes on from checkpoint %d, and it has %d"
                .formatted(files.journal(), header.generation, generation.number()));
      }
      if (header.forcedBefore) {
        throw lost("%s is damaged after commit %d".formatted(files.journal(), commits()));
      }
    }
  }

  private StoreOpenException lost(String what) {
    return new StoreOpenException(files.store() + " lost its last commits: " + what);
  }

  private @Nullable Header whole(int start) {
    if (bytes.limit() - start < JournalRecord.HEADER_BYTES
        || bytes.getInt(start) != JournalRecord.MAGIC) {
      return null;
    }
    Header header = Header.at(bytes, start);
    int room = bytes.limit() - start - JournalRecord.HEADER_BYTES;
    if (header.length < 0 || header.length > room) {
      return null;
    }
    int last = start + JournalRecord.HEADER_BYTES + header.length;
    int checksum = JournalRecord.checksum(crc, generation.secret(), bytes, start, last);
    return checksum == header.checksum ? header : null;
  }

  /** What a record says of itself. */
  private record Header(
      int start,
      boolean forcedBefore,
      long generation,
      long number,
      int before,
      int length,
      int checksum) {

    static Header at(ByteBuffer bytes, int start) {
      return new Header(
          start,
          (bytes.getInt(start + 4) & JournalRecord.FORCED_BEFORE) != 0,
          bytes.getLong(start + 8),
          bytes.getLong(start + 16),
          bytes.getInt(start + 24),
          bytes.getInt(start + 28),
          bytes.getInt(start + JournalRecord.CHECKSUM_AT));
    }

    int end() {
      return start + (int) JournalRecord.blocks(JournalRecord.HEADER_BYTES + (long) length);
    }
  }
}
