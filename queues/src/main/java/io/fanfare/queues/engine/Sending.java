package io.fanfare.queues.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Step;
import io.fanfare.core.deduplication.DeduplicationRow;
import io.fanfare.core.deduplication.DeduplicationWindow;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.rows.ContentRef;
import io.fanfare.queues.rows.Entry;
import io.fanfare.queues.rows.QueueTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How messages come into a queue: each that is sent to a FIFO queue, only once. */
final class Sending {

  private final Regions regions;
  private Optional<DeduplicationWindow> window;

  Sending(Regions regions) {
    this.regions = regions;
    this.window = newWindow();
  }

  void remember(List<Row> rows) {
    window.ifPresent(known -> known.remember(rows));
  }

  Set<Key> suspects(List<Draft> drafts) {
    if (window.isEmpty()) {
      return Set.of();
    }
    Set<Key> suspects = new HashSet<>();
    drafts.forEach(draft -> suspects.addAll(window.get().suspects(draft.knownBy())));
    return suspects;
  }

  /** Refuses new messages while there is no memory to know them again. */
  void checkRoom() {
    if (window.isPresent() && !window.get().hasRoom()) {
      throw QueueError.REQUEST_THROTTLED.refuse(
          "More is sent to FIFO queues than there is memory for to know duplicates. Try again"
              + " later.");
    }
  }

  List<Sent> send(List<Draft> drafts, Map<Key, byte[]> recalled, Step step, List<Change> changes) {
    List<Sent> sent = new ArrayList<>(drafts.size());
    if (window.isEmpty()) {
      drafts.forEach(draft -> sent.add(send(draft, step, changes)));
    } else {
      Map<Key, byte[]> known = new HashMap<>(recalled);
      drafts.forEach(draft -> sent.add(sendOnce(draft, known, step, changes)));
    }
    return sent;
  }

  void accept(List<TransferredMessage> given, Arn source, Step step, List<Change> changes) {
    for (TransferredMessage transfer : given) {
      changes.addAll(transfer.removals());
      Entry entry = transfer.entry();
      Entry moved = entry.givenUpBy(source.toString(), step.nextSequence(), step.now());
      regions.arrive(moved, 0, step.now(), changes);
    }
  }

  void acceptAnew(List<TransferredMessage> given, Step step, List<Change> changes) {
    for (TransferredMessage transfer : given) {
      changes.addAll(transfer.removals());
      Entry anew = transfer.entry().resent(step);
      regions.arrive(anew, regions.settings().delayMillis(), step.now(), changes);
    }
  }

  /** Forgets what is too old to matter. */
  void advance(long now, List<Change> changes) {
    window.ifPresent(known -> known.advance(now, changes));
  }

  OptionalLong nextDeadline() {
    return window.isPresent() ? window.get().nextDeadline() : OptionalLong.empty();
  }

  Optional<RowsWanted> wanted() {
    return window.flatMap(DeduplicationWindow::wanted);
  }

  /** Forgets everything: a purged queue takes in again what it had taken in before. */
  void purge() {
    window.ifPresent(DeduplicationWindow::close);
    window = newWindow();
  }

  private Optional<DeduplicationWindow> newWindow() {
    return regions.settings().isFifo()
        ? Optional.of(
            new DeduplicationWindow(
                QueueTables.DEDUPLICATION,
                regions.generation(),
                Limits.DEDUPLICATION_SECONDS * 1_000L,
                regions.budget()))
        : Optional.empty();
  }

  private Sent sendOnce(Draft draft, Map<Key, byte[]> known, Step step, List<Change> changes) {
    DeduplicationWindow seen = window.orElseThrow();
    Optional<DeduplicationWindow.Original> original = seen.find(draft.knownBy(), known, step.now());
    if (original.isPresent()) {
      return new Sent(original.get().row().id(), original.get().sequence(), draft);
    }
    Sent sent = send(draft, step, changes);
    DeduplicationRow row = new DeduplicationRow(draft.knownBy(), step.now(), sent.id());
    known.put(seen.add(sent.sequence(), row, changes), row.encode());
    return sent;
  }

  private Sent send(Draft draft, Step step, List<Change> changes) {
    long sequence = step.nextSequence();
    ContentRef content =
        Objects.requireNonNullElseGet(
            draft.reference(), () -> ContentRef.own(sequence, draft.content().length));
    Entry entry = Entry.sent(step.randomUuid(), sequence, step.now(), draft.group(), content);
    changes.add(content.retain(draft.content()));
    long delay = draft.delayMillis().orElse(regions.settings().delayMillis());
    regions.arrive(entry, delay, step.now(), changes);
    return new Sent(entry.id(), sequence, draft);
  }
}
