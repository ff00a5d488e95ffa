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
import io.fanfare.core.Loader;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Step;
import io.fanfare.core.Table;
import io.fanfare.virtual.VirtualLoop;
import io.fanfare.virtual.VirtualStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a host does with the steps of its engine, and with those that fail. */
final class EngineHostTest {

  private static final Table TABLE = Table.of("notes");

  private final VirtualLoop loop = new VirtualLoop(1_000);
  private final VirtualStore store = loop.store();
  private final Notes notes = new Notes();
  private final List<String> heard = new ArrayList<>();
  private final List<BrokerException> closed = new ArrayList<>();
  private final EngineHost<String> host = new EngineHost<>(loop, notes, new Heard());

  /** An engine that asks for what it is told to ask. */
  private static final class Notes implements Engine<String> {
    private final List<String> wanted = new ArrayList<>();
    private final List<Long> ticks = new ArrayList<>();
    private OptionalLong due = OptionalLong.empty();
    private boolean closed;

    @Override
    public Outcome<List<String>> settle(Step step) {
      List<String> effects = List.copyOf(wanted);
      wanted.clear();
      return new Outcome<>(effects, effects.isEmpty() ? List.of() : put(2));
    }

    @Override
    public Outcome<?> tick(Step step) {
      ticks.add(step.now());
      if (due.isPresent() && due.getAsLong() <= step.now()) {
        due = OptionalLong.empty();
      }
      return Outcome.of(true);
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

  /** Notes what is asked for, how much was written then, and what comes of it. */
  private final class Heard implements EngineHost.Actor<String> {
    @Override
    public void act(String effect, Future<Void> durable) {
      heard.add(effect + " after batch " + store.written());
      durable
          .onSuccess(written -> heard.add(effect + " durable"))
          .onFailure(fault -> heard.add(effect + " dropped"));
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

  /** Notes what is loaded. */
  private static final class Loads implements Loader {
    private final List<String> loads = new ArrayList<>();

    @Override
    public void loaded(RowsWanted wanted, List<Row> rows) {
      loads.add(rows.size() + " rows");
    }

    @Override
    public void loadFailed(RowsWanted wanted) {
      loads.add("failed");
    }
  }

  private static List<Change> put(int key) {
    return List.of(Change.put(TABLE, Key.of(key), new byte[] {1}));
  }

  private static Outcome<Void> bug(Step step) {
    throw new IllegalStateException("planted");
  }

  @Test
  void aReplyAndAnEffectAreHeardWhenAllThatTheirStepChangedIsDurable() {
    store.hold();
    notes.wanted.add("effect");
    Future<String> reply = host.run(step -> new Outcome<>("reply", put(1)));
    reply.onSuccess(heard::add);
    loop.run();
    assertEquals(List.of("effect after batch 1", "stepped"), heard);
    assertEquals(2, store.size(TABLE));
    store.release();
    loop.run();
    assertEquals(List.of("effect after batch 1", "stepped", "effect durable", "reply"), heard);
  }

  @Test
  void whatCannotBeWrittenIsNeitherRepliedNorDone() {
    store.hold();
    notes.wanted.add("effect");
    Future<String> reply = host.run(step -> new Outcome<>("reply", put(1)));
    IllegalStateException full = new IllegalStateException("The disk is full");
    store.fail(full);
    loop.run();
    assertSame(full, reply.cause());
    assertSame(full, host.run(step -> Outcome.of("read")).cause());
    assertEquals(List.of("effect after batch 1", "stepped", "effect dropped", "stepped"), heard);
  }

  @Test
  void readersWaitForAllThatWasWrittenBefore() {
    assertTrue(host.run(step -> Outcome.of(0)).succeeded());
    store.hold();
    host.run(step -> new Outcome<>(1, put(1))).onSuccess(done -> heard.add("first"));
    host.run(step -> new Outcome<>(2, put(1))).onSuccess(done -> heard.add("second"));
    host.run(step -> Outcome.of(3)).onSuccess(done -> heard.add("read"));
    host.settled().onSuccess(done -> heard.add("settled"));
    heard.clear();
    loop.run();
    assertEquals(List.of(), heard);
    store.release();
    loop.run();
    assertEquals(List.of("first", "second", "read", "settled"), heard);
    assertTrue(host.settled().succeeded());
  }

  @Test
  void whoDecidesGoesOnBeforeItIsDurable() {
    assertEquals("decided", host.decide(step -> new Outcome<>("decided", put(1))));
    Future<Void> settled = host.settled();
    assertFalse(settled.isComplete());
    loop.run();
    assertTrue(settled.succeeded());
    BrokerException fault =
        assertThrows(BrokerException.class, () -> host.decide(EngineHostTest::bug));
    assertEquals(CommonError.INTERNAL_FAILURE, fault.code());
    assertTrue(host.isClosed());
    assertSame(
        fault, assertThrows(BrokerException.class, () -> host.decide(step -> Outcome.of(1))));
  }

  @Test
  void whoReadsOneOfSeveralEnginesWaitsForWhatAnyHasWritten() {
    Writes writes = new Writes(store);
    EngineHost<String> one = new EngineHost<>(loop, notes, new Heard(), writes);
    EngineHost<String> other = new EngineHost<>(loop, new Notes(), new Heard(), writes);
    one.run(step -> new Outcome<>(1, put(1)));
    Future<Integer> read = other.run(step -> Outcome.of(2));
    assertFalse(read.isComplete());
    loop.run();
    assertTrue(read.succeeded());
  }

  @Test
  void aRefusalIsNoFault() {
    BrokerException refusal = CommonError.INVALID_PARAMETER_VALUE.refuse("no");
    assertSame(
        refusal,
        assertThrows(
            BrokerException.class,
            () ->
                host.run(
                    step -> {
                      throw refusal;
                    })));
    assertFalse(host.isClosed());
    assertTrue(heard.isEmpty());
  }

  @Test
  void aFaultClosesTheEngineAndIsToldOnceToAllWhoWait() {
    notes.due = OptionalLong.of(5_000);
    Future<String> before = host.run(step -> new Outcome<>("written before", put(1)));
    List<Throwable> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      host.run(EngineHostTest::bug).onFailure(answers::add);
    }
    loop.run();
    assertEquals(3, answers.size());
    assertEquals(1, closed.size());
    answers.forEach(answer -> assertSame(closed.get(0), answer));
    assertEquals(CommonError.INTERNAL_FAILURE, closed.get(0).code());
    assertTrue(host.isClosed());
    assertTrue(notes.closed);
    assertEquals(0, loop.timers());
    assertEquals("written before", before.result());
    assertEquals(List.of(), loop.reported());
  }

  @Test
  void aFaultOfTheMachineIsReported() {
    OutOfMemoryError fault = new OutOfMemoryError("planted");
    Future<?> answer =
        host.run(
            step -> {
              throw fault;
            });
    assertTrue(answer.failed());
    assertEquals(List.of(fault), loop.reported());
  }

  @Test
  void oneTimerWakesTheEngineWhenItIsDueFirst() {
    for (long due : new long[] {5_000, 3_000, 8_000}) {
      notes.due = OptionalLong.of(due);
      host.run(step -> Outcome.of(1));
      assertEquals(1, loop.timers());
    }
    // It is not moved back: the engine is woken once in vain, and tells then when it is due.
    loop.passTo(10_000);
    assertEquals(List.of(3_000L, 8_000L), notes.ticks);
    assertEquals(0, loop.timers());
  }

  @Test
  void anEngineThatHasEndedIsWokenNoMore() {
    notes.due = OptionalLong.of(5_000);
    host.run(step -> Outcome.of(1));
    host.end();
    assertEquals(0, loop.timers());
    host.run(step -> Outcome.of(1));
    assertEquals(0, loop.timers());
  }

  @Test
  void workThatNeedsRowsComesInOrderWhereThatCounts() {
    host.run(step -> new Outcome<>(1, put(7)));
    List<String> order = new ArrayList<>();
    host.recalling(TABLE, () -> Set.of(Key.of(7)), rows -> note(order, "recalled " + rows.size()));
    host.recalling(TABLE, Set::of, rows -> note(order, "overtakes"));
    host.recallingInOrder(TABLE, Set::of, rows -> note(order, "in order"));
    loop.run();
    assertEquals(List.of("overtakes", "recalled 1", "in order"), order);
  }

  private static Future<Void> note(List<String> order, String what) {
    order.add(what);
    return Future.succeededFuture();
  }

  @Test
  void wantedRowsComeAsTheyWereWhenTheyWereAskedForAndInAStep() {
    Loads loader = new Loads();
    RowsWanted wanted = new RowsWanted(TABLE, Key.of(0), Key.of(9), 5, loader);
    host.run(step -> new Outcome<>(1, put(1)));
    host.load(wanted, fault -> heard.add("unread"));
    host.run(step -> new Outcome<>(1, put(2)));
    assertEquals(List.of(), loader.loads);
    heard.clear();
    loop.run();
    assertEquals(List.of("1 rows"), loader.loads);
    assertEquals(List.of(1_000L), notes.ticks);
    assertEquals(List.of("stepped"), heard);
  }

  @Test
  void rowsThatCannotBeReadAreWishedAgain() {
    Loads loader = new Loads();
    IllegalStateException broken = new IllegalStateException("broken");
    store.fail(broken);
    host.load(
        new RowsWanted(TABLE, Key.of(0), Key.of(9), 5, loader),
        fault -> heard.add(fault.getMessage()));
    loop.run();
    assertEquals(List.of("failed"), loader.loads);
    assertEquals(List.of("broken"), heard);
    assertFalse(host.isClosed());
  }

  @Test
  void aClosedEngineIsGivenNoRows() {
    Loads loader = new Loads();
    host.load(new RowsWanted(TABLE, Key.of(0), Key.of(9), 5, loader), fault -> {});
    host.run(EngineHostTest::bug);
    loop.run();
    assertEquals(List.of(), loader.loads);
  }
}
