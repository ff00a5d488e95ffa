package io.fanfare.queues.consumer;

import io.fanfare.core.BrokerException;
import io.fanfare.queues.engine.OpenHandle;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The deletions of one consumer: while one is being written, those that come are gathered, and
 * deleted together after it, in one step and one write. Those that fail together are asked for once
 * more, each alone. It belongs to one event loop.
 */
final class Deletions {

  /**
   * How long what is to be deleted waits for the write before it at the most. The disk may take
   * longer, and a message that is not deleted yet becomes visible when its time is over.
   */
  static final long MOST_MILLIS = 10;

  /** How many are deleted in one step at the most. */
  static final int MOST = 500;

  private final Function<List<OpenHandle>, Future<List<Optional<BrokerException>>>> queue;
  private final Consumer<Runnable> later;
  private List<Deletion> gathered = new ArrayList<>();
  private int underWay;
  private long begun;

  /**
   * Those that {@code queue} does, which answers with the refusal, if any, of each.
   *
   * @param later does work after {@link #MOST_MILLIS}
   */
  Deletions(
      Function<List<OpenHandle>, Future<List<Optional<BrokerException>>>> queue,
      Consumer<Runnable> later) {
    this.queue = queue;
    this.later = later;
  }

  /** A message to delete, and who is to hear of it. */
  private record Deletion(OpenHandle handle, Promise<Optional<BrokerException>> answer) {}

  /** Deletes a message; answers with the refusal, if any, of its handle. */
  Future<Optional<BrokerException>> delete(OpenHandle handle) {
    Deletion deletion = new Deletion(handle, Promise.promise());
    gathered.add(deletion);
    if (underWay == 0) {
      flush();
    } else if (gathered.size() == 1) {
      long number = begun;
      later.accept(
          () -> {
            if (begun == number) {
              flush();
            }
          });
    }
    return deletion.answer().future();
  }

  /** Deletes now what is gathered, whatever is under way. */
  void flush() {
    if (gathered.isEmpty()) {
      return;
    }
    begun++;
    List<Deletion> all = gathered;
    gathered = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST) {
      handOver(all.subList(from, Math.min(all.size(), from + MOST)));
    }
  }

  private void handOver(List<Deletion> batch) {
    underWay++;
    List<OpenHandle> handles = batch.stream().map(Deletion::handle).toList();
    Future.succeededFuture()
        .compose(begins -> queue.apply(handles))
        .onComplete(answer -> done(batch, answer));
  }

  private void done(List<Deletion> batch, AsyncResult<List<Optional<BrokerException>>> answer) {
    underWay--;
    if (answer.failed() && batch.size() > 1 && !BrokerException.isFinal(answer.cause())) {
      batch.forEach(one -> handOver(List.of(one)));
      flush();
      return;
    }
    flush();
    for (int i = 0; i < batch.size(); i++) {
      if (answer.succeeded()) {
        batch.get(i).answer().complete(answer.result().get(i));
      } else {
        batch.get(i).answer().fail(answer.cause());
      }
    }
  }
}
