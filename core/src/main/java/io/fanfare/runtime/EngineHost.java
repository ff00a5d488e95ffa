package io.fanfare.runtime;

import static java.lang.System.Logger.Level.ERROR;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.CommonError;
import io.fanfare.core.Engine;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.core.Step;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rules at work on one event loop: runs a step, makes what it changed durable, and only then lets
 * its reply be heard; does what it asks for, and wakes it when it is due. Readers wait for what was
 * written before them.
 *
 * <p>A fault in a step, which is a bug and no refusal, may have left the engine torn: it is closed,
 * and whoever asks next is to open it anew from its rows. All that was asked of it meanwhile fails
 * with InternalFailure. What was written before stays written.
 *
 * @param <E> the effects of the engine
 */
public final class EngineHost<E> {

  private static final System.Logger LOG = System.getLogger(EngineHost.class.getName());

  private final Loop loop;
  private final Engine<E> engine;
  private final Actor<E> actor;
  private final SerialTasks recalls = new SerialTasks();
  private final Writes writes;
  private @Nullable BrokerException fault;
  private boolean ended;
  private long timer = -1;
  private long timerAt = Long.MAX_VALUE;

  /** What a host needs of its event loop, on which all of it happens. */
  public interface Loop {

    /** Where rows survive. Its futures complete on this event loop. */
    Store store();

    /** A step that begins now. */
    Step step();

    /** Does {@code work} in {@code delayMillis}, at least 1; answers its timer. */
    long after(long delayMillis, Runnable work);

    /** Ends a timer of {@link #after}. */
    void cancel(long timer);

    /** Tells whoever stops the process, if {@code cause} is a fault of the Java machine. */
    void report(@Nullable Throwable cause);
  }

  /** Does what an effect asks for. */
  public interface Actor<E> {
    /**
     * Does {@code effect}.
     *
     * @param durable completes when what its step and all before it have changed is durable
     */
    void act(E effect, Future<Void> durable);

    /** Told after each step. */
    void stepped();

    /** Told once that a fault has closed the engine, and what all hear who wait for it. */
    void closed(BrokerException fault);
  }

  /** The host of {@code engine}, for which {@code actor} does what it asks for. */
  public EngineHost(Loop loop, Engine<E> engine, Actor<E> actor) {
    this(loop, engine, actor, new Writes(loop.store()));
  }

  /**
   * The host of one of several engines that are read together: whoever reads one of them waits for
   * what {@code writes} has written for any.
   */
  public EngineHost(Loop loop, Engine<E> engine, Actor<E> actor, Writes writes) {
    this.loop = loop;
    this.engine = engine;
    this.actor = actor;
    this.writes = writes;
  }

  /** What a step has decided, and when that is durable. */
  private record Decided<R>(R reply, Future<Void> durable) {}

  /**
   * Runs {@code rule}; its reply comes when what it has changed is durable.
   *
   * @throws BrokerException what the rule refuses; it has changed nothing then
   */
  public <R> Future<R> run(Function<Step, Outcome<R>> rule) {
    if (fault != null) {
      return Future.failedFuture(fault);
    }
    Decided<R> decided;
    try {
      decided = step(rule);
    } catch (BrokerException refusal) {
      throw refusal;
    } catch (RuntimeException | Error e) {
      return Future.failedFuture(fail(e));
    }
    return decided.durable().map(written -> decided.reply());
  }

  /**
   * Runs {@code rule} for who goes on with its reply at once, and lets nobody hear of it before
   * {@link #settled} completes.
   *
   * @throws BrokerException what the rule refuses; or InternalFailure, once the engine is closed
   */
  public <R> R decide(Function<Step, Outcome<R>> rule) {
    if (fault != null) {
      throw fault;
    }
    try {
      return step(rule).reply();
    } catch (BrokerException refusal) {
      throw refusal;
    } catch (RuntimeException | Error e) {
      throw fail(e);
    }
  }

  private <R> Decided<R> step(Function<Step, Outcome<R>> rule) {
    Step step = loop.step();
    Outcome<R> outcome = rule.apply(step);
    Outcome<List<E>> settled = engine.settle(step);
    Future<Void> durable = writes.write(joined(outcome.changes(), settled.changes()));
    for (E effect : settled.reply()) {
      actor.act(effect, durable);
    }
    schedule(step.now());
    actor.stepped();
    return new Decided<>(outcome.reply(), durable);
  }

