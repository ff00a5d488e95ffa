package io.fanfare.topics.push;

import io.fanfare.functions.AsyncFunctions;
import io.fanfare.push.PushBudget;
import io.fanfare.push.http.HttpSender;
import io.fanfare.push.http.HttpSenderOptions;
import io.fanfare.queues.Delivery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * What all that pushes shares.
 *
 * @param queues where messages wait, and where dead letters go
 * @param sender what posts to endpoints, which anybody may have named
 * @param toGateways what posts to gateways, which whoever runs the broker has named
 * @param functions what takes the messages of subscriptions by lambda
 * @param budget what is under way together
 * @param concurrency how many messages an endpoint gets at once, 1 to 100
 */
public record Pushing(
    Delivery queues,
    HttpSender sender,
    HttpSender toGateways,
    AsyncFunctions functions,
    PushBudget budget,
    int concurrency) {

  /** So many attempts under way in all, and each endpoint gets one at a time. */
  private static final int MOST_UNDER_WAY = 2_000;

  /** So many messages that failed and wait in all, and few of each endpoint may. */
  private static final int MOST_WAITING = 50_000;

  private static final int CONCURRENCY = 32;

  private static final List<String> EVERYWHERE = List.of("0.0.0.0/0", "::/0");

  /** What is shared by all that pushes from {@code queues}. */
  public static Pushing of(
      Vertx vertx, Delivery queues, AsyncFunctions functions, HttpSenderOptions options) {
    return new Pushing(
        queues,
        new HttpSender(vertx, options),
        new HttpSender(
            vertx,
            new HttpSenderOptions()
                .setAllowedRanges(EVERYWHERE)
                .setOwnPorts(options.getOwnPorts())
                .setTrustedCertificates(options.getTrustedCertificates())),
        functions,
        new PushBudget(MOST_UNDER_WAY, MOST_WAITING),
        CONCURRENCY);
  }

  /** Ends all attempts. */
  public Future<Void> close() {
    return sender.close().eventually(toGateways::close);
  }
}
