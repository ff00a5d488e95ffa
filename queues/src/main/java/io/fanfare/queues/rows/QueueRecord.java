package io.fanfare.queues.rows;

import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.queues.model.QueueName;
import java.util.Map;

/**
 * What is known of a queue beside its messages; immutable, a new one at each change.
 *
 * <p>Its row in {@link QueueTables#QUEUES} stands at its id. Format 1 lacks the kind: its queues
 * are users'. It is read, and written no more.
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
    name = name.kept();
    attributes = attributes.kept();
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
    RowReader in = new RowReader("queue", VERSION, row);
    QueueKind kind = in.format() == VERSION_OF_USERS ? QueueKind.USER : QueueKind.of(in.uint8());
    QueueName name = new QueueName(in.text16(), in.text16(), in.text16());
    long generation = in.int64();
    Times times = new Times(in.int64(), in.int64(), in.int64(), in.int64());
    return new QueueRecord(
        id, kind, name, generation, new Attributes(in.map16()), in.map16(), times);
  }

  private byte[] encode() {
    return new RowWriter(VERSION)
        .int8(kind.code())
        .text16(name.account())
        .text16(name.region())
        .text16(name.name())
        .int64(generation)
        .int64(times.created())
        .int64(times.modified())
        .int64(times.purged())
        .int64(times.deleted())
        .map16(attributes.texts())
        .map16(tags)
        .toRow();
  }
}
