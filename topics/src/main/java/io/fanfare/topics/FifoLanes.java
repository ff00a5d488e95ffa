package io.fanfare.topics;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.heap.HeapShare;
import io.fanfare.runtime.RowSweeper;
import io.fanfare.topics.engine.FifoTopic;
import io.fanfare.topics.engine.RememberedBytes;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.topics.rules.ArchivePolicy;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lanes of the FIFO topics of one event loop. */
final class FifoLanes {

  private static final long SWEEP_MILLIS = Duration.ofHours(1).toMillis();
  private static final int REMEMBERED_AT_ONCE = 5_000;
  private static final long LEAST_MEMORY_BYTES = 1 << 24;

  private final QueueDelivery delivery;
  private final RememberedBytes memory;
  private final RowSweeper sweeper;
  private final Map<Long, FifoLane> byTopic = new HashMap<>();

  /** No lanes yet; they may take their share of an eighth of the heap to know duplicates. */
  FifoLanes(QueueDelivery delivery) {
    this.delivery = delivery;
    long share = HeapShare.TOPIC_DUPLICATES.bytes() / TopicHouse.INSTANCES;
    this.memory = new RememberedBytes(Math.max(LEAST_MEMORY_BYTES, share));
    this.sweeper =
        new RowSweeper(
            delivery.loop(),
            TopicTables.GARBAGE,
            List.of(TopicTables.DEDUPLICATION, TopicTables.ARCHIVE, TopicTables.REPLAYS),
            (table, row) -> List.of(Change.remove(table, row.key())));
  }

  /** The lane of {@code topic}, which is a FIFO topic. */
  FifoLane of(Topic topic) {
    FifoLane lane = byTopic.get(topic.topic().id());
    if (lane == null) {
      throw new IllegalStateException(topic.topic().arn() + " has no lane");
    }
    return lane;
  }

  /** Makes a lane for a topic that is new. */
  void add(Topic topic) {
    if (topic.topic().isFifo()) {
      open(topic, new FifoTopic(topic, memory));
    }
  }

  /** Makes a lane for a topic that the store holds, which knows what was published lately. */
  Future<Void> load(Topic topic) {
    if (!topic.topic().isFifo()) {
      return Future.succeededFuture();
    }
    FifoTopic rules = new FifoTopic(topic, memory);
    long id = topic.topic().id();
    Future<List<Row>> replays =
        delivery
            .loop()
            .store()
            .scan(TopicTables.REPLAYS, Key.first(id), Key.afterAll(id), Integer.MAX_VALUE);
    return delivery
        .loop()
        .store()
        .scanAll(
            TopicTables.DEDUPLICATION,
            Key.first(id),
            Key.afterAll(id),
            REMEMBERED_AT_ONCE,
            rules::remember)
        .compose(remembered -> replays)
        .map(
            rows -> {
              FifoLane lane = open(topic, rules);
              lane.tick();
              lane.replays().load(rows);
              return null;
            });
  }

  /** Ends the replays, which a later start goes on with. */
  void close() {
    sweeper.end();
    byTopic.values().forEach(lane -> lane.replays().end());
  }

  /** Ends the lane of a topic whose deletion is written, and removes what it remembered. */
  void remove(Topic topic) {
    FifoLane lane = byTopic.remove(topic.topic().id());
    if (lane != null) {
      lane.end();
      sweeper.sweep(topic.topic().id());
    }
  }

  /** Removes what archives need not keep any more, now and every hour. */
  void sweepArchives() {
    byTopic.values().forEach(lane -> sweepArchive(lane.topic()));
    delivery.loop().after(SWEEP_MILLIS, this::sweepArchives);
  }

  /** Removes what the archive of {@code topic} need not keep any more, in the background. */
  void sweepArchive(Topic topic) {
    TopicRecord record = topic.topic();
    ArchivePolicy.archivedFrom(record, delivery.loop().now())
        .ifPresent(from -> sweeper.sweep(TopicTables.ARCHIVE, Key.first(record.id()), from));
  }

  RowSweeper sweeper() {
    return sweeper;
  }

  private FifoLane open(Topic topic, FifoTopic rules) {
    FifoLane lane = new FifoLane(topic, rules, delivery);
    byTopic.put(topic.topic().id(), lane);
    return lane;
  }
}
