package io.fanfare.runtime;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Table;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules that know nothing but rows change them one after the other. */
@Timeout(60)
final class RowTurnsTest {

  private static final Table ROWS = Table.of("rows");
  private static final Key KEY = Key.of(1);

  private final Vertx vertx = Vertx.vertx();
  private final Held store =
      new Held(await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {})));
  private final EventLoop loop =
      new EventLoop(vertx, vertx.getOrCreateContext(), store, Clock.system());
  private final RowTurns turns = new RowTurns(loop);

  @AfterEach
  void close() {
    await(store.close());
    await(vertx.close());
  }

  @Test
  void eachSeesWhatTheOneBeforeItHasWritten() {
    List<Future<Integer>> all =
        IntStream.range(0, 100).mapToObj(i -> loop.call(this::countUp)).toList();
    await(Future.all(all));
    assertEquals(IntStream.rangeClosed(1, 100).boxed().toList(), results(all));
  }

  @Test
  void aRefusalIsHeardAndHoldsUpNobody() {
    Future<Integer> refused =
        loop.call(
            () ->
                turns.decide(
                    () -> {
                      throw new IllegalStateException("no");
                    }));
    Future<Integer> next = loop.call(this::countUp);
    assertEquals(
        "no", assertThrows(IllegalStateException.class, () -> await(refused)).getMessage());
    assertEquals(1, await(next));
  }

  @Test
  void nothingIsHeardBeforeItIsDurableAndNobodyWaitsForThatToDecide() {
    Promise<Void> durable = Promise.promise();
    store.held = durable.future();
    Future<Integer> first = loop.call(this::countUp);
    Future<Integer> second = loop.call(this::countUp);
    assertEquals(2, await(store.second.future()));
    Future<Integer> reader = loop.call(() -> turns.read(this::count));
    assertEquals(2, await(loop.call(this::count)));
    assertFalse(first.isComplete() || second.isComplete() || reader.isComplete());
    durable.complete();
    assertEquals(List.of(1, 2, 2), results(List.of(first, second, reader)));
  }

  private Future<Integer> countUp() {
    return turns.decide(
        () ->
            count()
                .map(
                    count ->
                        new Outcome<>(
                            count + 1,
                            List.of(Change.put(ROWS, KEY, new byte[] {(byte) (count + 1)})))));
  }

  private Future<Integer> count() {
    return loop.store()
        .get(ROWS, List.of(KEY))
        .map(rows -> rows.get(0).map(row -> (int) row[0]).orElse(0));
  }

  private static List<Integer> results(List<Future<Integer>> futures) {
    return futures.stream().map(future -> await(future)).toList();
  }

  /** A store whose writes are acknowledged when the test says so. */
  private static final class Held extends DelegatingStore {
    private final Promise<Integer> second = Promise.promise();
    private volatile Future<Void> held = Future.succeededFuture();
    private int writes;

    Held(Store store) {
      super(store);
    }

    @Override
    public Future<Void> write(List<Change> changes) {
      Future<Void> written = super.write(changes).compose(done -> held);
      if (++writes == 2) {
        second.complete(writes);
      }
      return written;
    }
  }
}
