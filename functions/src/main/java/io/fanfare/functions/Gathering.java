package io.fanfare.functions;

import io.fanfare.filter.FilterPattern;
import io.fanfare.filter.FilterRecord;
import io.fanfare.functions.model.Limits;
import io.fanfare.functions.rules.QueueEvent;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.model.Message;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * The gathering of one batch. Without a window it is one receive, and what that brings; with one it
 * goes on from the first message until the batch is full or the window over. What no filter wants
 * is deleted on the way and does not count.
 */
final class Gathering {

  private static final int MOST_WAIT_SECONDS = 20;
  private static final int MOST_RECEIVED = 10;

  private final EventLoop loop;
  private final Source source;
  private final Wanted wanted;
  private final FunctionCounters counters;
  private final HeapBudget heap;
  private final List<HeapBudget.Lease> leases = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private final Promise<Gathered> done = Promise.promise();
  private Promise<Void> gone = Promise.promise();
  private boolean hurried;
  private boolean full;
  private int hideSeconds;
  private long receivedAt;
  private long deadline;
  private long bytes;

  /**
   * What batch is wanted.
   *
   * @param size how many messages at the most
   * @param windowMillis for how long they are gathered; 0 for one receive
   * @param filters of which a message must meet one; if empty, all messages are wanted
   * @param event how filters see a message
   */
  record Wanted(int size, long windowMillis, List<FilterPattern> filters, QueueEvent event) {

    boolean wants(Message message) {
      if (filters.isEmpty()) {
        return true;
      }
      FilterRecord record = new FilterRecord(() -> event.members(message), message.body());
      return filters.stream().anyMatch(filter -> filter.matches(record));
    }
  }

  /**
   * A batch.
   *
   * @param messages none if there were none for some time
   * @param receivedAt when the first of them was received, in milliseconds
   * @param full whether there may be more in the queue
   * @param leases what they take of the heap; whoever has the batch closes them
   */
  record Gathered(
      List<Message> messages, long receivedAt, boolean full, List<HeapBudget.Lease> leases) {

    /** Gives back what the messages took of the heap. */
    void close() {
      leases.forEach(HeapBudget.Lease::close);
    }
  }

  Gathering(
      EventLoop loop, Source source, Wanted wanted, FunctionCounters counters, HeapBudget heap) {
    this.loop = loop;
    this.source = source;
    this.wanted = wanted;
    this.counters = counters;
    this.heap = heap;
  }

  /**
   * Begins; fails if nothing can be received.
   *
   * @param seconds for how long others do not see the messages, if there is a window
   */
  Future<Gathered> begin(int seconds) {
    hideSeconds = seconds;
    if (hurried) {
      done.complete(new Gathered(messages, 0, false, leases));
    } else {
      receive();
    }
    return done.future();
  }

  /** Waits no longer: what is there is the batch. */
  void hurry() {
    hurried = true;
    gone.tryComplete();
  }

  private void receive() {
    Promise<Void> own = Promise.promise();
    gone = own;
    int most = Math.min(MOST_RECEIVED, wanted.size() - messages.size());
    long rest = deadline - loop.now();
    boolean begun = !messages.isEmpty();
    long timer = begun ? loop.after(rest, own::tryComplete) : -1;
    int wait = begun ? (int) Math.min(MOST_WAIT_SECONDS, (rest + 999) / 1_000) : MOST_WAIT_SECONDS;
    Integer hide = wanted.windowMillis() == 0 ? null : hideSeconds;
    // One for each: what a receive does not need any more it gives back of all its lease holds.
    HeapBudget.Lease lease = heap.lease();
    int before = messages.size();
    RequestScope scope = new RequestScope(own.future(), lease);
    Future.succeededFuture()
        .compose(now -> source.receive(most, wait, hide, scope))
        .map(this::take)
        .onComplete(
            answer -> {
              loop.cancel(timer);
              if (messages.size() == before) {
                lease.close();
              } else {
                leases.add(lease);
              }
              received(answer, most);
            });
  }

  private void received(AsyncResult<List<Message>> answer, int most) {
    if (answer.succeeded()) {
      full = answer.result().size() == most;
    } else if (messages.isEmpty()) {
      done.fail(answer.cause());
      return;
    }
    boolean idle = answer.failed() || (answer.result().isEmpty() && messages.isEmpty());
    if (idle || hurried || isComplete()) {
      done.complete(new Gathered(messages, receivedAt, full, leases));
    } else {
      receive();
    }
  }

  private boolean isComplete() {
    return wanted.windowMillis() == 0
        || messages.size() >= wanted.size()
        || bytes >= Limits.EVENT_BYTES
        || (!messages.isEmpty() && loop.now() >= deadline);
  }

  private List<Message> take(List<Message> received) {
    List<Message> unwanted = new ArrayList<>();
    for (Message message : received) {
      if (!wanted.wants(message)) {
        unwanted.add(message);
        continue;
      }
      if (messages.isEmpty()) {
        receivedAt = loop.now();
        deadline = receivedAt + wanted.windowMillis();
      }
      messages.add(message);
      bytes += QueueEvent.length(message);
    }
    if (!unwanted.isEmpty()) {
      counters.filtered(unwanted.size());
      source.delete(unwanted);
    }
    return received;
  }
}
