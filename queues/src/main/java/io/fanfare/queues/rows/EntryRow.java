package io.fanfare.queues.rows;

import io.fanfare.core.Formats;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a row. Format 4: version, flags, id, sequence, time of sending; and where a flag says
 * so, because they are not what they mostly are: the time of coming to the queue, the group, the
 * number of the content, what is inserted in it if others share it, how many bytes it has if it is
 * not small, the receive count with the times of the first and last receive, the time that matters
 * next, and the source's ARN. Formats 2 and 3 did not tell how many bytes a content has; those of 3
 * shared theirs. Format 1 had all but a group and a time of coming, and no flags.
 *
 * @param entry the message
 * @param until when its delay or its lease ends; 0 for a message that can be received
 */
public record EntryRow(Entry entry, long until) {

  private static final byte VERSION = 4;
  private static final byte SHARED_WITHOUT_BYTES = 3;
  private static final byte WITHOUT_BYTES = 2;
  private static final byte WITHOUT_FLAGS = 1;
  private static final int FIXED = 2 + 4 * 8;
  private static final int MOST = FIXED + 6 * 8 + 4 + 4 + 4;

  private static final int CAME_LATER = 1;
  private static final int HAS_GROUP = 2;
  private static final int HAS_NUMBER = 4;
  private static final int WAS_RECEIVED = 8;
  private static final int HAS_END = 16;
  private static final int HAS_SOURCE = 32;
  private static final int HAS_INSERT = 64;
  private static final int HAS_BYTES = 128;

  /** The row of {@code entry}, which stands in its region until {@code until}. */
  public static byte[] encode(Entry entry, long until) {
    String source = entry.source();
    String insert = entry.content().insert();
    byte[] arn = utf8(source);
    byte[] inserted = utf8(insert);
    ByteBuffer out = ByteBuffer.allocate(MOST + arn.length + inserted.length);
    int flags = flags(entry, until);
    out.put(VERSION)
        .put((byte) flags)
        .putLong(entry.id().getMostSignificantBits())
        .putLong(entry.id().getLeastSignificantBits())
        .putLong(entry.sequence())
        .putLong(entry.sentAt());
    put(out, flags & CAME_LATER, entry.enqueuedAt());
    put(out, flags & HAS_GROUP, entry.group());
    put(out, flags & HAS_NUMBER, entry.content().number());
    if (insert != null) {
      out.putInt(inserted.length).put(inserted);
    }
    if ((flags & HAS_BYTES) != 0) {
      out.putInt(entry.content().bytes());
    }
    if ((flags & WAS_RECEIVED) != 0) {
      out.putInt(entry.receiveCount())
          .putLong(entry.firstReceivedAt())
          .putLong(entry.lastReceivedAt());
    }
    put(out, flags & HAS_END, until);
    return Arrays.copyOf(out.put(arn).array(), out.position());
  }

  /** What {@code row} keeps. */
  public static EntryRow decode(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row);
    byte version = in.get();
    if (version == WITHOUT_FLAGS) {
      return decodeWithoutFlags(in);
    }
    boolean withoutBytes = version == WITHOUT_BYTES || version == SHARED_WITHOUT_BYTES;
    if (!withoutBytes) {
      Formats.check("message", VERSION, version);
    }
    int flags = in.get();
    UUID id = new UUID(in.getLong(), in.getLong());
    long sequence = in.getLong();
    long sentAt = in.getLong();
    long enqueuedAt = (flags & CAME_LATER) == 0 ? sentAt : in.getLong();
    long group = (flags & HAS_GROUP) == 0 ? GroupKey.NONE : in.getLong();
    long number = (flags & HAS_NUMBER) == 0 ? sequence : in.getLong();
    String insert = (flags & HAS_INSERT) == 0 ? null : text(in, in.getInt());
    int small = withoutBytes ? ContentRef.MOST_BYTES : 0;
    ContentRef content =
        new ContentRef(number, insert, (flags & HAS_BYTES) == 0 ? small : in.getInt());
    boolean received = (flags & WAS_RECEIVED) != 0;
    int count = received ? in.getInt() : 0;
    long first = received ? in.getLong() : 0;
    long last = received ? in.getLong() : 0;
    long until = (flags & HAS_END) == 0 ? 0 : in.getLong();
    String source = (flags & HAS_SOURCE) == 0 ? null : rest(in);
    return new EntryRow(
        new Entry(id, sequence, sentAt, enqueuedAt, group, content, count, first, last, source),
        until);
  }

  private static EntryRow decodeWithoutFlags(ByteBuffer in) {
    UUID id = new UUID(in.getLong(), in.getLong());
    long sequence = in.getLong();
    long sentAt = in.getLong();
    ContentRef content = ContentRef.own(in.getLong(), ContentRef.MOST_BYTES);
    int count = in.getInt();
    long first = in.getLong();
    long last = in.getLong();
    long until = in.getLong();
    String source = in.hasRemaining() ? rest(in) : null;
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

  private static void put(ByteBuffer out, int flag, long value) {
    if (flag != 0) {
      out.putLong(value);
    }
  }

  private static byte[] utf8(@Nullable String text) {
    return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
  }

  private static String rest(ByteBuffer in) {
    return text(in, in.remaining());
  }

  private static String text(ByteBuffer in, int bytes) {
    byte[] text = new byte[bytes];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
