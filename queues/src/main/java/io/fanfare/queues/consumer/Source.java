package io.fanfare.queues.consumer;

import io.fanfare.core.BrokerException;
import io.fanfare.heap.HeapBudget;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.engine.VisibilityChange;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The queue that a consumer takes from. Its actions are called on its event loop, and their futures
 * complete there.
 */
public interface Source {

  /** The event loop of the queue; any thread may ask. */
  EventLoop loop();

  /** Completed, if there was a queue to take from; else failed with what was refused. */
  Future<Void> found();

  /** What messages in hand take their heap from. */
  HeapBudget heap();

  /** All consumers of the event loop. */
  Consumers consumers();

  /** For how many milliseconds the queue itself hides what is received. */
  long visibilityMillis();

  /**
   * Receives up to {@code most} messages and hides them for {@code visibilityMillis}, in a FIFO
   * queue at most one of each group; waits some time for the first, or until {@code scope} is gone.
   */
  Future<List<LeasedMessage>> receive(int most, long visibilityMillis, RequestScope scope);

  /** Deletes messages together; answers with the refusal, if any, of each. */
  Future<List<Optional<BrokerException>>> delete(List<OpenHandle> handles);

  /**
   * Gives messages back at once that were received and, as far as anybody knows, not dealt with;
   * answers as {@link #hide}.
   */
  default Future<List<Optional<BrokerException>>> putBack(List<OpenHandle> handles) {
    return hide(handles.stream().map(handle -> new VisibilityChange(handle, 0)).toList());
  }

  /** Hides messages longer or shorter; answers with the refusal, if any, of each. */
  Future<List<Optional<BrokerException>>> hide(List<VisibilityChange> changes);
}
