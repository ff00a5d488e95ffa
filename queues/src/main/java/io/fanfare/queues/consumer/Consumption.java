package io.fanfare.queues.consumer;

import io.fanfare.core.BrokerException;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.engine.VisibilityChange;
import io.fanfare.queues.engine.VisibilityChange.Intent;
import io.fanfare.runtime.Attempt;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Closeable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A consumer at work on the event loop of its queue: has one receive under way while there is
 * credit and room in its hand, keeps hidden what it holds, and lets it be settled.
 */
public final class Consumption implements Consumers.Member, HeldLease.Holder {

  private final Source source;
  private final EventLoop loop;
  private final Reader reader;
  private final ConsumerOptions options;
  private final Hand hand;
  private final Deletions deletions;
  private final Backoff backoff = new Backoff();
  private final Map<Long, HeldLease> leases = new HashMap<>();
  private final Promise<Void> ended = Promise.promise();
  private @Nullable Promise<Void> receiving;
  private int asked;
  private long taken;
  private boolean begun;
  private boolean resting;
  private boolean closing;
  private boolean over;
  private long closingTimer = -1;
  private long timer = -1;
  private long timerAt = Long.MAX_VALUE;

  private Consumption(Source source, Reader reader, ConsumerOptions options) {
    this.source = source;
    this.loop = source.loop();
    this.reader = reader;
    this.options = options;
    this.deletions = new Deletions(source::delete, work -> loop.after(Deletions.MOST_MILLIS, work));
    this.hand = new Hand(options.getConcurrency(), options.getTotalVisibilitySeconds() * 1_000L);
  }

  /** A consumer of {@code source}, whose handlers are called on the context of whoever calls. */
  public static QueueConsumer open(Vertx vertx, Source source, ConsumerOptions options) {
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    Reader reader = new Reader(context);
    Consumption consumption = new Consumption(source, reader, new ConsumerOptions(options));
    Closeable hook = closed -> consumption.close().onComplete(closed);
    context.addCloseHook(hook);
    consumption.ended.future().onComplete(over -> context.removeCloseHook(hook));
    return new LeaseStream(reader, consumption, source.found());
  }

  /** Looks what is to be done, on the queue's event loop. */
  void look() {
    loop.execute(this::receive);
  }

  @Override
  public Future<Void> close() {
    return loop.call(
        () -> {
          beginClosing();
          return ended.future();
        });
  }

  /** As {@link QueueConsumer#detach}. */
  Future<Void> detach() {
    return loop.call(
        () -> {
          if (!closing) {
            hand.abandonAll();
            leaveOff();
            go();
          }
          return ended.future();
        });
  }

  @Override
  public void abort() {
    end(null);
  }

  @Override
  public Future<Void> delete(HeldLease lease) {
    return loop.call(() -> settle(lease, () -> deletions.delete(lease.handle())));
  }

  @Override
  public Future<Void> release(HeldLease lease, VisibilityChange change) {
    return loop.call(
        () ->
            // What is in hand no more may be in another's.
            lease.settled() != null || leases.containsKey(lease.number())
                ? settle(lease, () -> source.hide(List.of(change)).map(answers -> answers.get(0)))
                : Future.succeededFuture());
  }

  @Override
  public Future<Void> putBack(HeldLease lease) {
    return loop.call(
        () -> {
          if (lease.settled() == null && leases.containsKey(lease.number())) {
            lease.settled(putBack(List.of(lease)).mapEmpty());
          }
          Future<Void> settled = lease.settled();
          return settled == null ? Future.succeededFuture() : settled;
        });
  }

  @Override
  public void abandon(HeldLease lease) {
    loop.execute(
        () -> {
          hand.abandon(lease.number());
          schedule();
        });
  }

  /** Receives if there is something to receive for, or stops a receive for which there is not. */
  private void receive() {
    if (closing || resting || over) {
      return;
    }
    int most = reader.credit().lacking(Math.min(options.getBatch(), hand.free()));
    Promise<Void> underWay = receiving;
    if (underWay != null) {
      if (reader.credit().lacking(asked) < asked) {
        underWay.tryComplete();
      }
    } else if (most > 0 && begin()) {
      receive(most);
    }
  }

  private boolean begin() {
    if (!begun) {
      begun = source.consumers().add(this);
      if (!begun) {
        end(null);
      }
    }
    return begun;
  }

  private void receive(int most) {
    Promise<Void> gone = Promise.promise();
    HeapBudget.Lease heap = source.heap().lease();
    RequestScope scope = new RequestScope(gone.future(), heap);
    Integer seconds = options.getVisibilitySeconds();
    long hide = hand.hideMillis(seconds == null ? source.visibilityMillis() : seconds * 1_000L);
    receiving = gone;
    asked = most;
    Attempt.of(() -> source.receive(most, hide, scope))
        .onComplete(
            answer -> {
              receiving = null;
              received(answer, hide, heap);
            });
  }

