package io.fanfare.queues.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * An entry as a row. Format 2: version, flags, id, sequence, time of sending; and where a flag says
 * so, because they are not what they mostly are: the time of coming to the queue, the group, the
 * body, the receive count with the times of the first and last receive, the time that matters next,
 * and the source's ARN. Format 1 had all of them but a group and a time of coming, and no flags.
 *
 * @param entry the message
 * @param until when its delay or its lease ends; 0 for a message that can be received
 */
record EntryRow(Entry entry, long until) {

  private static final byte VERSION = 2;
  private static final byte WITHOUT_FLAGS = 1;
  private static final int FIXED = 2 + 4 * 8;
  private static final int MOST = FIXED + 6 * 8 + 4;

  private static final int CAME_LATER = 1;
  private static final int HAS_GROUP = 2;
  private static final int HAS_BODY = 4;
  private static final int WAS_RECEIVED = 8;
  private static final int HAS_END = 16;
  private static final int HAS_SOURCE = 32;

  static byte[] encode(Entry entry, long until) {
    String source = entry.source();
    byte[] arn = source == null ? new byte[0] : source.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(MOST + arn.length);
    int flags = flags(entry, until);
    out.put(VERSION)
        .put((byte) flags)
        .putLong(entry.id().getMostSignificantBits())
        .putLong(entry.id().getLeastSignificantBits())
        .putLong(entry.sequence())
        .putLong(entry.sentAt());
    put(out, flags & CAME_LATER, entry.enqueuedAt());
    put(out, flags & HAS_GROUP, entry.group());
    put(out, flags & HAS_BODY, entry.body());
    if ((flags & WAS_RECEIVED) != 0) {
      out.putInt(entry.receiveCount())
          .putLong(entry.firstReceivedAt())
          .putLong(entry.lastReceivedAt());
    }
    put(out, flags & HAS_END, until);
    return Arrays.copyOf(out.put(arn).array(), out.position());
  }

  static EntryRow decode(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row);
    byte version = in.get();
    if (version == WITHOUT_FLAGS) {
      return decodeWithoutFlags(in);
    }
    Formats.check("message", VERSION, version);
    int flags = in.get();
    UUID id = new UUID(in.getLong(), in.getLong());
    long sequence = in.getLong();
    long sentAt = in.getLong();
    long enqueuedAt = (flags & CAME_LATER) == 0 ? sentAt : in.getLong();
    long group = (flags & HAS_GROUP) == 0 ? GroupKey.NONE : in.getLong();
    long body = (flags & HAS_BODY) == 0 ? sequence : in.getLong();
    boolean received = (flags & WAS_RECEIVED) != 0;
    int count = received ? in.getInt() : 0;
    long first = received ? in.getLong() : 0;
    long last = received ? in.getLong() : 0;
    long until = (flags & HAS_END) == 0 ? 0 : in.getLong();
    String source = (flags & HAS_SOURCE) == 0 ? null : rest(in);
    return new EntryRow(
        new Entry(id, sequence, sentAt, enqueuedAt, group, body, count, first, last, source),
        until);
  }

  private static EntryRow decodeWithoutFlags(ByteBuffer in) {
    UUID id = new UUID(in.getLong(), in.getLong());
    long sequence = in.getLong();
    long sentAt = in.getLong();
    long body = in.getLong();
    int count = in.getInt();
    long first = in.getLong();
    long last = in.getLong();
    long until = in.getLong();
    String source = in.hasRemaining() ? rest(in) : null;
    return new EntryRow(
        new Entry(id, sequence, sentAt, sentAt, GroupKey.NONE, body, count, first, last, source),
        until);
  }

  private static int flags(Entry entry, long until) {
    return (entry.enqueuedAt() == entry.sentAt() ? 0 : CAME_LATER)
        | (entry.group() == GroupKey.NONE ? 0 : HAS_GROUP)
        | (entry.body() == entry.sequence() ? 0 : HAS_BODY)
        | (entry.receiveCount() == 0 ? 0 : WAS_RECEIVED)
        | (until == 0 ? 0 : HAS_END)
        | (entry.source() == null ? 0 : HAS_SOURCE);
  }

  private static void put(ByteBuffer out, int flag, long value) {
    if (flag != 0) {
      out.putLong(value);
    }
  }

  private static String rest(ByteBuffer in) {
    byte[] text = new byte[in.remaining()];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
