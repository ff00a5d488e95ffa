package io.fanfare.topics.engine;

import io.fanfare.core.Attributes;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Engine;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Step;
import io.fanfare.core.deduplication.DeduplicationBudget;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.notification.Notification;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.ArchivePolicy;
import io.fanfare.topics.rules.ConfirmationRules;
import io.fanfare.topics.rules.Refusals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A topic as its host sees it: who has subscribed, what is published, and, in a FIFO topic, what is
 * known again and what is replayed.
 */
public final class TopicEngine implements Engine<TopicEngine.Effect> {

  private static final Outcome<List<Effect>> NOTHING = Outcome.of(List.of());

  private final Topic topic;
  private final @Nullable FifoTopic fifo;
  private final Replays replays = new Replays(this::goOn);
  private List<Effect> effects = new ArrayList<>(0);
  private boolean deleted;

  /** What a topic asks its host for. */
  public sealed interface Effect {

    /** Rows must be read. */
    record Load(RowsWanted rows) implements Effect {}

    /** A subscription is new, or is not what it was. */
    record Subscribed(Subscriber subscriber) implements Effect {}

    /** A subscription has ended, for good or until it is restored. */
    record Unsubscribed(Subscriber subscriber, boolean forGood) implements Effect {}

    /** The replay of a subscription is to go on. */
    record Replaying(String subscription, Replay replay) implements Effect {}
  }

  /**
   * The engine of {@code topic}, which takes of {@code budget} what it needs to know duplicates.
   */
  public TopicEngine(Topic topic, DeduplicationBudget budget) {
    this.topic = topic;
    this.fifo = topic.record().isFifo() ? new FifoTopic(topic, budget) : null;
  }

  public Topic topic() {
    return topic;
  }

  public TopicRecord record() {
    return topic.record();
  }

  /** Writes the row of a topic that is new. */
  public Outcome<Boolean> create() {
    return changed(List.of(record().put()));
  }

  /** Learns what a FIFO topic published lately; give all rows in slices, before anything else. */
  public void remember(List<Row> rows) {
    if (fifo != null) {
      fifo.remember(rows);
    }
  }

  /** Goes on with the replays that {@code rows} keep. */
  public Outcome<Boolean> resume(List<Row> rows, Step step) {
    return changed(fifo == null ? List.of() : replays.resume(rows, topic.subscribers(), step));
  }

  /** Makes of what is known of the topic what {@code change} makes of it. */
  public Outcome<Boolean> change(UnaryOperator<TopicRecord> change, Step step) {
    checkThere();
    TopicRecord record = change.apply(record());
    Attributes attributes =
        ArchivePolicy.noteBeginning(record().attributes(), record.attributes(), step.now());
    return changed(topic.change(record.with(attributes)));
  }

  /** Deletes the topic; what is still on its way arrives, and is not remembered. */
  public Outcome<Boolean> delete() {
    ArchivePolicy.checkDeletion(record());
    List<Change> changes = topic.delete();
    topic.subscribers().forEach(this::ended);
    topic.restorable().forEach(this::ended);
    deleted = true;
    close();
    return changed(changes);
  }

  /** As {@link Topic#subscribe}; refused, as other changes are, once the topic is deleted. */
  public Outcome<Subscriber> subscribe(Newcomer newcomer, String secret, Step step) {
    checkThere();
    return replaying(topic.subscribe(newcomer, secret, step), step);
  }

  /** As {@link Topic#confirm}. */
  public Outcome<Subscriber> confirm(ConfirmationRules.Request request, Step step) {
    checkThere();
    return replaying(topic.confirm(request, step.now()), step);
  }

  /** As {@link Topic#set}. */
  public Outcome<Subscriber> set(String arn, Map<String, String> values, Step step) {
    checkThere();
    Outcome<Subscriber> set = topic.set(arn, values);
    if (values.containsKey(SubscriptionAttribute.REPLAY_POLICY.name())) {
      return replaying(set, step);
    }
    effects.add(new Effect.Subscribed(set.reply()));
    return set;
  }

