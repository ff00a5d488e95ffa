package io.fanfare.http.stomp;

import io.vertx.core.Future;

/** Where the messages of a subscription come from, on the event loop of its connection. */
interface Feed {

  /** Hands out nothing until {@link #resume}. */
  void pause();

  /** Hands messages out. */
  void resume();

  /**
   * Hands out no more, and holds no longer what it has handed out; completes when nothing of it can
   * be settled any more.
   */
  Future<Void> detach();

  /**
   * Ends, and gives back what it has handed out, unless it was detached before; completes when
   * others can have it.
   */
  Future<Void> close();
}
