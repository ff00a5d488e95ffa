package io.fanfare.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.DiskState;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What several write together reaches the store as one batch, and nobody reads past it. */
final class BatchingStoreTest {

  private static final Table ROWS = Table.of("rows");
  private static final Table BODIES = Table.of("bodies");

  private final Recording recording = new Recording();
  private final BatchingStore store = new BatchingStore(recording);

  @Test
  void whatIsWrittenAloneGoesToTheStoreAtOnce() {
    store.write(List.of(put(1)));
    store.write(List.of(put(2)));
    assertEquals(List.of("write 1", "write 2"), recording.calls);
  }

  @Test
  void whatIsWrittenTogetherIsOneBatchInItsOrderAndDurableAtOnce() {
    List<String> heard = new ArrayList<>();
    String answer =
        store.together(
            () -> {
              store.write(List.of(put(1), put(2))).onSuccess(done -> heard.add("first"));
              store.write(List.of(put(3))).onSuccess(done -> heard.add("second"));
              return "answer";
            });
    assertEquals("answer", answer);
    assertEquals(List.of("write 1 2 3"), recording.calls);
    assertEquals(List.of(), heard);
    recording.durable.remove(0).complete();
    assertEquals(List.of("first", "second"), heard);
  }

  @Test
  void aFailureOfTheBatchIsHeardByAllWhoWroteIt() {
    List<Future<Void>> written = new ArrayList<>();
    store.together(
        () -> written.add(store.write(List.of(put(1)))) && written.add(store.write(List.of())));
    assertEquals(List.of("write 1"), recording.calls);
    recording.durable.remove(0).fail("full");
    assertEquals(
        List.of("full", "full"), written.stream().map(one -> one.cause().getMessage()).toList());
  }

  @Test
  void aFaultOfTheStoreIsHeardByAllWhoWrote() {
    recording.fault = new IllegalStateException("a bug");
    List<Future<Void>> written = new ArrayList<>();
    store.together(
        () ->
            written.add(store.write(List.of(put(1)))) && written.add(store.write(List.of(put(2)))));
    assertEquals(
        List.of("a bug", "a bug"), written.stream().map(one -> one.cause().getMessage()).toList());
  }

  @Test
  void nothingWrittenIsNoBatch() {
    store.together(() -> "nothing");
    assertEquals(List.of(), recording.calls);
  }

  @Test
  void whoWritesNoChangeHearsWhatComesBeforeIt() {
    store.together(() -> store.write(List.of()));
    assertEquals(List.of("write"), recording.calls);
  }

  @Test
  void whatWasWrittenBeforeAFaultIsWritten() {
    assertThrows(
        IllegalStateException.class,
        () ->
            store.together(
                () -> {
                  store.write(List.of(put(1)));
                  throw new IllegalStateException("a bug");
                }));
    store.write(List.of(put(2)));
    assertEquals(List.of("write 1", "write 2"), recording.calls);
  }

  @Test
  void aReadSeesWhatWasWrittenBeforeIt() {
    store.together(
        () -> {
          store.write(List.of(put(1)));
          store.get(ROWS, List.of(Key.of(1)));
          store.write(List.of(put(2)));
          store.scan(ROWS, Key.of(1), Key.of(9), 10);
          store.write(List.of(put(3)));
          return store.count(ROWS, Key.of(1), Key.of(9));
        });
    assertEquals(List.of("write 1", "get", "write 2", "scan", "write 3", "count"), recording.calls);
  }

  @Test
  void whatIsTogetherWithinSomethingTogetherIsOneBatchToo() {
    store.together(
        () -> {
          store.write(List.of(put(1)));
          store.together(() -> store.write(List.of(put(2))));
          return store.write(List.of(put(3)));
        });
    assertEquals(List.of("write 1 2 3"), recording.calls);
  }

  @Test
  void aRowThatSeveralRetainIsRetainedOnceAsOftenAsTheyAsk() {
    byte[] body = new byte[8];
    store.together(
        () -> {
          store.write(List.of(Change.retain(BODIES, Key.of(7), body), put(1)));
          store.write(List.of(Change.retain(ROWS, Key.of(7), body), put(2)));
          store.write(List.of(Change.retain(BODIES, Key.of(7), body), put(3)));
          return store.write(List.of(Change.release(BODIES, Key.of(7))));
        });
    assertEquals(List.of("write bodies+2 1 rows+1 2 3 release"), recording.calls);
  }

  @Test
  void whoIsOnAnotherThreadWritesAlone() throws InterruptedException {
    Thread other = new Thread(() -> store.write(List.of(put(9))));
    store.together(
        () -> {
          store.write(List.of(put(1)));
          other.start();
          join(other);
          return store.write(List.of(put(2)));
        });
    assertEquals(List.of("write 9", "write 1 2"), recording.calls);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Change put(long key) {
    return Change.put(ROWS, Key.of(key), new byte[1]);
  }

  /** Writes down what it is asked for, and answers reads with nothing. */
  private static final class Recording implements Store {
    private final List<String> calls = new ArrayList<>();
    private final List<Promise<Void>> durable = new ArrayList<>();
    private @Nullable RuntimeException fault;

    @Override
    public Future<Void> write(List<Change> changes) {
      if (fault != null) {
        throw fault;
      }
      StringBuilder call = new StringBuilder("write");
      changes.forEach(change -> call.append(' ').append(text(change)));
      calls.add(call.toString());
      Promise<Void> promise = Promise.promise();
      durable.add(promise);
      return promise.future();
    }

    private static String text(Change change) {
      if (change instanceof Change.Retain retain) {
        return retain.table().name() + "+" + retain.times();
      }
      return change instanceof Change.Release ? "release" : Long.toString(change.key().owner());
    }

    @Override
    public Future<List<Optional<byte[]>>> get(Table table, List<Key> keys) {
      calls.add("get");
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<List<Row>> scan(Table table, Key from, Key to, int limit, long bytes) {
      calls.add("scan");
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Long> count(Table table, Key from, Key to) {
      calls.add("count");
      return Future.succeededFuture(0L);
    }

    @Override
    public long nextSequence() {
      return 1;
    }

    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public DiskState.Room room() {
      return DiskState.Room.ENOUGH;
    }

    @Override
    public Optional<DiskState> disk() {
      return Optional.empty();
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}
