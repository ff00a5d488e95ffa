package io.fanfare.http.stomp;

import io.vertx.core.Future;
import java.util.List;

/** The connection as its subscriptions see it. */
interface Link {

  /** The id of the session. */
  String session();

  /** The number of the connection's next delivery. */
  long nextDelivery();

  /** Whether no more is to be handed to it now. */
  boolean isFull();

  /** Writes a MESSAGE; completes when it was given to the socket. */
  Future<Void> deliver(List<String> pieces);

  /** What time it is, in milliseconds. */
  long now();

  /** A subscription has ended by itself, which ends the session. */
  void ended(Throwable cause);
}
