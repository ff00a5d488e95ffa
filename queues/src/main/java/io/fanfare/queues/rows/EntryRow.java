package io.fanfare.queues.rows;

import io.fanfare.core.Bytes;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a row. What is mostly the same in all, a row of format 5 has only where it is not,
 * and a flag says so. Format 6 is that of what has a pass, which stands behind the flags. Format 4
 * did not tell what is in the hand of a consumer, and formats 2 and 3 not how many bytes a content
 * has; those of 3 shared theirs. Format 1 had all but a group and a time of coming, and no flags.
 *
 * @param entry the message
 * @param until when its delay or its lease ends; 0 for a message that can be received
 * @param inHand whether its lease is that of a consumer, which ends with the broker's process. The
 *     row says so by the sign of {@code until}
 */
public record EntryRow(Entry entry, long until, boolean inHand) {

  private static final int VERSION = 5;
  private static final int VERSION_WITH_PASS = 6;
  private static final int FIRST_WITH_BYTES = 4;
  private static final int FIRST_WITH_FLAGS = 2;
  private static final int FIXED = 2 + 4 * 8;
  private static final int RECEIVED = 4 + 2 * 8;
  private static final byte[] NOTHING = {};

  private static final int CAME_LATER = 1;
  private static final int HAS_GROUP = 2;
  private static final int HAS_NUMBER = 4;
  private static final int WAS_RECEIVED = 8;
  private static final int HAS_END = 16;
  private static final int HAS_SOURCE = 32;
  private static final int HAS_INSERT = 64;
  private static final int HAS_BYTES = 128;

  /** The flags of what has eight bytes. */
  private static final int LONGS = CAME_LATER | HAS_GROUP | HAS_NUMBER | HAS_END;

  /** A row of a message that no consumer has in hand. */
  public EntryRow(Entry entry, long until) {
    this(entry, until, false);
  }

  /** The row of {@code entry}, which stands in its region until {@code until}. */
  public static byte[] encode(Entry entry, long until) {
    return new EntryRow(entry, until).encode();
  }

  /** The bytes of this row. */
  public byte[] encode() {
    String insert = entry.content().insert();
    byte[] arn = utf8(entry.source());
    byte[] inserted = utf8(insert);
    int flags = flags(entry, until);
    RowWriter out = begin(flags, entry.content().pass(), arn.length + inserted.length);
    out.uuid(entry.id()).int64(entry.sequence()).int64(entry.sentAt());
    put(out, flags & CAME_LATER, entry.enqueuedAt());
    put(out, flags & HAS_GROUP, entry.group());
    put(out, flags & HAS_NUMBER, entry.content().number());
    if (insert != null) {
      out.bytes(inserted);
    }
    if ((flags & HAS_BYTES) != 0) {
      out.int32(entry.content().bytes());
    }
    if ((flags & WAS_RECEIVED) != 0) {
      out.int32(entry.receiveCount()).int64(entry.firstReceivedAt()).int64(entry.lastReceivedAt());
    }
    put(out, flags & HAS_END, inHand ? -until : until);
    return out.raw(arn).toRow();
  }

  private static RowWriter begin(int flags, @Nullable Bytes pass, int texts) {
    int bytes = bytes(flags) + texts;
    if (pass == null) {
      return new RowWriter(VERSION, bytes).int8(flags);
    }
    byte[] sealed = pass.toArray();
    return new RowWriter(VERSION_WITH_PASS, bytes + Integer.BYTES + sealed.length)
        .int8(flags)
        .bytes(sealed);
  }

  /** How many bytes a row of these flags has, but for those of texts. */
  private static int bytes(int flags) {
    return FIXED
        + Long.BYTES * Integer.bitCount(flags & LONGS)
        + ((flags & HAS_INSERT) == 0 ? 0 : Integer.BYTES)
        + ((flags & HAS_BYTES) == 0 ? 0 : Integer.BYTES)
        + ((flags & WAS_RECEIVED) == 0 ? 0 : RECEIVED);
  }

  /** What {@code row} keeps. */
  public static EntryRow decode(byte[] row) {
    RowReader in = new RowReader("message", VERSION_WITH_PASS, row);
    if (in.format() < FIRST_WITH_FLAGS) {
      return decodeWithoutFlags(in);
    }
    int flags = in.uint8();
    Bytes pass = in.format() == VERSION_WITH_PASS ? Bytes.of(in.bytes()) : null;
    UUID id = in.uuid();
    long sequence = in.int64();
    long sentAt = in.int64();
    long enqueuedAt = (flags & CAME_LATER) == 0 ? sentAt : in.int64();
    long group = (flags & HAS_GROUP) == 0 ? GroupKey.NONE : in.int64();
    long number = (flags & HAS_NUMBER) == 0 ? sequence : in.int64();
    String insert = (flags & HAS_INSERT) == 0 ? null : in.text();
    int small = in.format() < FIRST_WITH_BYTES ? ContentRef.MOST_BYTES : 0;
    ContentRef content =
        new ContentRef(number, insert, (flags & HAS_BYTES) == 0 ? small : in.int32(), pass);
    boolean received = (flags & WAS_RECEIVED) != 0;
    int count = received ? in.int32() : 0;
    long first = received ? in.int64() : 0;
    long last = received ? in.int64() : 0;
    long until = (flags & HAS_END) == 0 ? 0 : in.int64();
    String source = (flags & HAS_SOURCE) == 0 ? null : in.rest();
    return new EntryRow(
        new Entry(id, sequence, sentAt, enqueuedAt, group, content, count, first, last, source),
        Math.abs(until),
        until < 0);
  }

  private static EntryRow decodeWithoutFlags(RowReader in) {
    UUID id = in.uuid();
    long sequence = in.int64();
    long sentAt = in.int64();
    ContentRef content = ContentRef.own(in.int64(), ContentRef.MOST_BYTES);
    int count = in.int32();
    long first = in.int64();
    long last = in.int64();
    long until = in.int64();
    String source = in.remaining() > 0 ? in.rest() : null;
    return new EntryRow(
        new Entry(id, sequence, sentAt, sentAt, GroupKey.NONE, content, count, first, last, source),
        until);
  }

  private static int flags(Entry entry, long until) {
    return (entry.enqueuedAt() == entry.sentAt() ? 0 : CAME_LATER)
        | (entry.group() == GroupKey.NONE ? 0 : HAS_GROUP)
        | (entry.content().number() == entry.sequence() ? 0 : HAS_NUMBER)
        | (entry.content().insert() == null ? 0 : HAS_INSERT)
        | (entry.content().isSmall() ? 0 : HAS_BYTES)
        | (entry.receiveCount() == 0 ? 0 : WAS_RECEIVED)
        | (until == 0 ? 0 : HAS_END)
        | (entry.source() == null ? 0 : HAS_SOURCE);
  }

  private static void put(RowWriter out, int flag, long value) {
    if (flag != 0) {
      out.int64(value);
    }
  }

  private static byte[] utf8(@Nullable String text) {
    return text == null ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
  }
}
