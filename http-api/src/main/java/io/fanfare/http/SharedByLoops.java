package io.fanfare.http;

import io.fanfare.http.limit.LimitOptions;
import io.fanfare.http.stomp.Guests;
import io.fanfare.http.stomp.Holders;
import io.fanfare.quota.RequestRates;
import io.fanfare.quota.Tally;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * What the event loops of one server have in common.
 *
 * @param connections how many connections they have together
 * @param byAddress how many each address has of them
 * @param accepting watches what accepts connections for all of them
 * @param large where they do what takes long
 * @param guests their WebSockets
 * @param holders who has which durable subscription over one
 * @param rates how often callers may ask
 */
record SharedByLoops(
    AtomicInteger connections,
    Tally byAddress,
    AcceptWatch accepting,
    LargeWork large,
    Guests guests,
    Holders holders,
    RequestRates rates) {

  static SharedByLoops of(Vertx vertx, HttpApiOptions options, LongSupplier nanos) {
    LimitOptions limits = options.getLimits();
    return new SharedByLoops(
        new AtomicInteger(),
        new Tally(limits.getConnectionsPerAddress()),
        new AcceptWatch(),
        LargeWork.of(vertx),
        new Guests(options.getWebsocketConnections()),
        new Holders(),
        new RequestRates(
            limits.getRequestsPerSecond(), limits.getAccountRequestsPerSecond(), nanos));
  }
}
