package io.fanfare.http.stomp;

import io.fanfare.core.Caller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The STOMP sessions of one event loop. */
public final class StompServer {

  /** The one sub-protocol there is. */
  public static final String SUB_PROTOCOL = "v12.stomp";

  /** The longest frame of a WebSocket: the largest frame of STOMP in one piece, with its head. */
  public static final int MOST_FRAME_BYTES = (1 << 20) + (384 << 10);

  private static final long SWEEP_MILLIS = 500;
  private static final int ID_LENGTH = 16;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Means means;
  private final Guests guests;
  private final Set<StompSession> open = new LinkedHashSet<>();
  private boolean draining;

  /**
   * No sessions yet.
   *
   * @param version of the broker, for clients to see
   * @param guests who has connections, on all event loops
   * @param holders who has durable subscriptions, on all event loops
   */
  public StompServer(
      Vertx vertx, StompServices services, String version, Guests guests, Holders holders) {
    this.guests = guests;
    this.means =
        new Means(
            vertx,
            services,
            "fanfare/" + version,
            holders,
            new StompCounters(),
            new ErrorLog(),
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    vertx.setPeriodic(SWEEP_MILLIS, tick -> List.copyOf(open).forEach(StompSession::sweep));
  }

  /** What was counted here. */
  public StompCounters counters() {
    return means.counters();
  }

  /** Whether another connection from {@code address} is taken; if so, it counts from now on. */
  public boolean admits(String address) {
    return !draining && guests.enter(address);
  }

  /** A connection that was admitted has come to nothing. */
  public void missed(String address) {
    guests.leave(address);
  }

  /** Begins a session with who is at the other end of {@code socket}, which was admitted. */
  public void open(ServerWebSocket socket, Caller caller, String address) {
    StompSession session =
        new StompSession(means, new StompSocket(socket, means.clock()), newId(), caller);
    open.add(session);
    means.counters().opened();
    session
        .begin()
        .onComplete(
            over -> {
              open.remove(session);
              guests.leave(address);
              means.counters().closed();
            });
    if (draining) {
      session.drain();
    }
  }

  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder id = new StringBuilder(ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  /**
   * Takes no more connections, and closes those there are when what they sent is done; completes
   * when all are closed.
   */
  public Future<Void> drain() {
    draining = true;
    return Future.join(List.copyOf(open).stream().map(StompSession::drain).toList()).mapEmpty();
  }
}
