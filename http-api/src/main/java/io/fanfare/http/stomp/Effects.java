package io.fanfare.http.stomp;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of a session do, in their order: a receipt is given when a frame and all before
 * it have taken effect, and the first that fails ends the rest.
 */
final class Effects {

  private static final int MOST = 100;
  private static final long MOST_BYTES = 4 << 20;

  private final Listener listener;
  private final Deque<Effect> underWay = new ArrayDeque<>(2);
  private long bytes;
  private boolean failed;
  private @Nullable Runnable whenEmpty;

  /** Told what has come of the frames. */
  interface Listener {

    /** A frame and all before it have taken effect. */
    void done(@Nullable String receipt);

    /** A frame has failed and all before it have taken effect; nothing else is told from now on. */
    void failed(Throwable cause, @Nullable String receipt);
  }

  private record Effect(Future<?> outcome, @Nullable String receipt, long bytes) {}

  Effects(Listener listener) {
    this.listener = listener;
  }

  /** The frame that is next in order, done when {@code outcome} is. */
  void add(Future<?> outcome, @Nullable String receipt, long size) {
    bytes += size;
    underWay.add(new Effect(outcome, receipt, size));
    if (outcome.isComplete()) {
      settle();
    } else {
      outcome.onComplete(done -> settle());
    }
  }

  /** Whether no more frames are to be read now. */
  boolean isFull() {
    return underWay.size() >= MOST || bytes >= MOST_BYTES;
  }

  /** Runs {@code action} once all there is has taken effect; not if something fails. */
  void whenEmpty(Runnable action) {
    whenEmpty = action;
    settle();
  }

  /** How many bytes of frames are under way. */
  long bytes() {
    return bytes;
  }

  private void settle() {
    while (!failed && !underWay.isEmpty() && underWay.element().outcome().isComplete()) {
      Effect first = underWay.remove();
      bytes -= first.bytes();
      if (first.outcome().succeeded()) {
        listener.done(first.receipt());
      } else {
        failed = true;
        underWay.clear();
        listener.failed(first.outcome().cause(), first.receipt());
      }
    }
    Runnable last = whenEmpty;
    if (!failed && underWay.isEmpty() && last != null) {
      whenEmpty = null;
      last.run();
    }
  }
}
