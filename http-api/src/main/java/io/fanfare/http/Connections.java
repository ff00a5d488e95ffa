package io.fanfare.http;

import io.fanfare.core.policy.condition.IpRange;
import io.fanfare.heap.HeapShare;
import io.fanfare.http.authentication.TrustedProxies;
import io.fanfare.quota.Tally;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
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
 * request, and once it has begun with one, the head of it. A time-out between bytes alone would let
 * a client that sends a byte now and then hold its connection forever.
 */
final class Connections {

  /* What one keeps of the heap while nothing is asked, as measured; over TLS its engine besides. */
  private static final long CONNECTION_BYTES = 4 << 10;
  private static final long TLS_CONNECTION_BYTES = 12 << 10;

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
  private final Tally byAddress;
  private final TrustedProxies proxies;
  private final long most;
  private final long requestNanos;
  private final long headNanos;
  private final long idleNanos;
  private final WireCounters counters;

  /**
   * @param shared has how many connections all event loops have
   */
  Connections(HttpApiOptions options, WireCounters counters, SharedByLoops shared) {
    this.counters = counters;
    this.open = shared.connections();
    this.most = most(options);
    this.byAddress = shared.byAddress();
    this.proxies = new TrustedProxies(options.getTrustedProxies());
    this.headNanos = TimeUnit.SECONDS.toNanos(options.getLimits().getHeadTimeoutSeconds());
    this.requestNanos = TimeUnit.SECONDS.toNanos(options.getRequestTimeoutSeconds());
    this.idleNanos = TimeUnit.SECONDS.toNanos(options.getIdleTimeoutSeconds());
  }

  /** How many connections the heap has room for. */
  static long most(HttpApiOptions options) {
    return HeapShare.CONNECTIONS.bytes()
        / (options.getTls().isAsked() ? TLS_CONNECTION_BYTES : CONNECTION_BYTES);
  }

  /** Told of a connection that was turned away as there are as many of its kind as may be. */
  void full() {
    counters.refused(Limit.CONNECTIONS);
  }

  void opened(HttpConnection connection) {
    String address = counted(connection);
    if (open.get() >= most || (address != null && !byAddress.tryAdd(address))) {
      counters.refused(Limit.CONNECTIONS);
      Sockets.send(connection, TOO_MANY);
      return;
    }
    open.incrementAndGet();
    Sockets.inPortions(connection);
    Deadline deadline = new Deadline(System.nanoTime() + requestNanos, address);
    deadlines.put(connection, deadline);
    Sockets.tell(connection, deadline);
    counters.connectionOpened();
    connection.closeHandler(nothing -> closed(connection));
  }

  /** The address whose connections {@code connection} counts among, if they are counted. */
  private @Nullable String counted(HttpConnection connection) {
    SocketAddress peer = byAddress.most() == 0 ? null : connection.remoteAddress();
    String address = peer == null ? null : peer.hostAddress();
    return address == null || proxies.have(address) ? null : IpRange.network(address);
  }

  /** It is a WebSocket from now on, which has deadlines of its own. */
  void upgraded(HttpConnection connection) {
    answering(connection);
    Sockets.whenClosed(connection, () -> closed(connection));
  }

  private void closed(HttpConnection connection) {
    @Nullable Deadline deadline = deadlines.remove(connection);
    if (deadline != null) {
      if (deadline.address != null) {
        byAddress.remove(deadline.address);
      }
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

  /** The answer is given; the next request may take its time to begin. */
  void idle(HttpConnection connection) {
    @Nullable Deadline deadline = set(connection, System.nanoTime() + idleNanos, null);
    if (deadline != null) {
      deadline.quiet = true;
    }
  }

  private @Nullable Deadline set(HttpConnection connection, long nanos, @Nullable Limit limit) {
    @Nullable Deadline deadline = deadlines.get(connection);
    if (deadline != null) {
      deadline.nanos = nanos;
      deadline.armed = true;
      deadline.limit = limit;
      deadline.quiet = false;
    }
    return deadline;
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

  /**
   * A time by which something has to happen, while armed. It stands before what reads requests, so
   * as to see the first byte of each.
   */
  private final class Deadline extends ChannelInboundHandlerAdapter {
    private final @Nullable String address;
    private long nanos;
    private boolean armed = true;
    private boolean quiet = true;
    private @Nullable Limit limit = Limit.REQUEST_TIME;

    /**
     * @param address among whose connections this one counts
     */
    Deadline(long nanos, @Nullable String address) {
      this.nanos = nanos;
      this.address = address;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      if (quiet) {
        quiet = false;
        nanos = System.nanoTime() + headNanos;
        limit = Limit.REQUEST_TIME;
      }
      context.fireChannelRead(bytes);
    }
  }
}
