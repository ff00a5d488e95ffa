package io.fanfare.http.stomp;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A WebSocket that frames come from and go to, and what is known of its other end. */
final class StompSocket {

  /* A MESSAGE of the largest body comes on top. */
  private static final int WRITE_QUEUE_BYTES = 64 << 10;

  private static final String HEART_BEAT = "\n";
  private static final Buffer NOTHING = Buffer.buffer();

  private final ServerWebSocket socket;
  private final Liveness liveness;
  private final LongSupplier clock;
  private boolean paused;
  private boolean closing;

  /** The socket, as open as it is now; {@code clock} tells milliseconds. */
  StompSocket(ServerWebSocket socket, LongSupplier clock) {
    this.socket = socket;
    this.clock = clock;
    this.liveness = new Liveness(clock.getAsLong());
    socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    socket.pongHandler(pong -> liveness.read(clock.getAsLong()));
    socket.exceptionHandler(broken -> {});
  }

  Liveness liveness() {
    return liveness;
  }

  /** Begins to read; {@code drained} is told when there is room to write again. */
  void begin(Handler<Buffer> octets, Runnable drained, Runnable closed) {
    socket.closeHandler(over -> closed.run());
    socket.drainHandler(
        room -> {
          liveness.blocked(false, clock.getAsLong());
          drained.run();
        });
    socket.handler(
        some -> {
          liveness.read(clock.getAsLong());
          octets.handle(some);
        });
  }

  /** The address of the other end, as text. */
  @Nullable String address() {
    return socket.remoteAddress() == null ? null : socket.remoteAddress().hostAddress();
  }

  /** Reads no more, or reads on. */
  void read(boolean wanted) {
    if (wanted == paused) {
      paused = !wanted;
      if (paused) {
        socket.pause();
      } else {
        liveness.read(clock.getAsLong());
        socket.resume();
      }
    }
  }

  /** Whether what was written is not taken as fast as it comes. */
  boolean isFull() {
    boolean full = !isOver() && socket.writeQueueFull();
    liveness.blocked(full, clock.getAsLong());
    return full;
  }

  /** Whether nothing is to be written any more. */
  boolean isOver() {
    return closing || socket.isClosed();
  }

  /** Writes a frame; completes when its last piece was taken. */
  Future<Void> write(List<String> pieces) {
    if (isOver()) {
      return Future.failedFuture("The connection is closed");
    }
    liveness.wrote(clock.getAsLong());
    Future<Void> written = Future.succeededFuture();
    for (String piece : pieces) {
      written = socket.writeTextMessage(piece);
    }
    return written;
  }

  /** What is due of heart-beats and deadlines; what can be written is. */
  Liveness.Due sweep() {
    long now = clock.getAsLong();
    if (paused) {
      liveness.read(now);
      liveness.inFrame(true, false, now);
    }
    Liveness.Due due = liveness.due(now);
    if (due == Liveness.Due.HEART_BEAT) {
      write(List.of(HEART_BEAT));
    } else if (due == Liveness.Due.PING && !isOver()) {
      socket.writePing(NOTHING);
    }
    return due;
  }

  /** Closes it, once what was written has gone; reads on for the Close of the other end. */
  void close(short code) {
    if (!isOver()) {
      closing = true;
      read(true);
      socket.close(code);
    }
  }

  /** Ends it at once. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void cut() {
    closing = true;
    ((WebSocketInternal) socket).channelHandlerContext().close();
  }
}
