package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises. */
abstract class StoreContractTest {

  static final Table ROWS = Table.of("rows");
  private static final Table BODIES = Table.ofBodies("bodies");
  static final Key FIRST = Key.first(Long.MIN_VALUE);
  static final Key LAST = Key.first(Long.MAX_VALUE);

  private Vertx vertx;
  private Store store;

  abstract StoreOptions options();

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    store = reopened();
  }

  @AfterEach
  void close() {
    await(store.close());
    await(vertx.close());
  }

  @Test
  void whatWasWrittenIsRead() {
    await(store.write(List.of(put(1, "one"), put(2, "two"))));

    assertEquals(List.of("one", "two"), values(scan(FIRST, LAST, 10)));
    assertArrayEquals(bytes("two"), get(ROWS, Key.of(2)).orElseThrow());
    assertEquals(Optional.empty(), get(ROWS, Key.of(3)));
  }

  @Test
  void anEmptyBatchIsAcknowledged() {
    await(store.write(List.of()));
  }

  @Test
  void theChangesOfABatchApplyInTheirOrder() {
    await(
        store.write(
            List.of(put(1, "a"), put(1, "b"), put(2, "c"), Change.remove(ROWS, Key.of(2)))));

    assertEquals(List.of("b"), values(scan(FIRST, LAST, 10)));
  }

  @Test
  void aScanSeesTheBatchesBeforeItAndNoneAfter() {
    List<Future<List<Row>>> scans = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      scans.add(store.scan(ROWS, FIRST, LAST, 1_000));
      Future<Void> unused = store.write(List.of(put(i, "v" + i), put(i + 1_000, "v")));
    }
    for (int i = 0; i < scans.size(); i++) {
      assertEquals(2 * i, await(scans.get(i)).size());
    }
  }

  @Test
  void aCountSeesTheBatchesBeforeItAndNoneAfter() {
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      counts.add(store.count(ROWS, Key.of(0), Key.of(100)));
      Future<Void> unused = store.write(List.of(put(i, "v")));
    }
    for (int i = 0; i < counts.size(); i++) {
      assertEquals(Math.min(i, 100), await(counts.get(i)));
    }
  }

  @Test
  void aGetSeesTheBatchesBeforeItAndNoneAfter() {
    Future<List<Optional<byte[]>>> before = store.get(ROWS, List.of(Key.of(1)));
    Future<Void> written = store.write(List.of(put(1, "one")));
    Future<List<Optional<byte[]>>> after = store.get(ROWS, List.of(Key.of(1)));

    await(written);
    assertTrue(await(before).get(0).isEmpty());
    assertTrue(await(after).get(0).isPresent());
  }

  @Test
  void rowsComeInTheOrderOfTheirKeysUpToTheLimit() {
    await(
        store.write(
            List.of(
                Change.put(ROWS, new Key(2, 0, 0), bytes("e")),
                Change.put(ROWS, new Key(1, -5, 9), bytes("b")),
                Change.put(ROWS, new Key(1, 7, 1), bytes("c")),
                Change.put(ROWS, new Key(1, 7, 2), bytes("d")),
                Change.put(ROWS, new Key(-1, Long.MAX_VALUE, Long.MAX_VALUE), bytes("a")))));

    assertEquals(List.of("a", "b", "c", "d", "e"), values(scan(FIRST, LAST, 10)));
    assertEquals(List.of("b", "c"), values(scan(Key.first(1), Key.afterAll(1), 2)));
    assertEquals(List.of("c"), values(scan(new Key(1, -5, 10), new Key(1, 7, 2), 10)));
    assertEquals(3L, await(store.count(ROWS, Key.first(1), Key.afterAll(1))));
    assertEquals(0L, await(store.count(ROWS, LAST, FIRST)));
  }

  @Test
  void aScanEndsWithTheRowThatBringsItToItsBytes() {
    await(store.write(List.of(put(1, "one"), put(2, "two"), put(3, "three"), put(4, "four"))));

    assertEquals(List.of("one"), values(await(store.scan(ROWS, FIRST, LAST, 10, 1))));
    assertEquals(List.of("one"), values(await(store.scan(ROWS, FIRST, LAST, 10, 3))));
    assertEquals(List.of("one", "two"), values(await(store.scan(ROWS, FIRST, LAST, 10, 4))));
    assertEquals(List.of("one", "two"), values(await(store.scan(ROWS, FIRST, LAST, 2, 99))));
  }

  @Test
  void aTableOfManyRowsIsCountedAndPaged() {
    int rows = 20_000;
    for (int i = 0; i < rows; i += 1_000) {
      int start = i;
      await(
          store.write(
              IntStream.range(start, start + 1_000).mapToObj(n -> put(n, "v" + n)).toList()));
    }
    assertEquals(rows, await(store.count(ROWS, FIRST, LAST)));
    assertEquals(777L, await(store.count(ROWS, Key.of(5_000), Key.of(5_777))));
    int seen = 0;
    for (Key from = FIRST; ; ) {
      List<Row> page = scan(from, LAST, 999);
      if (page.isEmpty()) {
        break;
      }
      seen += page.size();
      from = page.get(page.size() - 1).key().next();
    }
    assertEquals(rows, seen);
  }

  @Test
  void aBodyIsFoundAsSoonAsItIsGiven() {
    Key key = Key.of(store.nextSequence());
    Future<Void> written = store.write(List.of(Change.put(BODIES, key, bytes("body"))));
    assertArrayEquals(bytes("body"), get(BODIES, key).orElseThrow());
    await(written);
    assertArrayEquals(bytes("body"), get(BODIES, key).orElseThrow());
    await(store.write(List.of(Change.remove(BODIES, key))));
    assertEquals(Optional.empty(), get(BODIES, key));
  }

  @Test
  void aRowThatManyHoldIsThereUntilTheLastReleasesIt() {
    Key key = Key.of(store.nextSequence());
    await(store.write(List.of(Change.retain(BODIES, key, bytes("body")))));
    await(
        store.write(
            List.of(
                Change.retain(BODIES, key, bytes("body")),
                Change.retain(BODIES, key, bytes("body")),
                Change.release(BODIES, key))));
    await(store.write(List.of(Change.release(BODIES, key))));
    assertArrayEquals(bytes("body"), row(key).value());
    await(store.write(List.of(Change.release(BODIES, key))));
    assertEquals(0L, await(store.count(BODIES, key, key.next())));
  }

  @Test
  void aRowIsRetainedAsOftenAsOneChangeSays() {
    Key key = Key.of(store.nextSequence());
    Change release = Change.release(BODIES, key);
    await(store.write(List.of(new Change.Retain(BODIES, key, bytes("body"), 3))));
    await(store.write(List.of(release, release)));
    assertArrayEquals(bytes("body"), row(key).value());
    await(store.write(List.of(release)));
    assertEquals(0L, await(store.count(BODIES, key, key.next())));
  }

  @Test
  void aRowThatNobodyHoldsAnyMoreCanBeHeldAgain() {
    Key key = Key.of(store.nextSequence());
    await(
        store.write(
            List.of(
                Change.retain(BODIES, key, bytes("body")),
                Change.release(BODIES, key),
                Change.retain(BODIES, key, bytes("body")))));
    assertArrayEquals(bytes("body"), row(key).value());
  }

  private Row row(Key key) {
    return await(store.scan(BODIES, key, key.next(), 1)).get(0);
  }

  @Test
  void futuresCompleteInOrderOnTheContextOfTheCaller() {
    Context context = vertx.getOrCreateContext();
    List<Integer> completed = new ArrayList<>();
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        ignored -> {
          for (int i = 0; i < 500; i++) {
            int number = i;
            store
                .write(List.of(put(i, "v")))
                .onComplete(
                    result -> {
                      assertSame(context, Vertx.currentContext());
                      completed.add(number);
                      if (number == 499) {
                        done.complete();
                      }
                    });
          }
        });
    await(done.future());
    assertEquals(IntStream.range(0, 500).boxed().toList(), completed);
  }

  @Test
  void sequencesRise() {
    long before = store.nextSequence();
    for (int i = 0; i < 10_000; i++) {
      long next = store.nextSequence();
      assertTrue(next > before);
      before = next;
    }
  }

  @Test
  void aClosedStoreRefusesEverythingAndClosesAgain() {
    await(store.close());
    await(store.close());
    assertUnavailable(store.write(List.of(put(1, "one"))));
    assertUnavailable(store.get(ROWS, List.of(Key.of(1))));
    assertUnavailable(store.scan(ROWS, FIRST, LAST, 1));
    assertUnavailable(store.count(ROWS, FIRST, LAST));
  }

  @Test
  void whatWasGivenBeforeTheCloseIsAcknowledged() {
    Future<Void> written = store.write(List.of(put(1, "one")));
    Future<Void> closed = store.close();
    await(written);
    await(closed);
  }

  Store store() {
    return store;
  }

  void reopen() {
    await(store.close());
    store = reopened();
  }

  private Store reopened() {
    return await(
        Stores.open(
            vertx,
            options(),
            cause -> {
              throw new AssertionError(cause);
            }));
  }

  private static void assertUnavailable(Future<?> future) {
    assertTrue(refusal(future).code().retryable());
    assertFalse(future.succeeded());
  }

  List<Row> scan(Key from, Key to, int limit) {
    return await(store.scan(ROWS, from, to, limit));
  }

  private Optional<byte[]> get(Table table, Key key) {
    return await(store.get(table, List.of(key))).get(0);
  }

  static Change put(long owner, String value) {
    return Change.put(ROWS, Key.of(owner), bytes(value));
  }

  static List<String> values(List<Row> rows) {
    return rows.stream().map(row -> new String(row.value(), StandardCharsets.UTF_8)).toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
