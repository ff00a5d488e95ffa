package io.fanfare.core.deduplication;

import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
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

  private static final int VERSION = 1;
  private static final int BYTES = 1 + 5 * 8;

  public byte[] encode() {
    return new RowWriter(VERSION, BYTES)
        .int64(key.high())
        .int64(key.low())
        .int64(sentAt)
        .uuid(id)
        .toRow();
  }

  public static DeduplicationRow decode(byte[] row) {
    RowReader in = new RowReader("deduplication", VERSION, row);
    DeduplicationKey key = new DeduplicationKey(in.int64(), in.int64());
    return new DeduplicationRow(key, in.int64(), in.uuid());
  }
}
