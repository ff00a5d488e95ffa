package io.fanfare.push.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an endpoint, behind Netty's codec, on its event loop. It carries one exchange at
 * a time and keeps nothing of what is answered. Vert.x' own client would close it once all was
 * written, which never comes if the other end does not read; this one is closed at once.
 */
final class Connection extends ChannelInboundHandlerAdapter {

  private final Place place;
  private final Consumer<Connection> whenClosed;
  private @Nullable ChannelHandlerContext context;
  private @Nullable ChannelFuture written;
  private @Nullable Exchange exchange;
  private boolean interim;
  private boolean keptAlive;
  private long bodyBytes;
  private boolean used;

  /** A connection to {@code place} that tells {@code whenClosed} of its end. */
  Connection(Place place, Consumer<Connection> whenClosed) {
    this.place = place;
    this.whenClosed = whenClosed;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  /** What it leads to. */
  Place place() {
    return place;
  }

  /** Whether it carried an exchange already. */
  boolean isUsed() {
    return used;
  }

  /** Sends {@code request}, of which {@code next} hears; there is no other exchange on it. */
  void send(FullHttpRequest request, Exchange next) {
    exchange = next;
    interim = false;
    keptAlive = false;
    bodyBytes = 0;
    if (context == null || !context.channel().isActive()) {
      request.release();
      end(null);
    } else {
      written = context.writeAndFlush(request);
    }
  }

  /** Closes it, whatever is still to be written; nobody waits for an answer any more. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void close() {
    exchange = null;
    if (context != null) {
      context.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object message) {
    try {
      if (exchange == null) {
        close();
      } else if (message instanceof HttpObject part) {
        read(exchange, part);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(Exchange current, HttpObject part) {
    if (part.decoderResult().isFailure()) {
      end(part.decoderResult().cause());
      return;
    }
    if (part instanceof HttpResponse response) {
      begin(current, response);
    }
    if (part instanceof HttpContent content) {
      take(current, content);
    }
  }

  /** What announces another answer is none; a change of protocol, which nobody asked for, is. */
  private void begin(Exchange current, HttpResponse response) {
    HttpResponseStatus status = response.status();
    interim =
        status.codeClass() == HttpStatusClass.INFORMATIONAL
            && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    if (!interim) {
      keptAlive =
          HttpUtil.isKeepAlive(response) && status.codeClass() != HttpStatusClass.INFORMATIONAL;
      current.answered(status.code(), response.headers());
    }
  }

  private void take(Exchange current, HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    if (interim) {
      interim = !last;
      return;
    }
    current.received(content.content());
    bodyBytes += content.content().readableBytes();
    if (bodyBytes > current.mostBody()) {
      close();
      current.ended(false);
    } else if (last) {
      finish(current);
    }
  }

  private void finish(Exchange current) {
    boolean reusable = isReusable();
    used = true;
    exchange = null;
    if (!reusable) {
      close();
    }
    current.ended(reusable);
  }

  /** Who answered before the request was read cannot be sent another. */
  private boolean isReusable() {
    return keptAlive
        && written != null
        && written.isSuccess()
        && context != null
        && context.channel().isActive();
  }

  private void end(@Nullable Throwable cause) {
    Exchange current = exchange;
    close();
    if (current != null) {
      current.broken(cause);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
    end(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) {
    end(null);
    whenClosed.accept(this);
    from.fireChannelInactive();
  }
}