  /** Runs a step in which nothing happens but what is due. */
  public Future<?> tick() {
    return run(engine::tick);
  }

  /**
   * Runs {@code work} with those rows of {@code table} that it needs to know, if any, and that are
   * not in the heap.
   */
  public <R> Future<R> recalling(
      Table table, Supplier<Set<Key>> needed, Function<Map<Key, byte[]>, Future<R>> work) {
    return recalling(List.of(table), needed, work);
  }

  /** As {@link #recalling}, with rows of which each stands in one of {@code tables} if at all. */
  public <R> Future<R> recalling(
      List<Table> tables, Supplier<Set<Key>> needed, Function<Map<Key, byte[]>, Future<R>> work) {
    return needed.get().isEmpty() ? work.apply(Map.of()) : inTurn(tables, needed, work);
  }

  /** As {@link #recalling}, but behind all that is being recalled now. */
  public <R> Future<R> recallingInOrder(
      Table table, Supplier<Set<Key>> needed, Function<Map<Key, byte[]>, Future<R>> work) {
    return recalls.isIdle() ? recalling(table, needed, work) : inTurn(List.of(table), needed, work);
  }

  /**
   * Does it once all that was to be recalled before is at work: each sees in the store what the one
   * before has changed. It need not wait until that is durable.
   */
  private <R> Future<R> inTurn(
      List<Table> tables, Supplier<Set<Key>> needed, Function<Map<Key, byte[]>, Future<R>> work) {
    Promise<R> done = Promise.promise();
    recalls.take(
        () -> {
          Future<Map<Key, byte[]>> recalled = RowLookup.rows(loop.store(), tables, needed);
          recalled.compose(work).onComplete(done);
          return recalled;
        });
    return done.future();
  }

  /**
   * Reads rows that the engine wants, as they are now, and gives them to their loader, in a step in
   * which also happens what is due. Rows that cannot be read are wished again, once {@code unread}
   * has heard why.
   */
  public void load(RowsWanted wanted, Consumer<Throwable> unread) {
    loop.store()
        .scan(wanted.table(), wanted.from(), wanted.to(), wanted.limit())
        .onSuccess(rows -> run(step -> loaded(wanted, rows, step)))
        .onFailure(
            fault -> {
              wanted.loader().loadFailed(wanted);
              unread.accept(fault);
            });
  }

  private Outcome<?> loaded(RowsWanted wanted, List<Row> rows, Step step) {
    wanted.loader().loaded(wanted, rows);
    return engine.tick(step);
  }

  /** Completes when everything before is durable. */
  public Future<Void> settled() {
    return writes.settled();
  }

  /** Whether the engine was closed because of a fault. */
  public boolean isClosed() {
    return fault != null;
  }

  /** Wakes the engine no more. */
  public void end() {
    ended = true;
    cancelTimer();
  }

  /**
   * Ends the engine and gives its heap back: whoever asks next is to open it anew from its rows.
   */
  public void rest() {
    end();
    engine.close();
  }

  private static List<Change> joined(List<Change> first, List<Change> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return second.isEmpty() ? first : second;
    }
    List<Change> batch = new ArrayList<>(first);
    batch.addAll(second);
    return batch;
  }

  private void schedule(long now) {
    OptionalLong next = engine.nextDeadline();
    if (next.isEmpty() || next.getAsLong() >= timerAt || ended) {
      return;
    }
    cancelTimer();
    timerAt = next.getAsLong();
    timer =
        loop.after(
            timerAt - now,
            () -> {
              timerAt = Long.MAX_VALUE;
              timer = -1;
              tick();
            });
  }

  private void cancelTimer() {
    if (timer >= 0) {
      loop.cancel(timer);
      timer = -1;
      timerAt = Long.MAX_VALUE;
    }
  }

  /** Closes the engine; what is answered to all who wait for it. */
  private BrokerException fail(Throwable cause) {
    if (cause instanceof VirtualMachineError) {
      loop.report(cause);
    } else {
      LOG.log(ERROR, "A fault has closed " + engine + ", to be opened anew when needed", cause);
    }
    BrokerException closed =
        CommonError.INTERNAL_FAILURE.refuse(
            "The request processing has failed because of an unknown error.");
    fault = closed;
    end();
    try {
      engine.close();
    } catch (RuntimeException torn) {
      LOG.log(ERROR, engine + " does not give back what it shares", torn);
    }
    actor.closed(closed);
    return closed;
  }
}
