package io.fanfare.http;

import io.fanfare.heap.HeapShare;
import io.vertx.core.http.HttpConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop, each with the time by which it has to show the next complete
 * request. A time-out between bytes alone would let a client that sends a byte now and then hold
 * its connection forever.
 */
final class Connections {

  /* What one keeps of the heap while nothing is asked, as measured. */
  private static final long CONNECTION_BYTES = 4 << 10;

  private static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final byte[] TOO_MANY =
      """
      HTTP/1.1 503 Service Unavailable
      Content-Length: 0
      x-amz-retry-after: 1000
      Connection: close

      """
          .replace("\n", "\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final Map<HttpConnection, Deadline> deadlines = new HashMap<>();
  private final AtomicInteger open;
  private final long most = HeapShare.CONNECTIONS.bytes() / CONNECTION_BYTES;
  private final long requestNanos;
  private final long idleNanos;
  private final WireCounters counters;

  /**
   * @param open how many connections all event loops have
   */
  Connections(HttpApiOptions options, WireCounters counters, AtomicInteger open) {
    this.counters = counters;
    this.open = open;
    this.requestNanos = TimeUnit.SECONDS.toNanos(options.getRequestTimeoutSeconds());
    this.idleNanos = TimeUnit.SECONDS.toNanos(options.getIdleTimeoutSeconds());
  }

  void opened(HttpConnection connection) {
    if (open.get() >= most) {
      counters.refused(Limit.CONNECTIONS);
      Sockets.send(connection, TOO_MANY);
      return;
    }
    open.incrementAndGet();
    Sockets.inPortions(connection);
    deadlines.put(connection, new Deadline(System.nanoTime() + requestNanos));
    counters.connectionOpened();
    connection.closeHandler(nothing -> closed(connection));
  }

  /** It is a WebSocket from now on, which has deadlines of its own. */
  void upgraded(HttpConnection connection) {
    answering(connection);
    Sockets.whenClosed(connection, () -> closed(connection));
  }

  private void closed(HttpConnection connection) {
    if (deadlines.remove(connection) != null) {
      counters.connectionClosed();
      open.decrementAndGet();
    }
  }

  /** The head of a request is here, its body is to come. */
  void receiving(HttpConnection connection) {
    set(connection, System.nanoTime() + requestNanos, Limit.REQUEST_TIME);
  }

  /** The request is here; the rest is up to the broker. */
  void answering(HttpConnection connection) {
    @Nullable Deadline deadline = deadlines.get(connection);
    if (deadline != null) {
      deadline.armed = false;
    }
  }

  /** A good part of the answer is to be taken within ten seconds. */
  void writing(HttpConnection connection) {
    set(connection, System.nanoTime() + WRITE_NANOS, Limit.ANSWER_TIME);
  }

  /** The answer is given; the next request may take its time. */
  void idle(HttpConnection connection) {
    set(connection, System.nanoTime() + idleNanos, null);
  }

  private void set(HttpConnection connection, long nanos, @Nullable Limit limit) {
    @Nullable Deadline deadline = deadlines.get(connection);
    if (deadline != null) {
      deadline.nanos = nanos;
      deadline.armed = true;
      deadline.limit = limit;
    }
  }

  /** Closes the connections whose time is up. */
  void sweep() {
    long now = System.nanoTime();
    List<HttpConnection> late = new ArrayList<>();
    deadlines.forEach(
        (connection, deadline) -> {
          if (deadline.armed && deadline.nanos - now < 0) {
            late.add(connection);
            if (deadline.limit != null) {
              counters.refused(deadline.limit);
            }
          }
        });
    late.forEach(Sockets::cut);
  }

  /** A time by which something has to happen, while armed. */
  private static final class Deadline {
    private long nanos;
    private boolean armed = true;
    private @Nullable Limit limit = Limit.REQUEST_TIME;

    Deadline(long nanos) {
      this.nanos = nanos;
    }
  }
}
