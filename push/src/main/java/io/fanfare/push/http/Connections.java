package io.fanfare.push.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetClientInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop, where it is called. Nobody waits in it for anybody: who finds
 * no idle connection opens one. Idle ones are closed after some time, and the oldest if there are
 * too many.
 */
final class Connections {

  private static final int MOST_HEADERS = 32 << 10;

  private final NetClientInternal client;
  private final ContextInternal context;
  private final ClientSSLOptions tls;
  private final long idleNanos;
  private final int mostIdle;

  private final Map<Place, Deque<Connection>> idle = new HashMap<>();

  /** All that are idle, those first that have been so for the longest time. */
  private final Map<Connection, Long> since = new LinkedHashMap<>();

  private @Nullable ScheduledFuture<?> sweep;

  /** The connections of {@code context} by {@code client}, which trusts as {@code tls} says. */
  Connections(
      NetClientInternal client,
      ContextInternal context,
      ClientSSLOptions tls,
      Duration idleTimeout,
      int mostIdle) {
    this.client = client;
    this.context = context;
    this.tls = tls;
    this.idleNanos = idleTimeout.toNanos();
    this.mostIdle = mostIdle;
  }

  /** An idle connection to one of {@code places}, which is idle no more; null if there is none. */
  @Nullable Connection idle(List<Place> places) {
    for (Place place : places) {
      Deque<Connection> there = idle.get(place);
      if (there != null) {
        Connection latest = there.removeLast();
        since.remove(latest);
        if (there.isEmpty()) {
          idle.remove(place);
        }
        return latest;
      }
    }
    return null;
  }

  /** Opens a connection to {@code place}. */
  Future<Connection> open(Place place) {
    String address = NetUtil.toAddressString(place.address());
    ConnectOptions options =
        new ConnectOptions()
            .setRemoteAddress(SocketAddress.inetSocketAddress(place.port(), address))
            .setHost(place.host())
            .setPort(place.port())
            .setSsl(place.secure());
    if (place.secure()) {
      options.setSslOptions(tls);
      if (IpLiteral.bytes(place.host()).isEmpty()) {
        options.setSniServerName(place.host());
      }
    }
    Promise<NetSocket> socket = context.promise();
    Future<Connection> connection = socket.future().map(opened -> connected(place, opened));
    client.connectInternal(options, socket, context);
    return connection;
  }

  private Connection connected(Place place, NetSocket socket) {
    ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
    Connection connection = new Connection(place, this::forget);
    HttpDecoderConfig limits = new HttpDecoderConfig().setMaxHeaderSize(MOST_HEADERS);
    ChannelPipeline pipeline = last.pipeline();
    pipeline.addBefore(last.name(), "codec", new HttpClientCodec(limits, false, false));
    pipeline.addBefore(last.name(), "connection", connection);
    return connection;
  }

  /** Keeps {@code connection}, which is idle from now on. */
  void keep(Connection connection) {
    idle.computeIfAbsent(connection.place(), first -> new ArrayDeque<>()).addLast(connection);
    since.put(connection, System.nanoTime());
    if (since.size() > mostIdle) {
      closeOldest();
    }
    if (sweep == null && !since.isEmpty()) {
      sweepAfter(idleNanos);
    }
  }

  private void sweepAfter(long nanos) {
    sweep = context.nettyEventLoop().schedule(this::sweep, nanos, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    sweep = null;
    while (!since.isEmpty()) {
      long rest = idleNanos - (now - since.values().iterator().next());
      if (rest > 0) {
        sweepAfter(rest);
        return;
      }
      closeOldest();
    }
  }

  private void closeOldest() {
    Connection oldest = since.keySet().iterator().next();
    forget(oldest);
    oldest.close();
  }

  private void forget(Connection connection) {
    Deque<Connection> there = idle.get(connection.place());
    if (since.remove(connection) != null && there != null) {
      there.remove(connection);
      if (there.isEmpty()) {
        idle.remove(connection.place());
      }
    }
  }

  /** Closes those that are idle. */
  void close() {
    while (!since.isEmpty()) {
      closeOldest();
    }
    if (sweep != null) {
      sweep.cancel(false);
      sweep = null;
    }
  }
}
