package io.fanfare.queues.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a row, format 2: version, id, sequence, times of sending and of coming to the queue,
 * group, body, receive count, times of the first and last receive, the time that matters next, and
 * the source's ARN, which may be empty. Format 1 had neither a group nor a time of coming.
 *
 * @param entry the message
 * @param until when its delay or its lease ends; 0 for a message that can be received
 */
record EntryRow(Entry entry, long until) {

  private static final byte VERSION = 2;
  private static final byte WITHOUT_GROUP = 1;
  private static final int FIXED = 1 + 2 * 8 + 5 * 8 + 4 + 3 * 8;

  static byte[] encode(Entry entry, long until) {
    String source = entry.source();
    byte[] arn = source == null ? new byte[0] : source.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED + arn.length)
        .put(VERSION)
        .putLong(entry.id().getMostSignificantBits())
        .putLong(entry.id().getLeastSignificantBits())
        .putLong(entry.sequence())
        .putLong(entry.sentAt())
        .putLong(entry.enqueuedAt())
        .putLong(entry.group())
        .putLong(entry.body())
        .putInt(entry.receiveCount())
        .putLong(entry.firstReceivedAt())
        .putLong(entry.lastReceivedAt())
        .putLong(until)
        .put(arn)
        .array();
  }

  static EntryRow decode(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row);
    byte version = in.get();
    if (version != WITHOUT_GROUP) {
      Formats.check("message", VERSION, version);
    }
    UUID id = new UUID(in.getLong(), in.getLong());
    long sequence = in.getLong();
    long sentAt = in.getLong();
    long enqueuedAt = version == WITHOUT_GROUP ? sentAt : in.getLong();
    long group = version == WITHOUT_GROUP ? 0 : in.getLong();
    long body = in.getLong();
    int receiveCount = in.getInt();
    long first = in.getLong();
    long last = in.getLong();
    long until = in.getLong();
    String source = rest(row, in.position());
    Entry entry =
        new Entry(id, sequence, sentAt, enqueuedAt, group, body, receiveCount, first, last, source);
    return new EntryRow(entry, until);
  }

  private static @Nullable String rest(byte[] row, int from) {
    return from == row.length
        ? null
        : new String(row, from, row.length - from, StandardCharsets.UTF_8);
  }
}
