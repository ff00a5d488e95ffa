package io.fanfare.virtual;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Engine;
import io.fanfare.core.Outcome;
import io.fanfare.core.Step;
import io.fanfare.runtime.EngineHost;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * An engine on a virtual loop in the host that it has in the broker, and a witness of the host's
 * order: what a step asks for is asked when what it changes is written, and whoever waits for what
 * it says hears it when that is durable.
 *
 * @param <E> the effects of the engine
 */
public final class VirtualHost<E> {

  private final VirtualLoop loop;
  private final Engine<E> engine;
  private final EngineHost<E> host;

  /** Whether the step at work has changed what is to be written, and what was before it. */
  private boolean owes;

  private long before;

  /** Which batch of the store is the last of this host. */
  private long last;

  /** The host of {@code engine}, for which {@code actor} does what it asks for. */
  public VirtualHost(VirtualLoop loop, Engine<E> engine, EngineHost.Actor<E> actor) {
    this.loop = loop;
    this.engine = engine;
    this.host = new EngineHost<>(loop, new Watched(), new Witness(actor));
  }

  /** The host, to which rules are given by {@link #run}. */
  public EngineHost<E> host() {
    return host;
  }

  /** Runs {@code rule} as {@link EngineHost#run} does. */
  public <R> Future<R> run(Function<Step, Outcome<R>> rule) {
    Future<R> reply = host.run(step -> watched(rule.apply(step)));
    long written = last;
    return reply.onSuccess(heard -> requireDurable(written, "A reply"));
  }

  /** Runs {@code rule} as {@link EngineHost#decide} does. */
  public <R> R decide(Function<Step, Outcome<R>> rule) {
    return host.decide(step -> watched(rule.apply(step)));
  }

  private <O extends Outcome<?>> O watched(O outcome) {
    if (!outcome.changes().isEmpty()) {
      owes = true;
      before = loop.store().written();
    }
    return outcome;
  }

  private void requireWritten(String what) {
    boolean written = loop.store().written() > before;
    loop.require(written || !owes, what + " came before its step was written");
    last = owes && written ? loop.store().written() : last;
  }

  private void requireDurable(long written, String what) {
    loop.require(
        loop.store().durable() >= written, what + " was heard before its step was durable");
  }

  /** The engine, and a note of what it wants to be written. */
  private final class Watched implements Engine<E> {
    @Override
    public Outcome<List<E>> settle(Step step) {
      return watched(engine.settle(step));
    }

    @Override
    public Outcome<?> tick(Step step) {
      return watched(engine.tick(step));
    }

    @Override
    public OptionalLong nextDeadline() {
      return engine.nextDeadline();
    }

    @Override
    public void close() {
      engine.close();
    }

    @Override
    public String toString() {
      return engine.toString();
    }
  }

  /** Who does what is asked for, and looks at when it is. */
  private final class Witness implements EngineHost.Actor<E> {
    private final EngineHost.Actor<E> actor;

    private Witness(EngineHost.Actor<E> actor) {
      this.actor = actor;
    }

    @Override
    public void act(E effect, Future<Void> durable) {
      requireWritten("An effect");
      long written = last;
      durable.onSuccess(done -> requireDurable(written, "An effect"));
      actor.act(effect, durable);
    }

    @Override
    public void stepped() {
      requireWritten("The end of a step");
      owes = false;
      actor.stepped();
    }

    @Override
    public void closed(BrokerException fault) {
      owes = false;
      actor.closed(fault);
    }
  }
}
