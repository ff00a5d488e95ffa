package io.fanfare.topics;

import io.fanfare.access.Authorization;
import io.fanfare.core.Change;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.HeapShare;
import io.fanfare.queues.Delivery;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.RowSweeper;
import io.fanfare.runtime.Writes;
import io.fanfare.seal.Seals;
import io.fanfare.topics.engine.ByteBudget;
import io.fanfare.topics.mobile.SubscribedDevices;
import io.fanfare.topics.push.Couriers;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.ConfirmationLimit;
import java.util.List;

/** What the topics of one event loop share. */
final class TopicLoop {

  private static final long LEAST_MEMORY_BYTES = 1 << 24;

  private final EventLoop loop;
  private final TopicSurroundings surroundings;
  private final DeliveryCounters counters;
  private final SubscriptionIndex index;
  private final ByteBudget budget;
  private final RowSweeper sweeper;
  private final Writes writes;
  private final Couriers couriers;

  /** What is shared on {@code loop}, where {@code counters} count. */
  TopicLoop(EventLoop loop, TopicSurroundings surroundings, DeliveryCounters counters) {
    this.loop = loop;
    this.surroundings = surroundings;
    this.counters = counters;
    this.index = new SubscriptionIndex(surroundings.tallies().subscriptions());
    this.writes = new Writes(loop.store());
    this.couriers =
        new Couriers(loop, surroundings.pushing(), new PushLedger(loop, counters, surroundings));
    this.budget =
        new ByteBudget(
            Math.max(
                LEAST_MEMORY_BYTES, HeapShare.TOPIC_DUPLICATES.bytes() / TopicSurroundings.LOOPS));
    this.sweeper =
        new RowSweeper(
            loop,
            TopicTables.GARBAGE,
            List.of(
                TopicTables.DEDUPLICATION,
                TopicTables.ARCHIVE,
                TopicTables.REPLAYS,
                TopicTables.ENDPOINTS,
                TopicTables.ENDPOINT_TOKENS),
            (table, row) -> List.of(Change.remove(table, row.key())));
  }

  EventLoop loop() {
    return loop;
  }

  /** What all topics have written: who reads several of them waits for all of it. */
  Writes writes() {
    return writes;
  }

  /** The subscriptions to all topics, by their owners. */
  SubscriptionIndex index() {
    return index;
  }

  /** The share of the heap in which FIFO topics know duplicates. */
  ByteBudget budget() {
    return budget;
  }

  /** Removes what FIFO topics and applications leave behind. */
  RowSweeper sweeper() {
    return sweeper;
  }

  /** Where copies go. */
  Delivery queues() {
    return surroundings.queues();
  }

  /** The key that envelopes are signed with. */
  SigningKey signing() {
    return surroundings.signing();
  }

  DeliveryFailures failures() {
    return surroundings.failures();
  }

  /** How attempts to push went. */
  PushStates pushes() {
    return surroundings.pushes();
  }

  /** How often hosts are asked to confirm. */
  ConfirmationLimit confirmations() {
    return surroundings.confirmations();
  }

  /** How many topics and subscriptions each account has. */
  AccountTallies tallies() {
    return surroundings.tallies();
  }

  /** The devices that have subscribed. */
  SubscribedDevices devices() {
    return surroundings.devices();
  }

  /** Who empties the queues of those subscriptions that push. */
  Couriers couriers() {
    return couriers;
  }

  DeliveryCounters counters() {
    return counters;
  }

  /** What seals and opens rows. */
  Seals seals() {
    return surroundings.environment().seals();
  }

  /** Who may do what. */
  Authorization authorization() {
    return surroundings.environment().guard().authorization();
  }

  /** Where that is done which would hold the event loop for too long. */
  HardWork elsewhere() {
    return surroundings.elsewhere();
  }

  /** What replays may take of the heap. */
  HeapBudget heap() {
    return surroundings.environment().heap();
  }
}
