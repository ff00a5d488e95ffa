package io.fanfare.core.deduplication;

import io.fanfare.core.Formats;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What a FIFO queue or topic remembers of a message so as to know a duplicate, as a row of format
 * 1: version, key, time of sending, id.
 *
 * @param key by which a duplicate is known
 * @param sentAt when the message was sent
 * @param id its MessageId
 */
public record DeduplicationRow(DeduplicationKey key, long sentAt, UUID id) {

  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 5 * 8;

  public byte[] encode() {
    return ByteBuffer.allocate(BYTES)
        .put(VERSION)
        .putLong(key.high())
        .putLong(key.low())
        .putLong(sentAt)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  public static DeduplicationRow decode(byte[] row) {
    ByteBuffer in = ByteBuffer.wrap(row);
    Formats.check("deduplication", VERSION, in.get());
    DeduplicationKey key = new DeduplicationKey(in.getLong(), in.getLong());
    return new DeduplicationRow(key, in.getLong(), new UUID(in.getLong(), in.getLong()));
  }
}
