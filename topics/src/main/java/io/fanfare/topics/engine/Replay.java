package io.fanfare.topics.engine;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Step;
import io.fanfare.filter.SubscriptionFilters;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.ReplayStatus;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.ReplayRecord;
import io.fanfare.topics.rows.SubscriptionRecord;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.AttributeJson;
import io.fanfare.topics.rules.ReplayPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rules of one replay: what of its topic's archive a subscription gets next, and when that was
 * all. Until then the subscription gets everything from the archive, what is published meanwhile as
 * well, so nothing overtakes anything and nothing is left out.
 *
 * <p>The archive is read up to the first message that is still underway, since those before it come
 * into the archive in any order.
 */
public final class Replay {

  private static final int SLICE = 50;
  private static final long SLICE_BYTES = 256 << 10;
  private static final long NEAR_MILLIS = 1_000;
  private static final long LEAST_WAIT_MILLIS = 50;
  private static final long MOST_WAIT_MILLIS = 1_000;

  private ReplayRecord record;
  private final long start;
  private final OptionalLong end;

  /** A replay as the store holds it. */
  public Replay(ReplayRecord record) {
    this.record = record;
    ReplayPolicy policy = policy(record.policy()).orElseThrow();
    start = policy.start().toEpochMilli();
    end =
        policy
            .end()
            .map(last -> OptionalLong.of(last.toEpochMilli()))
            .orElseGet(OptionalLong::empty);
  }

  /** Rows of the archive: all from {@code from} to before {@code to}, but not more than a few. */
  public record Slice(Key from, Key to) {

    public int limit() {
      return SLICE;
    }

    /** With the row that brings them to so many bytes it ends. */
    public long bytes() {
      return SLICE_BYTES;
    }

    private boolean isFull(List<Row> rows) {
      return rows.size() == SLICE || Replay.bytes(rows) >= SLICE_BYTES;
    }
  }

  /** How many bytes {@code rows} have. */
  public static long bytes(List<Row> rows) {
    return rows.stream().mapToLong(row -> row.value().length).sum();
  }

  /** How many bytes the rows of a slice have at the most. */
  public static long mostBytes() {
    return SLICE_BYTES + Limits.MOST_MESSAGE_BYTES;
  }

  /** What comes after a slice. */
  public enum Next {
    /** Another slice. */
    MORE,
    /** Another slice, and soon live messages: what is left was published a moment ago. */
    NEAR,
    /** Another slice, once more has been published; the end of the replay is still to come. */
    WAIT,
    /** Live messages, if nothing is underway any more. */
    JOIN,
    /** Nothing. */
    OVER
  }

  /** The replay that {@code subscriber} asks for from now on, if it is confirmed and does. */
  public static Optional<Replay> begin(Subscriber subscriber, Step step) {
    SubscriptionRecord subscription = subscriber.subscription();
    String text = subscriber.isServed() ? subscriber.replayPolicy() : "";
    return policy(text)
        .map(
            policy ->
                new Replay(
                    new ReplayRecord(
                        subscription.topic(),
                        subscription.id(),
                        step.nextSequence(),
                        text,
                        ReplayStatus.PENDING,
                        TopicTables.archivedFrom(
                            subscription.topic(), policy.start().toEpochMilli()))));
  }

  /** Whether this is the replay that {@code subscriber} asks for. */
  public boolean isFor(Subscriber subscriber) {
    return record.subscription() == subscriber.subscription().id()
        && record.policy().equals(subscriber.replayPolicy());
  }

  public ReplayStatus status() {
    return record.status();
  }

  /** Whether it has come to an end. */
  public boolean isOver() {
    return status() == ReplayStatus.COMPLETED || status() == ReplayStatus.FAILED;
  }

  /** Whether its subscription gets no live messages, or not yet. */
  public boolean holdsBack() {
    return !isOver() || end.isPresent();
  }

  /**
   * The rows of {@link TopicTables#ARCHIVE} to read next.
   *
   * @param underway where the first message is to stand that has not reached all its queues
   */
  public Slice next(Optional<Key> underway) {
    Key last =
        end.isPresent()
            ? TopicTables.archivedFrom(record.topic(), end.getAsLong() + 1)
            : Key.afterAll(record.topic());
    Key to = underway.filter(first -> first.compareTo(last) < 0).orElse(last);
    return new Slice(record.next(), to.compareTo(record.next()) < 0 ? record.next() : to);
  }

  /** What {@code subscriber} gets of {@code archived}, in their order. */
  public List<Notification> messages(
      List<ArchivedMessage> archived, Subscriber subscriber, Topic topic) {
    Wanted wanted = new Wanted(subscriber);
    List<Notification> messages = new ArrayList<>(archived.size());
    for (ArchivedMessage message : archived) {
      Publication publication = message.publication();
      if (wanted.of(publication)) {
        messages.add(message.replayed(topic.record().arn(), subscriber, record.number()));
      }
    }
    return messages;
  }

  /** What one subscriber wants of a topic. */
  private static final class Wanted {
    private final Subscriber subscriber;
    private final SubscriptionFilters<Subscriber> filters = new SubscriptionFilters<>();

    private Wanted(Subscriber subscriber) {
      this.subscriber = subscriber;
      if (!subscriber.policy().wantsEverything()) {
        filters.add(subscriber, subscriber.policy());
      }
    }

    private boolean of(Publication message) {
      String text = message.textFor(subscriber.structureKey());
      return subscriber.isServed()
          && (subscriber.policy().wantsEverything()
              || !filters.match(message.attributes(), text).isEmpty());
    }
  }

  /** Goes on behind {@code rows}, which have been delivered. */
  public List<Change> delivered(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    record = record.at(rows.get(rows.size() - 1).key().next()).with(ReplayStatus.IN_PROGRESS);
    return List.of(record.put());
  }

  /** What comes after {@code slice}, of which {@code rows} were there at {@code now}. */
  public Next after(Slice slice, List<Row> rows, long now) {
    if (slice.isFull(rows)) {
      boolean near = rows.get(rows.size() - 1).key().order() > now - NEAR_MILLIS;
      return near && end.isEmpty() ? Next.NEAR : Next.MORE;
    }
    if (end.isEmpty()) {
      return now < start ? Next.WAIT : Next.JOIN;
    }
    boolean whole = slice.to().order() > end.getAsLong();
    return whole && now > end.getAsLong() ? Next.OVER : Next.WAIT;
  }

  /** How long to wait before looking whether more has been published. */
  public long waitMillis(long now) {
    long left = end.orElse(start) + 1 - now;
    return Math.min(Math.max(left, LEAST_WAIT_MILLIS), MOST_WAIT_MILLIS);
  }

  /** Ends the replay: its subscription has got everything. */
  public List<Change> complete() {
    record = record.with(ReplayStatus.COMPLETED);
    return List.of(record.put());
  }

  /** Ends the replay: there is no archive any more. */
  public List<Change> fail() {
    record = record.with(ReplayStatus.FAILED);
    return List.of(record.put());
  }

  /** The change by which the store holds the replay as it is. */
  public List<Change> put() {
    return List.of(record.put());
  }

  /** The change by which the store forgets the replay. */
  public List<Change> remove() {
    return List.of(record.remove());
  }

  private static Optional<ReplayPolicy> policy(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : ReplayPolicy.parse(new AttributeJson("", "ReplayPolicy"), text);
  }
}