  private void received(AsyncResult<List<LeasedMessage>> answer, long hide, HeapBudget.Lease heap) {
    if (answer.failed()) {
      heap.close();
      interrupted(answer.cause());
    } else {
      backoff.succeeded();
      BatchHeap batch = new BatchHeap(heap, answer.result());
      List<HeldLease> more = new ArrayList<>(answer.result().size());
      for (LeasedMessage received : answer.result()) {
        HeldLease lease = new HeldLease(this, taken++, received, batch);
        hand.take(lease.number(), lease.handle(), hide, loop.now());
        leases.put(lease.number(), lease);
        more.add(lease);
      }
      if (closing || over) {
        putBack(more);
      } else {
        reader.credit().add(more);
        reader.deliver(more.size());
      }
    }
    go();
  }

  /** What may pass is waited for, and what will not ends the stream. */
  private void interrupted(Throwable cause) {
    if (BrokerException.isFinal(cause)) {
      end(cause);
    } else if (!closing && !over) {
      reader.tell(source.toString(), cause);
      resting = true;
      loop.after(
          backoff.failed(),
          () -> {
            resting = false;
            receive();
          });
    }
  }

  private Future<Void> settle(HeldLease lease, Supplier<Future<Optional<BrokerException>>> action) {
    Future<Void> before = lease.settled();
    if (before != null) {
      return before;
    }
    hand.settling(lease.number());
    Promise<Void> settled = Promise.promise();
    lease.settled(settled.future());
    Retries.of(loop, action)
        .onComplete(
            outcome -> {
              if (outcome.failed() && !BrokerException.isFinal(outcome.cause())) {
                lease.settled(null);
                hand.unsettled(lease.number(), loop.now());
              } else {
                letGo(lease);
              }
              settled.handle(outcome);
              go();
            });
    return settled.future();
  }

  /** Gives back at once what was not handed out, or what was not settled in time. */
  private Future<?> putBack(Collection<HeldLease> back) {
    if (back.isEmpty()) {
      return Future.succeededFuture();
    }
    List<OpenHandle> handles = new ArrayList<>(back.size());
    for (HeldLease lease : back) {
      hand.settling(lease.number());
      handles.add(lease.handle());
    }
    return Attempt.of(() -> source.putBack(handles))
        .onComplete(
            done -> {
              back.forEach(this::letGo);
              go();
            });
  }

  private void prolong(List<Hand.Prolongation> prolongations) {
    List<VisibilityChange> changes =
        prolongations.stream()
            .map(one -> new VisibilityChange(one.handle(), one.seconds(), Intent.KEEP))
            .toList();
    Attempt.of(() -> source.hide(changes))
        .onComplete(
            answer -> {
              for (int i = 0; i < changes.size(); i++) {
                long number = prolongations.get(i).number();
                if (answer.failed()) {
                  hand.failed(number, loop.now());
                } else if (answer.result().get(i).isPresent()) {
                  hand.refused(number);
                }
              }
              if (answer.failed() && BrokerException.isFinal(answer.cause())) {
                end(answer.cause());
              }
              schedule();
            });
  }

  /** Does what is due. */
  private void wake() {
    timer = -1;
    timerAt = Long.MAX_VALUE;
    Hand.Due due = hand.due(loop.now());
    for (long number : due.lost()) {
      HeldLease lost = leases.get(number);
      if (lost != null) {
        reader.credit().remove(lost);
        letGo(lost);
      }
    }
    if (!due.prolongations().isEmpty()) {
      prolong(due.prolongations());
    }
    go();
  }

  private void letGo(HeldLease lease) {
    hand.remove(lease.number());
    if (leases.remove(lease.number(), lease)) {
      lease.letGo();
    }
  }

  /** Goes on as things stand now. */
  private void go() {
    schedule();
    receive();
    if (closing && receiving == null && hand.isEmpty()) {
      end(null);
    }
  }

  private void schedule() {
    OptionalLong next = hand.nextDeadline();
    if (over || next.isEmpty() || next.getAsLong() >= timerAt) {
      return;
    }
    cancelTimer();
    timerAt = next.getAsLong();
    timer = loop.after(timerAt - loop.now(), this::wake);
  }

  private void cancelTimer() {
    if (timer >= 0) {
      loop.cancel(timer);
      timer = -1;
      timerAt = Long.MAX_VALUE;
    }
  }

  private void beginClosing() {
    if (closing) {
      return;
    }
    leaveOff();
    go();
    if (!over) {
      closingTimer = loop.after(options.getCloseSeconds() * 1_000L, this::giveUp);
    }
  }

  /** Hands out no more. */
  private void leaveOff() {
    closing = true;
    leave();
    putBack(reader.credit().close());
  }

  /** The time to settle what is in hand is over. */
  private void giveUp() {
    Set<Long> idle = hand.idle();
    putBack(leases.values().stream().filter(lease -> idle.contains(lease.number())).toList())
        .onComplete(done -> end(null));
  }

  private void leave() {
    Promise<Void> underWay = receiving;
    if (underWay != null) {
      underWay.tryComplete();
    }
  }

  /** Ends the stream, because of {@code cause} if there is one. */
  private void end(@Nullable Throwable cause) {
    if (over) {
      return;
    }
    over = true;
    deletions.flush();
    leave();
    cancelTimer();
    loop.cancel(closingTimer);
    reader.credit().close();
    List.copyOf(leases.values()).forEach(this::letGo);
    source.consumers().remove(this);
    if (cause != null) {
      reader.tell(source.toString(), cause);
    }
    reader.end();
    ended.complete();
  }
}
