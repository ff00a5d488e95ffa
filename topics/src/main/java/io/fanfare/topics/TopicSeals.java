package io.fanfare.topics;

import io.fanfare.core.Change;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.seal.DataKey;
import io.fanfare.seal.DataKeySlot;
import io.fanfare.seal.KeyTroubleException;
import io.fanfare.seal.Place;
import io.fanfare.seal.Sealing;
import io.fanfare.seal.Seals;
import io.fanfare.topics.engine.ArchivedMessage;
import io.fanfare.topics.model.TopicAttribute;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Seals what one topic publishes, for its queues and for its archive, by the master key that it
 * names or by the default one, and opens its archive.
 */
final class TopicSeals {

  private static final System.Logger LOG = System.getLogger(TopicSeals.class.getName());

  private final Seals seals;
  private final DataKeySlot slot;

  /** The seals of the topic with the id {@code topic}. */
  TopicSeals(Seals seals, long topic) {
    this.seals = seals;
    this.slot = new DataKeySlot(topic);
  }

  /**
   * With what {@code topic} seals now, if there is a key file.
   *
   * @throws io.fanfare.core.BrokerException if its master key cannot be used
   */
  Optional<DataKey> key(TopicRecord topic) {
    String name = topic.attributes().text(TopicAttribute.KMS_MASTER_KEY_ID).orElse("");
    try {
      return seals.key(slot, Sealing.by(name).orManaged());
    } catch (KeyTroubleException trouble) {
      TopicError error =
          switch (trouble.trouble()) {
            case NOT_FOUND -> TopicError.KMS_NOT_FOUND;
            case DISABLED -> TopicError.KMS_DISABLED;
            case DELETED -> TopicError.KMS_INVALID_STATE;
          };
      throw error.refuse("%s", trouble.sentence());
    }
  }

  /** {@code outcome}, with what it archives sealed with {@code key}, if there is one. */
  static <R> Outcome<R> sealed(Outcome<R> outcome, Optional<DataKey> key) {
    return key.isEmpty()
        ? outcome
        : new Outcome<>(
            outcome.reply(),
            outcome.changes().stream().map(change -> sealed(change, key.get())).toList());
  }

  private static Change sealed(Change change, DataKey key) {
    if (change instanceof Change.Put put && put.table().equals(TopicTables.ARCHIVE)) {
      Place place = Place.of(put.table(), put.key());
      return Change.put(put.table(), put.key(), key.seal(put.value(), place));
    }
    return change;
  }

  /**
   * The messages in {@code rows} of the archive, without those that were changed or moved, which
   * the log tells once.
   *
   * @throws KeyTroubleException if the master key of one may not be used
   */
  List<ArchivedMessage> opened(List<Row> rows) {
    List<ArchivedMessage> opened = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Place place = Place.of(TopicTables.ARCHIVE, row.key());
      try {
        opened.add(ArchivedMessage.decode(new Row(row.key(), seals.open(row.value(), place))));
      } catch (KeyTroubleException trouble) {
        throw trouble;
      } catch (RuntimeException broken) {
        if (seals.tell(place)) {
          LOG.log(System.Logger.Level.ERROR, "An archived message cannot be replayed: " + broken);
        }
      }
    }
    return opened;
  }
}
