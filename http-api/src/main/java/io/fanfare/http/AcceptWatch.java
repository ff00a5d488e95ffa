package io.fanfare.http;

import io.fanfare.http.tls.Handshakes;
import io.fanfare.runtime.Count;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/**
 * Stands behind what accepts connections, and is told when that fails. Netty then pauses for a
 * second and tries again, with a stack trace in the log each time; this says it once.
 */
@ChannelHandler.Sharable
final class AcceptWatch extends ChannelInboundHandlerAdapter {

  private static final System.Logger LOG = System.getLogger(AcceptWatch.class.getName());

  private final AcceptFailures failures = new AcceptFailures();
  private final Count failed = new Count();
  private final Handshakes handshakes;

  /** Has {@code handshakes} see what is accepted, too, before it is. */
  AcceptWatch(Handshakes handshakes) {
    this.handshakes = handshakes;
  }

  /** Told of a connection that was accepted. */
  void accepted(Channel connection) {
    failures
        .accepted(System.nanoTime())
        .ifPresent(sentence -> LOG.log(System.Logger.Level.INFO, sentence));
    handshakes.done(connection);
    Channel acceptor = connection.parent();
    if (acceptor != null && acceptor.pipeline().context(this) == null) {
      acceptor.eventLoop().execute(() -> watch(acceptor.pipeline()));
    }
  }

  /* All event loops of a server share what accepts; the first two may come at once. */
  private void watch(ChannelPipeline acceptor) {
    if (acceptor.context(this) == null) {
      acceptor.addFirst(handshakes);
      acceptor.addLast(this);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed.add(1);
    failures
        .failed(cause, System.nanoTime())
        .ifPresent(sentence -> LOG.log(System.Logger.Level.WARNING, sentence));
  }

  /** How many connections were turned away before they had agreed on TLS. */
  long refused() {
    return handshakes.refused();
  }

  /** How many attempts to accept a connection have failed. */
  long failed() {
    return failed.get();
  }
}
