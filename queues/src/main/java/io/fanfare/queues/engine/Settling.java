package io.fanfare.queues.engine;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.EntryRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a receipt handle is good for. In a standard queue it stands for its message for ever; in a
 * FIFO queue only while the receive that it came from holds the message.
 */
final class Settling {

  private final Regions regions;
  private long deleted;

  Settling(Regions regions) {
    this.regions = regions;
  }

  /** How many messages receivers have deleted. */
  long deleted() {
    return deleted;
  }

  /**
   * Deletes the message of {@code handle}; a message that is gone stays gone.
   *
   * @return the refusal of a handle that has expired
   */
  Optional<BrokerException> delete(
      OpenHandle handle, Map<Key, byte[]> recalled, long now, List<Change> changes) {
    if (hasExpired(handle.receipt(), recalled, now)) {
      return Optional.of(expired(handle));
    }
    recall(handle.receipt(), recalled, now, changes);
    if (regions.delete(handle.receipt(), now, changes)) {
      deleted++;
    }
    return Optional.empty();
  }

  /** Hides a message, or shows it, or tells why not. */
  Optional<BrokerException> changeVisibility(
      VisibilityChange change, Map<Key, byte[]> recalled, long now, List<Change> changes) {
    OpenHandle handle = change.handle();
    boolean unread = change.intent() == VisibilityChange.Intent.UNREAD;
    if (!unread && hasExpired(handle.receipt(), recalled, now)) {
      return Optional.of(expired(handle));
    }
    recall(handle.receipt(), recalled, now, changes);
    Optional<Entry> entry = regions.find(handle.receipt(), now);
    if (entry.isEmpty()) {
      return Optional.of(
          INVALID_PARAMETER_VALUE.refuse(
              "Value %s for parameter ReceiptHandle is invalid. Reason: Message does not exist or is"
                  + " not available for visibility timeout change.",
              handle.text()));
    }
    if (unread && entry.get().receiveCount() != handle.receipt().receive()) {
      return Optional.of(expired(handle));
    }
    long until = now + change.seconds() * 1_000L;
    long last = entry.get().lastReceivedAt() + Limits.TOTAL_VISIBILITY_SECONDS * 1_000L;
    if (until > last) {
      return Optional.of(
          INVALID_PARAMETER_VALUE.refuse(
              "Value %d for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout"
                  + " for the message is beyond the limit [%d seconds]",
              change.seconds(), Limits.TOTAL_VISIBILITY_SECONDS));
    }
    long backoff = regions.settings().backoff().millis(entry.get().receiveCount());
    long withBackoff = Math.min(until + backoff, last);
    regions.hideUntil(hidden(change, entry.get(), until, withBackoff, now), now, changes);
    return Optional.empty();
  }

  private EntryRow hidden(
      VisibilityChange change, Entry entry, long until, long withBackoff, long now) {
    ReceiptHandle handle = change.handle().receipt();
    return switch (change.intent()) {
      case DEFER -> new EntryRow(entry, withBackoff);
      case RETURN -> new EntryRow(entry, until);
      case KEEP -> new EntryRow(entry, withBackoff, entry.receiveCount() == handle.receive());
      case UNDO -> new EntryRow(regions.isHeld(handle, now) ? entry.unreceived() : entry, until);
      case UNREAD -> new EntryRow(entry.unreceived(), until);
    };
  }

  /** Brings a message that only the store knew back to the heap, as a lease that ends now. */
  private void recall(
      ReceiptHandle handle, Map<Key, byte[]> recalled, long now, List<Change> changes) {
    Optional<Key> place = regions.unknown(handle);
    recalled(handle, recalled)
        .ifPresent(
            entry -> {
              // A batch may name it again, when its row is not there any more.
              place.ifPresent(recalled::remove);
              regions.holdAndHide(new EntryRow(entry, now), now, changes);
            });
  }

  /** Whether the queue has the message, but not in the hands of the receive of {@code handle}. */
  private boolean hasExpired(ReceiptHandle handle, Map<Key, byte[]> recalled, long now) {
    return regions.settings().isFifo()
        && !regions.isHeld(handle, now)
        && (regions.isDeparting(handle)
            || regions.find(handle, now).isPresent()
            || recalled(handle, recalled)
                .filter(entry -> !regions.isExpired(entry, now))
                .isPresent());
  }

  /** The message of {@code handle}, if only the store knew it. */
  private Optional<Entry> recalled(ReceiptHandle handle, Map<Key, byte[]> rows) {
    return regions.unknown(handle).map(rows::get).map(row -> EntryRow.decode(row).entry());
  }

  private static BrokerException expired(OpenHandle handle) {
    return INVALID_PARAMETER_VALUE.refuse(
        "Value %s for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.",
        handle.text());
  }
}
