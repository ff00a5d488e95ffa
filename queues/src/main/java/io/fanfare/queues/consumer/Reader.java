package io.fanfare.queues.consumer;

import static java.lang.System.Logger.Level.WARNING;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import org.jspecify.annotations.Nullable;

/** Who reads a stream: its handlers, which are called on its context, and its credit. */
final class Reader {

  private static final System.Logger LOG = System.getLogger(Reader.class.getName());

  private final Context context;
  private final Credit credit = new Credit();
  private volatile @Nullable Handler<Throwable> exceptionHandler;
  private volatile @Nullable Handler<Void> endHandler;

  /** Who reads on {@code context}. */
  Reader(Context context) {
    this.context = context;
  }

  Credit credit() {
    return credit;
  }

  void exceptionHandler(@Nullable Handler<Throwable> handler) {
    exceptionHandler = handler;
  }

  void endHandler(@Nullable Handler<Void> handler) {
    endHandler = handler;
  }

  /** Hands out so many messages, as far as they are asked for when it is their turn. */
  void deliver(int messages) {
    // A task for each, so that a handler that waits on a virtual thread keeps no other waiting.
    for (int i = 0; i < messages; i++) {
      context.runOnContext(turn -> deliverOne());
    }
  }

  private void deliverOne() {
    Credit.Delivery delivery = credit.take();
    if (delivery != null) {
      boolean returned = false;
      try {
        delivery.handler().handle(delivery.lease());
        returned = true;
      } finally {
        if (!returned) {
          delivery.lease().abandon();
        }
      }
    }
  }

  /** Tells what has interrupted or ended the stream of {@code queue}. */
  void tell(String queue, Throwable cause) {
    context.runOnContext(
        turn -> {
          Handler<Throwable> handler = exceptionHandler;
          if (handler == null) {
            LOG.log(WARNING, "A consumer of " + queue + " was interrupted: " + cause);
          } else {
            handler.handle(cause);
          }
        });
  }

  /** Tells that the stream has ended. */
  void end() {
    context.runOnContext(
        turn -> {
          Handler<Void> handler = endHandler;
          if (handler != null) {
            handler.handle(null);
          }
        });
  }
}