  /** What is known of the subscription {@code arn}. */
  public Map<String, String> attributes(String arn) {
    Map<String, String> attributes = new LinkedHashMap<>(topic.attributes(arn));
    replays
        .find(arn)
        .ifPresent(replay -> attributes.put("ReplayStatus", replay.status().toString()));
    return attributes;
  }

  /** As {@link Topic#unsubscribe}; no subscription is there any more once the topic is deleted. */
  public Outcome<Optional<Subscriber>> unsubscribe(
      String arn, Caller caller, String secret, Step step) {
    if (deleted) {
      return Outcome.of(Optional.empty());
    }
    Outcome<Optional<Subscriber>> outcome = topic.unsubscribe(arn, caller, secret, step.now());
    List<Change> changes = new ArrayList<>(outcome.changes());
    outcome
        .reply()
        .ifPresent(
            subscriber -> {
              effects.add(new Effect.Unsubscribed(subscriber, !subscriber.isRestorable()));
              changes.addAll(replays.end(subscriber.arn()));
            });
    return new Outcome<>(outcome.reply(), changes);
  }

  /** Ends the subscriptions that nobody has confirmed in time. */
  public Outcome<Boolean> endLapsed(Step step) {
    if (deleted) {
      return changed(List.of());
    }
    Outcome<List<Subscriber>> lapsed = topic.endLapsed(step.now());
    lapsed.reply().forEach(this::ended);
    return changed(lapsed.changes());
  }

  /** Where the rows stand that must be read before {@link #take}; mostly none do. */
  public Set<Key> suspects(List<Publication> publications) {
    return fifo == null || deleted ? Set.of() : Set.copyOf(fifo.suspects(publications));
  }

  /** As the other, each routed as the topic is now. */
  public Outcome<Taken> take(
      List<Publication> publications, String endpoint, Map<Key, byte[]> recalled, Step step) {
    return take(publications, topic::route, endpoint, recalled, step);
  }

  /**
   * Numbers messages and routes those that are new.
   *
   * @param routes who wants each of them
   * @param endpoint how their publisher reaches the broker
   * @param recalled the rows that {@link #suspects} names, by key
   */
  public Outcome<Taken> take(
      List<Publication> publications,
      Function<Publication, List<Subscriber>> routes,
      String endpoint,
      Map<Key, byte[]> recalled,
      Step step) {
    checkThere();
    if (fifo != null) {
      fifo.checkRoom();
    }
    List<Acceptance> acceptances =
        fifo == null
            ? publications.stream().map(one -> standard(one, endpoint, step)).toList()
            : fifo.accept(publications, endpoint, recalled, step);
    List<TopicMessage> messages = new ArrayList<>(publications.size());
    for (Acceptance acceptance : acceptances) {
      if (acceptance instanceof Acceptance.New accepted) {
        messages.add(accepted.message());
      }
    }
    return Outcome.of(route(acceptances, messages, routes));
  }

  private static Acceptance standard(Publication publication, String endpoint, Step step) {
    return new Acceptance.New(
        new StandardMessage(step.randomUuid(), step.now(), publication, endpoint));
  }

  private Taken route(
      List<Acceptance> acceptances,
      List<TopicMessage> messages,
      Function<Publication, List<Subscriber>> routes) {
    if (messages.size() == 1) {
      TopicMessage only = messages.get(0);
      return route(acceptances, only, routes.apply(only.publication()));
    }
    Map<Subscriber, List<Integer>> positions = new LinkedHashMap<>();
    int unwanted = 0;
    for (int i = 0; i < messages.size(); i++) {
      List<Subscriber> wanting = routes.apply(messages.get(i).publication());
      unwanted += topic.served() - wanting.size();
      for (Subscriber subscriber : wanting) {
        if (!replays.holdBack(subscriber)) {
          positions.computeIfAbsent(subscriber, first -> new ArrayList<>(1)).add(i);
        }
      }
    }
    List<Copies> copies = new ArrayList<>(positions.size());
    positions.forEach((subscriber, some) -> copies.add(new Copies(subscriber, some)));
    return new Taken(acceptances, messages, copies, unwanted);
  }

