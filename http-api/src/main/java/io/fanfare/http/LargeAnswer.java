package io.fanfare.http;

import io.fanfare.heap.HeapBudget.Lease;
import io.fanfare.heap.HeapBudget.Use;
import io.fanfare.http.wire.Pieces;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The writing of an answer that is too long to be handed to the socket at once: piece by piece, as
 * its reader takes them. What is written is given back to the heap.
 */
final class LargeAnswer {

  private static final int LEAST_PART = 16;

  private final HttpServerResponse response;
  private final Lease heap;
  private final Queue<byte[]> pieces = new ArrayDeque<>();
  private final Runnable progressed;
  private final Consumer<Boolean> over;
  private final long total;
  private long left;
  private long leftAtMark;

  /**
   * @param progressed run when a sixteenth more of it is written
   * @param over told once whether all of it is
   */
  LargeAnswer(
      HttpServerResponse response,
      Lease heap,
      Pieces text,
      Runnable progressed,
      Consumer<Boolean> over) {
    this.response = response;
    this.heap = heap;
    this.total = text.length();
    this.left = total;
    this.leftAtMark = total;
    this.progressed = progressed;
    this.over = over;
    pieces.add(text.first());
    pieces.addAll(text.more());
  }

  void begin() {
    heap.settle(Use.ANSWER, total);
    heap.shrink(Use.REQUEST, 0);
    response.drainHandler(drained -> goOn());
    goOn();
  }

  private void goOn() {
    byte[] piece = pieces.peek();
    while (piece != null && !response.closed() && !response.writeQueueFull()) {
      pieces.remove();
      int length = piece.length;
      boolean isLast = pieces.isEmpty();
      Buffer buffer = Buffers.of(piece);
      (isLast ? response.end(buffer) : response.write(buffer))
          .onComplete(result -> written(result, length));
      piece = isLast ? null : pieces.peek();
    }
  }

  private void written(AsyncResult<Void> result, int length) {
    left -= length;
    heap.shrink(Use.ANSWER, left);
    if (result.failed() || left == 0) {
      pieces.clear();
      over.accept(result.succeeded());
    } else if (leftAtMark - left >= total / LEAST_PART) {
      leftAtMark = left;
      progressed.run();
    }
  }
}
