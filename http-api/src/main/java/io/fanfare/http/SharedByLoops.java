package io.fanfare.http;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the event loops of one server have in common.
 *
 * @param connections how many connections they have together
 * @param accepting watches what accepts connections for all of them
 * @param large where they do what takes long
 */
record SharedByLoops(AtomicInteger connections, AcceptWatch accepting, LargeWork large) {

  static SharedByLoops of(Vertx vertx) {
    return new SharedByLoops(new AtomicInteger(), new AcceptWatch(), LargeWork.of(vertx));
  }
}