  private Taken route(List<Acceptance> acceptances, TopicMessage only, List<Subscriber> wanting) {
    List<Copies> copies = new ArrayList<>(wanting.size());
    for (Subscriber subscriber : wanting) {
      if (!replays.holdBack(subscriber)) {
        copies.add(new Copies(subscriber, Copies.FIRST));
      }
    }
    return new Taken(acceptances, List.of(only), copies, topic.served() - wanting.size());
  }

  /**
   * Remembers and archives messages that have reached all their queues, and forgets others, as far
   * as the topic knows messages again.
   *
   * @param lost the positions of those that have not
   */
  public Outcome<Boolean> arrived(
      List<TopicMessage> messages, Collection<Integer> lost, Step step) {
    if (fifo == null) {
      return changed(List.of());
    }
    List<FifoMessage> delivered = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof FifoMessage message) {
        if (deleted || lost.contains(i)) {
          fifo.failed(message);
        } else {
          delivered.add(message);
        }
      }
    }
    return changed(deleted ? List.of() : fifo.delivered(delivered, step));
  }

  /** Whether {@code replay} is what the subscription {@code arn} last asked for. */
  public boolean isCurrent(String arn, Replay replay) {
    return replays.find(arn).filter(replay::equals).isPresent();
  }

  /** What {@code replay} reads next. */
  public Replay.Slice next(Replay replay) {
    return replay.next(fifo == null ? Optional.empty() : fifo.firstUnderway());
  }

  /** What {@code subscriber} gets of {@code archived}. */
  public List<Notification> replayed(
      Subscriber subscriber, Replay replay, List<ArchivedMessage> archived) {
    return replay.messages(archived, subscriber, topic);
  }

  @Override
  public Outcome<List<Effect>> settle(Step step) {
    if (fifo != null) {
      fifo.wanted().ifPresent(rows -> effects.add(new Effect.Load(rows)));
    }
    if (effects.isEmpty()) {
      return NOTHING;
    }
    List<Effect> asked = effects;
    effects = new ArrayList<>(0);
    return Outcome.of(asked);
  }

  @Override
  public Outcome<?> tick(Step step) {
    return fifo == null || deleted ? changed(List.of()) : fifo.tick(step);
  }

  @Override
  public OptionalLong nextDeadline() {
    return fifo == null || deleted ? OptionalLong.empty() : fifo.nextDeadline();
  }

  @Override
  public void close() {
    replays.clear();
    if (fifo != null) {
      fifo.close();
    }
  }

  @Override
  public String toString() {
    return "the topic " + record().arn();
  }

  /**
   * Begins the replay that a subscription asks for which has changed; until then it gets nothing.
   */
  private Outcome<Subscriber> replaying(Outcome<Subscriber> outcome, Step step) {
    if (outcome.changes().isEmpty()) {
      return outcome;
    }
    effects.add(new Effect.Subscribed(outcome.reply()));
    if (fifo == null) {
      return outcome;
    }
    List<Change> changes = new ArrayList<>(outcome.changes());
    changes.addAll(replays.begin(outcome.reply(), step));
    return new Outcome<>(outcome.reply(), changes);
  }

  private void goOn(String subscription, Replay replay) {
    effects.add(new Effect.Replaying(subscription, replay));
  }

  private void ended(Subscriber subscriber) {
    effects.add(new Effect.Unsubscribed(subscriber, true));
  }

  /** Whoever has waited for a turn may come after the deletion. */
  private void checkThere() {
    if (deleted) {
      throw Refusals.noTopic();
    }
  }

  private static Outcome<Boolean> changed(List<Change> changes) {
    return new Outcome<>(true, changes);
  }
}
