package io.fanfare.http.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections that are accepted and have not agreed on TLS yet. Nobody else knows of them
 * before they have, so it stands before what accepts them, and turns away what is too much.
 */
@ChannelHandler.Sharable
public final class Handshakes extends ChannelInboundHandlerAdapter {

  private static final AttributeKey<Boolean> UNDER_WAY =
      AttributeKey.valueOf(Handshakes.class, "underWay");

  private final long most;
  private final AtomicLong underWay = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /** Lets {@code most} connections agree at a time. */
  public Handshakes(long most) {
    this.most = most;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    if (accepted instanceof Channel connection) {
      if (underWay.get() >= most) {
        refused.incrementAndGet();
        connection.unsafe().closeForcibly();
        return;
      }
      underWay.incrementAndGet();
      connection.attr(UNDER_WAY).set(true);
      connection.closeFuture().addListener(closed -> done(connection));
    }
    context.fireChannelRead(accepted);
  }

  /** Both sides of {@code connection} have agreed, or will not. */
  public void done(Channel connection) {
    if (connection.attr(UNDER_WAY).getAndSet(null) != null) {
      underWay.decrementAndGet();
    }
  }

  /** How many connections are about to agree. */
  long underWay() {
    return underWay.get();
  }

  /** How many connections were turned away. */
  public long refused() {
    return refused.get();
  }
}
