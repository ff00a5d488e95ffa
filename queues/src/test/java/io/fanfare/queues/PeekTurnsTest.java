package io.fanfare.queues;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.fixture.VirtualClock;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.runtime.Environment;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peek that looks through many messages lets others have their turn on its event loop. */
@Timeout(60)
class PeekTurnsTest {

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Watched store =
      new Watched(await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {})));
  private final Queues queues =
      await(Queues.open(new Environment(vertx, store, new VirtualClock()), new QueuesOptions()));

  @AfterEach
  void close() {
    await(queues.close());
    await(store.close());
    await(vertx.close());
  }

  /** A store that has contents at hand, of which each read on one context asks for a turn. */
  private final class Watched extends DelegatingStore {

    private final Map<Key, byte[]> atHand = new ConcurrentHashMap<>();
    private final List<Integer> turnsBefore = new ArrayList<>();
    private int turns;

    Watched(Store store) {
      super(store);
    }

    void takeInHand() {
      await(scan(QueueTables.BODIES, Key.first(Long.MIN_VALUE), Key.first(Long.MAX_VALUE), 1_000))
          .forEach(row -> atHand.put(row.key(), row.value()));
    }

    @Override
    public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
      if (!table.equals(QueueTables.BODIES) || Vertx.currentContext() != context) {
        return super.get(table, keys);
      }
      turnsBefore.add(turns);
      context.runOnContext(turn -> turns++);
      return Future.succeededFuture(
          keys.stream().map(key -> Optional.ofNullable(atHand.get(key))).toList());
    }
  }

  @Test
  void othersHaveATurnBetweenRounds() {
    await(queues.createQueue(new CreateQueue("q")));
    for (int i = 0; i < 95; i++) {
      await(queues.sendMessage(new SendMessage("q", "message")));
    }
    store.takeInHand();
    assertEquals(95, store.atHand.size());
    Promise<PeekMessages.Result> found = Promise.promise();
    context.runOnContext(
        begun ->
            queues
                .peekMessages(new PeekMessages("q", List.of(), 100, null, "needle"))
                .onComplete(found));
    assertEquals(List.of(), await(found.future()).messages());
    assertEquals(IntStream.range(0, 10).boxed().toList(), store.turnsBefore);
  }
}
