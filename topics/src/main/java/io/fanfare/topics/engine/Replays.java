package io.fanfare.topics.engine;

import io.fanfare.core.Change;
import io.fanfare.core.Row;
import io.fanfare.core.Step;
import io.fanfare.topics.rows.ReplayRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The replays of one FIFO topic: of each subscription the last that it asked for. */
final class Replays {

  private final Map<String, Replay> bySubscription = new HashMap<>();
  private final BiConsumer<String, Replay> begun;

  /**
   * No replays yet.
   *
   * @param begun told of each that is to go on from now, and of its subscription
   */
  Replays(BiConsumer<String, Replay> begun) {
    this.begun = begun;
  }

  Optional<Replay> find(String subscription) {
    return Optional.ofNullable(bySubscription.get(subscription));
  }

  /** Whether {@code subscriber} gets no live messages, because of its replay. */
  boolean holdBack(Subscriber subscriber) {
    Replay replay = bySubscription.get(subscriber.arn());
    return replay != null && replay.holdsBack();
  }

  /**
   * Begins the replay that {@code subscriber} asks for in place of the one it had; if it asks for
   * none, it gets live messages.
   */
  List<Change> begin(Subscriber subscriber, Step step) {
    Optional<Replay> replay = Replay.begin(subscriber, step);
    if (replay.isEmpty()) {
      return end(subscriber.arn());
    }
    goOn(subscriber, replay.get());
    return replay.get().put();
  }

  /** Ends the replay of the subscription {@code arn}, if it has one. */
  List<Change> end(String arn) {
    Replay replay = bySubscription.remove(arn);
    return replay == null ? List.of() : replay.remove();
  }

  /** Goes on with what {@code rows} keep of replays of {@code subscribers}. */
  List<Change> resume(List<Row> rows, Collection<Subscriber> subscribers, Step step) {
    Map<Long, ReplayRecord> kept = new HashMap<>();
    rows.forEach(row -> kept.put(row.key().sequence(), ReplayRecord.decode(row)));
    List<Change> changes = new ArrayList<>();
    for (Subscriber subscriber : subscribers) {
      Optional<Replay> replay =
          Optional.ofNullable(kept.remove(subscriber.id()))
              .map(Replay::new)
              .filter(known -> known.isFor(subscriber));
      if (replay.isEmpty()) {
        changes.addAll(begin(subscriber, step));
      } else {
        goOn(subscriber, replay.get());
      }
    }
    kept.values().forEach(record -> changes.add(record.remove()));
    return changes;
  }

  /** Ends all, as their topic does. */
  void clear() {
    bySubscription.clear();
  }

  private void goOn(Subscriber subscriber, Replay replay) {
    bySubscription.put(subscriber.arn(), replay);
    begun.accept(subscriber.arn(), replay);
  }
}
