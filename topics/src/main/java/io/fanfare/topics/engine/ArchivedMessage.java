package io.fanfare.topics.engine;

import io.fanfare.core.Bytes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Row;
import io.fanfare.core.RowReader;
import io.fanfare.core.RowWriter;
import io.fanfare.core.SequenceNumber;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicTables;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message as the archive of its FIFO topic keeps it, as a row of format 1: id, the publisher's
 * endpoint, group, text, subject, and of each attribute name, type, kind and value.
 *
 * @param id its MessageId
 * @param endpoint how its publisher reached the broker
 */
public record ArchivedMessage(
    long sequence, long at, String id, String endpoint, Publication publication) {

  private static final int VERSION = 1;
  private static final String REPLAYED = "Replayed";
  private static final int MOST_RAW_ATTRIBUTES = 10;

  static ArchivedMessage of(FifoMessage message) {
    return new ArchivedMessage(
        message.sequence(),
        message.at(),
        message.id().toString(),
        message.endpoint(),
        message.publication());
  }

  /** The change that keeps it for {@code topic}, by its id. */
  public Change put(long topic) {
    Map<String, String> attributes = new LinkedHashMap<>();
    publication.attributes().forEach((name, value) -> attributes.put(name, encode(value)));
    byte[] row =
        new RowWriter(VERSION)
            .text(id)
            .text(endpoint)
            .text(publication.groupId() == null ? "" : publication.groupId())
            .text(publication.text())
            .text(publication.subject() == null ? "" : publication.subject())
            .map(attributes)
            .toRow();
    return Change.put(TopicTables.ARCHIVE, new Key(topic, at, sequence), row);
  }

  /** The message that {@code row} keeps. */
  public static ArchivedMessage decode(Row row) {
    RowReader reader = new RowReader("archived message", VERSION, row.value());
    String id = reader.text();
    String endpoint = reader.text();
    String group = reader.text();
    String text = reader.text();
    String subject = reader.text();
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    reader.map().forEach((name, value) -> attributes.put(name, decode(value)));
    return new ArchivedMessage(
        row.key().sequence(),
        row.key().order(),
        id,
        endpoint,
        new Publication(text, subject.isEmpty() ? null : subject, attributes, group, null, 0));
  }

  /**
   * The message as {@code subscriber} gets it again. Within one replay it has one deduplication id,
   * which is not that of the original: a FIFO queue that lately had the original takes it again.
   *
   * @param replay the number of the replay
   */
  Notification replayed(String topicArn, Subscriber subscriber, long replay) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>(publication.attributes());
    boolean raw = subscriber.isRaw();
    if (!raw || attributes.size() < MOST_RAW_ATTRIBUTES) {
      attributes.put(REPLAYED, MessageAttribute.string("true"));
    }
    Publication again =
        new Publication(
            publication.text(),
            publication.subject(),
            attributes,
            publication.groupId(),
            "replay-" + replay + "-" + sequence,
            publication.size());
    return new Notification(
        again, new Notification.Origin(topicArn, id, at, endpoint, SequenceNumber.of(sequence)));
  }

  /** The type up to the first line feed, which no type has, then a letter for the kind. */
  private static String encode(MessageAttribute attribute) {
    Bytes bytes = attribute.binaryValue();
    String value = bytes == null ? "t" + attribute.stringValue() : "b" + bytes.toBase64();
    return attribute.dataType() + "\n" + value;
  }

  private static MessageAttribute decode(String encoded) {
    int end = encoded.indexOf('\n');
    String type = encoded.substring(0, end);
    String value = encoded.substring(end + 2);
    return encoded.charAt(end + 1) == 'b'
        ? MessageAttribute.ofBytes(type, Bytes.ofBase64(value))
        : MessageAttribute.ofText(type, value);
  }
}
