package io.fanfare.queues.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a row, format 1: version, id, sequence, time of sending, body, receive count, times
 * of the first and last receive, the time that matters next, and the source's ARN, which may be
 * empty.
 *
 * @param entry the message
 * @param until when its delay or its lease ends; 0 for a message that can be received
 */
record EntryRow(Entry entry, long until) {

  private static final byte VERSION = 1;
  private static final int FIXED = 1 + 2 * 8 + 3 * 8 + 4 + 3 * 8;

  static byte[] encode(Entry entry, long until) {
    String source = entry.source();
    byte[] arn = source == null ? new byte[0] : source.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED + arn.length)
        .put(VERSION)
        .putLong(entry.id().getMostSignificantBits())
        .putLong(entry.id().getLeastSignificantBits())
        .putLong(entry.sequence())
        .putLong(entry.sentAt())
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
    Formats.check("message", VERSION, in.get());
    UUID id = new UUID(in.getLong(), in.getLong());
    long sequence = in.getLong();
    long sentAt = in.getLong();
    long body = in.getLong();
    int receiveCount = in.getInt();
    long first = in.getLong();
    long last = in.getLong();
    long until = in.getLong();
    Entry entry =
        new Entry(id, sequence, sentAt, body, receiveCount, first, last, rest(row, in.position()));
    return new EntryRow(entry, until);
  }

  private static @Nullable String rest(byte[] row, int from) {
    return from == row.length
        ? null
        : new String(row, from, row.length - from, StandardCharsets.UTF_8);
  }
}
