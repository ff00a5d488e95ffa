package io.fanfare.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.CommonError;
import io.fanfare.core.Engine;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Step;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a host does with the steps of its engine, and with those that fail. */
@Timeout(30)
final class EngineHostTest {

  private static final Table TABLE = Table.of("notes");

  private final Vertx vertx = Vertx.vertx();
  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private final Store store;
  private final EventLoop loop;
  private final Notes notes = new Notes();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<BrokerException> closed = new CopyOnWriteArrayList<>();
  private final EngineHost<String> host;

  EngineHostTest() throws Exception {
    vertx.exceptionHandler(uncaught::add);
    store =
        Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {})
            .await(10, TimeUnit.SECONDS);
    loop = new EventLoop(vertx, vertx.getOrCreateContext(), store, Clock.system());
    host = new EngineHost<>(loop, notes, new Heard());
  }

  @AfterEach
  void close() throws Exception {
    store.close().await(10, TimeUnit.SECONDS);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** An engine that asks for what it is told to ask. */
  private static final class Notes implements Engine<String> {
    private final List<String> wanted = new ArrayList<>();
    private OptionalLong due = OptionalLong.empty();
    private int ticks;
    private boolean closed;

    @Override
    public Outcome<List<String>> settle(Step step) {
      List<String> effects = List.copyOf(wanted);
      wanted.clear();
      return new Outcome<>(effects, effects.isEmpty() ? List.of() : put(2));
    }

    @Override
    public Outcome<?> tick(Step step) {
      ticks++;
      due = OptionalLong.empty();
      return Outcome.of(ticks);
    }

    @Override
    public OptionalLong nextDeadline() {
      return due;
    }

    @Override
    public void close() {
      closed = true;
      throw new IllegalStateException("torn");
    }
  }

  /** Notes what is asked for, and whether it was durable then. */
  private final class Heard implements EngineHost.Actor<String> {
    @Override
    public void act(String effect, Future<Void> durable) {
      heard.add(effect + (durable.isComplete() ? " at once" : ""));
      durable.onSuccess(written -> heard.add(effect + " durable"));
    }

    @Override
    public void stepped() {
      heard.add("stepped");
    }

    @Override
    public void closed(BrokerException fault) {
      closed.add(fault);
    }
  }

  private static List<Change> put(int key) {
    return List.of(Change.put(TABLE, Key.of(key), new byte[] {1}));
  }

  private <R> R get(Supplier<Future<R>> work) throws Exception {
    return loop.call(work).await(10, TimeUnit.SECONDS);
  }

  @Test
  void aReplyIsHeardWhenWhatItsStepChangedIsDurable() throws Exception {
    notes.wanted.add("effect");
    assertEquals("reply", get(() -> host.run(step -> new Outcome<>("reply", put(1)))));
    assertEquals(List.of("effect", "stepped", "effect durable"), heard);
    assertEquals(2, store.count(TABLE, Key.of(0), Key.of(9)).await(10, TimeUnit.SECONDS));
  }

  @Test
  void readersWaitForWhatWasWrittenBefore() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    get(
        () -> {
          host.run(step -> new Outcome<>(1, put(1))).onSuccess(done -> order.add("written"));
          return host.run(step -> Outcome.of(2)).onSuccess(done -> order.add("read"));
        });
    assertEquals(List.of("written", "read"), order);
  }

  @Test
  void aRefusalIsNoFault() {
    BrokerException refusal = CommonError.INVALID_PARAMETER_VALUE.refuse("no");
    assertSame(
        refusal,
        assertThrows(
            BrokerException.class,
            () ->
                get(
                    () ->
                        host.run(
                            step -> {
                              throw refusal;
                            }))));
    assertFalse(host.isClosed());
    assertTrue(heard.isEmpty());
  }

  @Test
  void aFaultClosesTheEngineAndIsToldOnce() {
    for (int i = 0; i < 3; i++) {
      BrokerException answer =
          assertThrows(BrokerException.class, () -> get(() -> host.run(EngineHostTest::bug)));
      assertEquals(CommonError.INTERNAL_FAILURE, answer.code());
    }
    assertTrue(host.isClosed());
    assertTrue(notes.closed);
    assertEquals(1, closed.size());
    assertEquals(List.of(), uncaught);
  }

  private static Outcome<Void> bug(Step step) {
    throw new IllegalStateException("planted");
  }

  @Test
  void aFaultOfTheMachineReachesTheHandlerOfUncaughtFaults() {
    OutOfMemoryError fault = new OutOfMemoryError("planted");
    assertThrows(
        BrokerException.class,
        () ->
            get(
                () ->
                    host.run(
                        step -> {
                          throw fault;
                        })));
    assertEquals(List.of(fault), uncaught);
  }

  @Test
  void aFaultOfTheMachineInAFutureIsNotLost() {
    StackOverflowError fault = new StackOverflowError("planted");
    assertThrows(StackOverflowError.class, () -> get(() -> Future.failedFuture(fault)));
    assertEquals(List.of(fault), uncaught);
  }

  @Test
  void theEngineIsWokenWhenItIsDueUnlessItHasEnded() throws Exception {
    notes.due = OptionalLong.of(0);
    get(() -> host.run(step -> Outcome.of(1)));
    Awaitility.await().until(() -> get(() -> Future.succeededFuture(notes.ticks)) == 1);
    host.end();
    notes.due = OptionalLong.of(0);
    get(() -> host.run(step -> Outcome.of(1)));
    get(() -> vertx.timer(20));
    assertEquals(1, notes.ticks);
  }

  @Test
  void workThatNeedsRowsComesInOrderWhereThatCounts() throws Exception {
    get(() -> host.run(step -> new Outcome<>(1, put(7))));
    List<String> order = new CopyOnWriteArrayList<>();
    get(
        () -> {
          host.recalling(
              TABLE, () -> Set.of(Key.of(7)), rows -> note(order, "recalled " + rows.size()));
          host.recalling(TABLE, Set::of, rows -> note(order, "overtakes"));
          return host.recallingInOrder(TABLE, Set::of, rows -> note(order, "in order"));
        });
    assertEquals(List.of("overtakes", "recalled 1", "in order"), order);
  }

  private static Future<Void> note(List<String> order, String what) {
    order.add(what);
    return Future.succeededFuture();
  }
}
