package io.fanfare.topics.engine;

import static io.fanfare.topics.rows.TopicTables.DEDUPLICATION;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Step;
import io.fanfare.core.deduplication.DeduplicationBudget;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.core.deduplication.DeduplicationRow;
import io.fanfare.core.deduplication.DeduplicationWindow;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.ArchivePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The rules by which a FIFO topic takes in each message once, and in what order.
 *
 * <p>A message is remembered once every queue holds it, and not before: should the broker end in
 * between, the publisher's retry is delivered again, and the queues that have it already drop it by
 * the same deduplication id. Until then it is underway, and a duplicate shares its fate.
 */
public final class FifoTopic {

  private final Topic topic;
  private final DeduplicationWindow known;
  private final Map<DeduplicationKey, FifoMessage> underway = new HashMap<>();
  private final NavigableMap<Long, FifoMessage> inOrder = new TreeMap<>();

  /** The FIFO topic {@code topic}, of whose messages none is known yet. */
  public FifoTopic(Topic topic, DeduplicationBudget budget) {
    this.topic = topic;
    long millis = Limits.DEDUPLICATION_SECONDS * 1_000L;
    this.known = new DeduplicationWindow(DEDUPLICATION, topic.record().id(), millis, budget);
  }

  /** Learns what was published lately; give all rows in slices, before anything else. */
  public void remember(List<Row> rows) {
    known.remember(rows);
  }

  /**
   * The rows of {@link TopicTables#DEDUPLICATION} that must be read before it can be told which of
   * {@code publications} are new; mostly none.
   */
  public List<Key> suspects(List<Publication> publications) {
    List<Key> suspects = new ArrayList<>(0);
    for (Publication publication : publications) {
      DeduplicationKey key = keyOf(publication);
      if (!underway.containsKey(key)) {
        suspects.addAll(known.suspects(key));
      }
    }
    return suspects;
  }

  /** Refuses new messages while there is no memory to know them again. */
  public void checkRoom() {
    if (!known.hasRoom()) {
      throw TopicError.THROTTLED.refuse(
          "More is published to FIFO topics than there is memory for to know duplicates. Try again"
              + " later.");
    }
  }

  /**
   * Takes in messages, or finds which were taken in before; if one is refused, none is taken in.
   *
   * @param endpoint how their publisher reaches the broker
   * @param recalled the rows that {@link #suspects} names, by key
   */
  public List<Acceptance> accept(
      List<Publication> publications, String endpoint, Map<Key, byte[]> recalled, Step step) {
    List<Acceptance> acceptances = new ArrayList<>(publications.size());
    try {
      for (Publication publication : publications) {
        acceptances.add(accept(publication, endpoint, recalled, step));
      }
      return acceptances;
    } catch (BrokerException refusal) {
      for (Acceptance acceptance : acceptances) {
        if (acceptance instanceof Acceptance.New accepted
            && accepted.message() instanceof FifoMessage message) {
          failed(message);
        }
      }
      throw refusal;
    }
  }

  /**
   * Takes in a message, or finds that it was taken in before.
   *
   * @param endpoint how its publisher reaches the broker
   * @param recalled the rows that {@link #suspects} names, by key
   */
  public Acceptance accept(
      Publication publication, String endpoint, Map<Key, byte[]> recalled, Step step) {
    DeduplicationKey key = keyOf(publication);
    FifoMessage original = underway.get(key);
    if (original != null) {
      return new Acceptance.Premature(original);
    }
    Optional<DeduplicationWindow.Original> before = known.find(key, recalled, step.now());
    if (before.isPresent()) {
      return new Acceptance.Duplicate(Receipt.of(before.get().row().id(), before.get().sequence()));
    }
    FifoMessage message =
        new FifoMessage(
            key, step.randomUuid(), step.nextSequence(), step.now(), publication, endpoint);
    underway.put(key, message);
    inOrder.put(message.sequence(), message);
    return new Acceptance.New(message);
  }

  /** Remembers and archives messages from now on: every queue that is to get them holds them. */
  public List<Change> delivered(List<FifoMessage> messages, Step step) {
    List<Change> changes = advance(step);
    for (FifoMessage message : messages) {
      forget(message);
      DeduplicationRow row = new DeduplicationRow(message.key(), message.at(), message.id());
      known.add(message.sequence(), row, changes);
      if (ArchivePolicy.of(topic.record()).isPresent()) {
        changes.add(ArchivedMessage.of(message).put(topic.record().id()));
      }
    }
    return changes;
  }

  /** Forgets a message that did not reach all queues: it is new when it is published again. */
  public void failed(FifoMessage message) {
    forget(message);
  }

  /** Where in the archive the first message is to stand that is underway, if there is one. */
  public Optional<Key> firstUnderway() {
    return Optional.ofNullable(inOrder.firstEntry())
        .map(Map.Entry::getValue)
        .map(first -> new Key(topic.record().id(), first.at(), first.sequence()));
  }

  /** Forgets what is too old to matter. */
  public Outcome<Boolean> tick(Step step) {
    return new Outcome<>(true, advance(step));
  }

  /** When to call {@link #tick} next, if ever. */
  public OptionalLong nextDeadline() {
    return known.nextDeadline();
  }

  /** The rows the topic wants from the store next; give them to their loader. */
  public Optional<RowsWanted> wanted() {
    return known.wanted();
  }

  /** Gives back the heap that the topic takes; it is not used any more. */
  public void close() {
    known.close();
  }

  private void forget(FifoMessage message) {
    underway.remove(message.key());
    inOrder.remove(message.sequence());
  }

  private List<Change> advance(Step step) {
    List<Change> changes = new ArrayList<>();
    known.advance(step.now(), changes);
    return changes;
  }

  private DeduplicationKey keyOf(Publication publication) {
    TopicRecord settings = topic.record();
    String id = publication.deduplicationId();
    if (id == null) {
      throw new IllegalArgumentException("Messages of FIFO topics have deduplication ids");
    }
    return DeduplicationKey.of(settings.knowsWithinGroups() ? publication.groupId() : null, id);
  }
}
