package io.fanfare.queues.rows;

import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Formats;
import io.fanfare.core.Key;
import io.fanfare.queues.model.QueueName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a queue beside its messages; immutable, a new one at each change.
 *
 * @param id never used for another queue
 * @param generation whose messages are the queue's; a purge begins a new one
 */
public record QueueRecord(
    long id,
    QueueName name,
    long generation,
    Attributes attributes,
    Map<String, String> tags,
    Times times) {

  /** When what happened to a queue, in milliseconds since 1970; 0 where it did not. */
  public record Times(long created, long modified, long purged, long deleted) {}

  private static final int VERSION = 1;

  public QueueRecord {
    tags = Map.copyOf(tags);
  }

  public long createdAt() {
    return times.created();
  }

  public long modifiedAt() {
    return times.modified();
  }

  public long purgedAt() {
    return times.purged();
  }

  public long deletedAt() {
    return times.deleted();
  }

  public boolean isDeleted() {
    return times.deleted() != 0;
  }

  public QueueRecord withAttributes(Attributes changed, long now) {
    Times at = new Times(times.created(), now, times.purged(), times.deleted());
    return new QueueRecord(id, name, generation, changed, tags, at);
  }

  public QueueRecord withTags(Map<String, String> changed) {
    return new QueueRecord(id, name, generation, attributes, changed, times);
  }

  public QueueRecord purged(long newGeneration, long now) {
    Times at = new Times(times.created(), times.modified(), now, times.deleted());
    return new QueueRecord(id, name, newGeneration, attributes, tags, at);
  }

  public QueueRecord deleted(long now) {
    Times at = new Times(times.created(), times.modified(), times.purged(), now);
    return new QueueRecord(id, name, generation, attributes, tags, at);
  }

  /** The change that makes this the queue's row. */
  public Change put() {
    return Change.put(QueueTables.QUEUES, Key.of(id), encode());
  }

  /** The queue that {@code row} keeps. */
  public static QueueRecord decode(long id, byte[] row) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
      Formats.check("queue", VERSION, in.readByte());
      QueueName name = new QueueName(in.readUTF(), in.readUTF(), in.readUTF());
      long generation = in.readLong();
      Times times = new Times(in.readLong(), in.readLong(), in.readLong(), in.readLong());
      return new QueueRecord(id, name, generation, new Attributes(readMap(in)), readMap(in), times);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(name.account());
      out.writeUTF(name.region());
      out.writeUTF(name.name());
      out.writeLong(generation);
      out.writeLong(times.created());
      out.writeLong(times.modified());
      out.writeLong(times.purged());
      out.writeLong(times.deleted());
      writeMap(out, attributes.texts());
      writeMap(out, tags);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeMap(DataOutputStream out, Map<String, String> map) throws IOException {
    out.writeShort(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  private static Map<String, String> readMap(DataInputStream in) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      map.put(in.readUTF(), in.readUTF());
    }
    return map;
  }
}
