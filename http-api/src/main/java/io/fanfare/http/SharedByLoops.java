package io.fanfare.http;

import io.fanfare.http.stomp.Guests;
import io.fanfare.http.stomp.Holders;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the event loops of one server have in common.
 *
 * @param connections how many connections they have together
 * @param accepting watches what accepts connections for all of them
 * @param large where they do what takes long
 * @param guests their WebSockets
 * @param holders who has which durable subscription over one
 */
record SharedByLoops(
    AtomicInteger connections,
    AcceptWatch accepting,
    LargeWork large,
    Guests guests,
    Holders holders) {

  static SharedByLoops of(Vertx vertx, int websockets) {
    return new SharedByLoops(
        new AtomicInteger(),
        new AcceptWatch(),
        LargeWork.of(vertx),
        new Guests(websockets),
        new Holders());
  }
}
