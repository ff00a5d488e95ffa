package io.fanfare.queues;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.Key;
import io.fanfare.queues.engine.Draft;
import io.fanfare.queues.engine.SharedDraft;
import io.fanfare.queues.engine.TransferredMessage;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.seal.BrokenSealException;
import io.fanfare.seal.DataKey;
import io.fanfare.seal.DataKeySlot;
import io.fanfare.seal.KeyTroubleException;
import io.fanfare.seal.Place;
import io.fanfare.seal.Sealing;
import io.fanfare.seal.Seals;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals the contents of messages before they become rows, and opens them when they are read.
 *
 * <p>A content of its own is sealed with a data key of the queue that it was sent to, and opens for
 * that queue only. Moving it to another does not write it again: its message has a pass from then
 * on, sealed as well, which says that this content is in that queue. A shared content opens for
 * every queue that holds it.
 */
final class ContentSeals {

  /** The table of passes, of which none stands by itself: their keys are queue and content. */
  private static final String PASSES = "passes";

  private static final byte[] NOTHING = {};

  private final Seals seals;
  private final DataKeySlot own = new DataKeySlot(0);

  ContentSeals(Seals seals) {
    this.seals = seals;
  }

  /**
   * With what the owner of {@code slot} seals now, if it does as {@code sealing} says.
   *
   * @throws BrokerException if its master key cannot be used
   */
  Optional<DataKey> key(DataKeySlot slot, Sealing sealing) {
    try {
      return seals.key(slot, sealing);
    } catch (KeyTroubleException trouble) {
      throw refusal(trouble);
    }
  }

  /**
   * Refuses to hand out what is in a queue that wants {@code sealing} if its master key cannot be
   * used.
   *
   * @throws BrokerException if it cannot be used
   */
  void check(Sealing sealing) {
    try {
      seals.check(sealing);
    } catch (KeyTroubleException trouble) {
      throw refusal(trouble);
    }
  }

  /** The refusal for {@code trouble}, in the words of SQS. */
  static BrokerException refusal(KeyTroubleException trouble) {
    QueueError error =
        switch (trouble.trouble()) {
          case NOT_FOUND -> QueueError.KMS_NOT_FOUND;
          case DISABLED -> QueueError.KMS_DISABLED;
          case DELETED -> QueueError.KMS_INVALID_STATE;
        };
    return error.refuse("%s", trouble.sentence());
  }

  /** {@code draft}, sealed to stand under {@code number}. */
  static Draft seal(Draft draft, DataKey key, long number) {
    Place place = Place.of(QueueTables.BODIES, Key.of(number));
    return draft.sealed(key.seal(draft.content(), place), number);
  }

  /** {@code draft}, sealed with {@code given} or a data key of the broker's own. */
  SharedDraft seal(SharedDraft draft, Optional<DataKey> given) {
    return given
        .or(() -> key(own, Sealing.MANAGED))
        .map(
            key ->
                draft.sealed(
                    content -> key.seal(content, Place.of(QueueTables.SHARED, draft.key()))))
        .orElse(draft);
  }

  /** {@code given}, which the queue with the id {@code queue} takes in, each with a pass to it. */
  List<TransferredMessage> passes(long queue, List<TransferredMessage> given) {
    Optional<DataKey> key = key(own, Sealing.MANAGED);
    return key.isEmpty()
        ? given
        : given.stream().map(transfer -> transfer.with(pass(queue, transfer, key.get()))).toList();
  }

  private static ContentRef pass(long queue, TransferredMessage transfer, DataKey key) {
    ContentRef content = transfer.entry().content();
    return content.insert() == null
        ? content.with(Bytes.of(key.seal(NOTHING, pass(queue, content))))
        : content;
  }

  private static Place pass(long queue, ContentRef content) {
    return new Place(PASSES, new Key(queue, content.number(), 0));
  }

  /**
   * The content in {@code row}, to which a message in the queue with the id {@code queue} refers by
   * {@code reference}; as it is, if it is not sealed.
   *
   * @throws BrokenSealException if it was changed or moved, or belongs to another queue
   * @throws KeyTroubleException if its master key may not be used
   */
  byte[] open(byte[] row, long queue, ContentRef reference) {
    if (!Seals.isSealed(row)) {
      return row;
    }
    Place place = Place.of(reference.table(), reference.key());
    byte[] content = seals.open(row, place);
    boolean isOthers = reference.insert() == null && Seals.ownerOf(row) != queue;
    if (isOthers) {
      checkPass(queue, reference, place);
    }
    return content;
  }

  private void checkPass(long queue, ContentRef reference, Place place) {
    @Nullable Bytes pass = reference.pass();
    if (pass == null || !Seals.isSealed(pass.toArray())) {
      throw new BrokenSealException(place, "it belongs to another queue");
    }
    seals.openOwn(pass.toArray(), pass(queue, reference));
  }

  /** Counts that a content does not open; whether the log is to tell of that. */
  boolean tell(ContentRef reference) {
    return seals.tell(Place.of(reference.table(), reference.key()));
  }
}
