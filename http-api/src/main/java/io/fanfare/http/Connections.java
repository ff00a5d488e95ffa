package io.fanfare.http;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop, each with the time by which it has to show the next complete
 * request. A time-out between bytes alone would let a client that sends a byte now and then hold
 * its connection forever.
 */
final class Connections {

  private final Map<HttpConnection, Deadline> deadlines = new HashMap<>();
  private final long requestNanos;
  private final long idleNanos;
  private final WireCounters counters;

  Connections(HttpApiOptions options, WireCounters counters) {
    this.counters = counters;
    this.requestNanos = TimeUnit.SECONDS.toNanos(options.getRequestTimeoutSeconds());
    this.idleNanos = TimeUnit.SECONDS.toNanos(options.getIdleTimeoutSeconds());
  }

  void opened(HttpConnection connection) {
    deadlines.put(connection, new Deadline(System.nanoTime() + requestNanos));
    counters.connectionOpened();
    connection.closeHandler(
        nothing -> {
          deadlines.remove(connection);
          counters.connectionClosed();
        });
  }

  /** The head of a request is here, its body is to come. */
  void receiving(HttpConnection connection) {
    set(connection, System.nanoTime() + requestNanos, false);
  }

  /** The request is here; the rest is up to the broker. */
  void answering(HttpConnection connection) {
    @Nullable Deadline deadline = deadlines.get(connection);
    if (deadline != null) {
      deadline.armed = false;
    }
  }

  /** The answer is given; the next request may take its time. */
  void idle(HttpConnection connection) {
    set(connection, System.nanoTime() + idleNanos, true);
  }

  private void set(HttpConnection connection, long nanos, boolean idle) {
    @Nullable Deadline deadline = deadlines.get(connection);
    if (deadline != null) {
      deadline.nanos = nanos;
      deadline.armed = true;
      deadline.idle = idle;
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
            if (!deadline.idle) {
              counters.refused(Limit.REQUEST_TIME);
            }
          }
        });
    late.forEach(HttpConnection::close);
  }

  /** A time by which something has to happen, while armed. */
  private static final class Deadline {
    private long nanos;
    private boolean armed = true;
    private boolean idle;

    Deadline(long nanos) {
      this.nanos = nanos;
    }
  }
}
