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
 * <p>Its row in {@link QueueTables#QUEUES} stands at its id. Numbers are big-endian, a text is
 * {@code writeUTF}'s: two bytes of length, then modified UTF-8.
 *
 * <pre>
 *   1       format, 2
 *   1       kind: 1 a user's, 2 a subscription's
 *   texts   account, region, name
 *   8       generation
 *   4 x 8   created, modified, purged, deleted: milliseconds since 1970, 0 where it was not
 *   2       number of attributes, then as many pairs of texts: name and value
 *   2       number of tags, then as many pairs of texts: key and value
 * </pre>
 *
 * <p>Format 1 lacks the kind: its queues are users'. It is read, and written no more.
 *
 * @param id never used for another queue
 * @param kind whose it is; names are told apart within a kind
 * @param generation whose messages are the queue's; a purge begins a new one
 */
public record QueueRecord(
    long id,
    QueueKind kind,
    QueueName name,
    long generation,
    Attributes attributes,
    Map<String, String> tags,
    Times times) {

  /** When what happened to a queue, in milliseconds since 1970; 0 where it did not. */
  public record Times(long created, long modified, long purged, long deleted) {}

  private static final int VERSION = 2;

  /** The format of before there were kinds. */
  private static final int VERSION_OF_USERS = 1;

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
    return new QueueRecord(id, kind, name, generation, changed, tags, at);
  }

  public QueueRecord withTags(Map<String, String> changed) {
    return new QueueRecord(id, kind, name, generation, attributes, changed, times);
  }

  public QueueRecord purged(long newGeneration, long now) {
    Times at = new Times(times.created(), times.modified(), now, times.deleted());
    return new QueueRecord(id, kind, name, newGeneration, attributes, tags, at);
  }

  public QueueRecord deleted(long now) {
    Times at = new Times(times.created(), times.modified(), times.purged(), now);
    return new QueueRecord(id, kind, name, generation, attributes, tags, at);
  }

  /** The change that removes the queue's row. */
  public Change remove() {
    return Change.remove(QueueTables.QUEUES, Key.of(id));
  }

  /** The change that makes this the queue's row. */
  public Change put() {
    return Change.put(QueueTables.QUEUES, Key.of(id), encode());
  }

  /** The queue that {@code row} keeps. */
  public static QueueRecord decode(long id, byte[] row) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
      int version = in.readByte();
      if (version != VERSION_OF_USERS) {
        Formats.check("queue", VERSION, version);
      }
      QueueKind kind = version == VERSION_OF_USERS ? QueueKind.USER : QueueKind.of(in.readByte());
      QueueName name = new QueueName(in.readUTF(), in.readUTF(), in.readUTF());
      long generation = in.readLong();
      Times times = new Times(in.readLong(), in.readLong(), in.readLong(), in.readLong());
      return new QueueRecord(
          id, kind, name, generation, new Attributes(readMap(in)), readMap(in), times);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(kind.code());
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
