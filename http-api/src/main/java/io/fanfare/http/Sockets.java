package io.fanfare.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/**
 * What is asked of a connection's socket directly. Vert.x's own pause goes on reading until it has
 * queued sixteen pieces, and a read may fetch sixteen times 64 KiB; here a read fetches 16 KiB at
 * the most, and none follows until it is wanted. And Vert.x closes a connection once all is
 * written, which never comes if nobody reads.
 */
final class Sockets {

  /** How many bytes may come after reading was stopped. */
  static final int MOST_AT_ONCE = 16 << 10;

  private static final int LEAST_AT_ONCE = 512;
  private static final int FIRST = 2 << 10;
  private static final RecvByteBufAllocator PORTIONS =
      new AdaptiveRecvByteBufAllocator(LEAST_AT_ONCE, FIRST, MOST_AT_ONCE);

  private Sockets() {}

  /** Lets {@code connection} read in portions. */
  static void inPortions(HttpConnection connection) {
    channel(connection).config().setRecvByteBufAllocator(PORTIONS);
  }

  /** Reads no more than what is being read now. */
  static void stop(HttpConnection connection) {
    channel(connection).config().setAutoRead(false);
  }

  /** Reads on. */
  static void goOn(HttpConnection connection) {
    channel(connection).config().setAutoRead(true);
  }

  /** Shows {@code watch} what {@code connection} reads, before anybody else but TLS. */
  static void tell(HttpConnection connection, ChannelInboundHandler watch) {
    ChannelPipeline pipeline = channel(connection).pipeline();
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    if (tls == null) {
      pipeline.addFirst(watch);
    } else {
      pipeline.addAfter(tls.name(), null, watch);
    }
  }

  /** Closes {@code connection}, whatever is still to be written. */
  @SuppressWarnings("FutureReturnValueIgnored")
  static void cut(HttpConnection connection) {
    ((ConnectionBase) connection).channelHandlerContext().close();
  }

  /** Runs {@code action} on the event loop of {@code connection} when its socket is closed. */
  static void whenClosed(HttpConnection connection, Runnable action) {
    channel(connection).closeFuture().addListener(closed -> action.run());
  }

  /**
   * Writes {@code answer} and closes {@code connection}, which has asked nothing yet. It passes by
   * what encodes answers, which takes no bytes before it has had a head, and not by TLS.
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  static void send(HttpConnection connection, byte[] answer) {
    ChannelPipeline pipeline = channel(connection).pipeline();
    List<String> names = pipeline.names();
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    int from = tls == null ? 0 : names.indexOf(tls.name()) + 1;
    pipeline
        .context(names.get(from))
        .writeAndFlush(Unpooled.wrappedBuffer(answer))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private static Channel channel(HttpConnection connection) {
    return ((ConnectionBase) connection).channel();
  }
}
