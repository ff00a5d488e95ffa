package io.fanfare.queues;

import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.engine.Received;
import io.fanfare.queues.engine.RoomWanted;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The receives of one queue that have no answer yet. For all of them the queue has one place in the
 * line for heap, which is that of the first that waits.
 */
final class Receivers {

  private final EventLoop loop;
  private final Map<Long, Receiver> open = new HashMap<>();
  private long begun;
  private @Nullable Place place;

  Receivers(EventLoop loop) {
    this.loop = loop;
  }

  /** A receive, what it may take, and who is to hear what it was given. */
  record Receiver(long number, LeasedRoom room, Promise<List<Received>> answer) {}

  /** Where the queue stands in the line, and for whom. */
  private static final class Place {
    private final Receiver receiver;
    private final long bytes;
    private HeapBudget.@Nullable Turn turn;

    private Place(Receiver receiver, long bytes) {
      this.receiver = receiver;
      this.bytes = bytes;
    }
  }

  /** A new receive, which takes from {@code heap} what it is given. */
  Receiver begin(HeapBudget.Lease heap) {
    Receiver receiver = new Receiver(begun++, new LeasedRoom(heap), Promise.promise());
    open.put(receiver.number(), receiver);
    return receiver;
  }

  /** Those without an answer. */
  List<Long> numbers() {
    return List.copyOf(open.keySet());
  }

  /** Answers a receive, if it has no answer. */
  void end(long number, List<Received> received) {
    Receiver receiver = remove(number);
    if (receiver != null) {
      receiver.answer().complete(received);
    }
  }

  /** Lets a receive fail, if it has no answer. */
  void fail(long number, Throwable fault) {
    Receiver receiver = remove(number);
    if (receiver != null) {
      receiver.answer().fail(fault);
    }
  }

  /** Forgets a receive, which is answered otherwise. */
  @Nullable Receiver remove(long number) {
    if (holdsPlace(number)) {
      leaveLine();
    }
    return open.remove(number);
  }

  /** Whether the place in the line is that of the receive {@code number}. */
  boolean holdsPlace(long number) {
    Place held = place;
    return held != null && held.receiver.number() == number;
  }

  /**
   * Gets in line for what is {@code wanted}, or out of it; {@code serve} is run when there is room.
   */
  void seek(Optional<RoomWanted> wanted, Runnable serve) {
    if (place != null && wanted.filter(want -> holdsPlace(want.waiter())).isEmpty()) {
      leaveLine();
    }
    Receiver first = wanted.map(want -> open.get(want.waiter())).orElse(null);
    if (place == null && first != null) {
      // What it was granted was not enough, as the message is another by now.
      first.room().giveBack();
      Place taken = new Place(first, wanted.get().bytes());
      place = taken;
      taken.turn = first.room().await(taken.bytes, () -> loop.execute(() -> granted(taken, serve)));
    }
  }

  private void granted(Place taken, Runnable serve) {
    if (place != taken) {
      return;
    }
    place = null;
    taken.receiver.room().grant(taken.bytes);
    serve.run();
    if (!holdsPlace(taken.receiver.number())) {
      taken.receiver.room().giveBack();
    }
  }

  private void leaveLine() {
    Place held = place;
    place = null;
    if (held != null && held.turn != null && !held.turn.leave()) {
      held.receiver.room().giveBack();
    }
  }
}
