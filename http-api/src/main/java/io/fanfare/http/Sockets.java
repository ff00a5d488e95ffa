package io.fanfare.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.RecvByteBufAllocator;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

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

  /** Shows {@code watch} what {@code connection} reads, before anybody else. */
  static void tell(HttpConnection connection, ChannelInboundHandler watch) {
    channel(connection).pipeline().addFirst(watch);
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
   * what encodes answers, which takes no bytes before it has had a head.
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  static void send(HttpConnection connection, byte[] answer) {
    channel(connection)
        .pipeline()
        .firstContext()
        .writeAndFlush(Unpooled.wrappedBuffer(answer))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private static Channel channel(HttpConnection connection) {
    return ((ConnectionBase) connection).channel();
  }
}
