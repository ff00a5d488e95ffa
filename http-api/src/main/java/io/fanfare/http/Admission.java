package io.fanfare.http;

import io.fanfare.heap.HeapBudget;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the large bodies of one event loop in when the heap has room for them. Until then they wait
 * in line, unread in their sockets, and not forever. Who has been let in and brings less than a
 * sixteenth of its body between two looks loses its place if others wait for it.
 */
final class Admission {

  private static final int LEAST_PART = 16;
  private static final int NOT_YET = -1;

  private final Vertx vertx;
  private final Exchanges exchanges;
  private final long timeoutMillis;
  private final long mostRead;
  private final Map<Reception, Integer> underWay = new HashMap<>();
  private long readByWaiting;

  /**
   * @param timeoutSeconds how long a body may wait
   * @param instances how many event loops share the heap
   */
  Admission(Vertx vertx, Exchanges exchanges, int timeoutSeconds, int instances) {
    this.vertx = vertx;
    this.exchanges = exchanges;
    this.timeoutMillis = TimeUnit.SECONDS.toMillis(Math.max(1, timeoutSeconds));
    this.mostRead = exchanges.heap().capacity() / 8 / instances;
  }

  /** Admits {@code reception} now or when it is its turn, or lets it give up. */
  void ask(Reception reception) {
    HeapBudget.Lease lease = reception.exchange().scope().heap();
    if (lease.tryGrow(HeapBudget.Use.REQUEST, reception.cost())) {
      admit(reception);
    } else if (readByWaiting + Sockets.MOST_AT_ONCE > mostRead) {
      reception.giveUp(Limit.MEMORY);
    } else {
      new Waiting(reception).begin();
    }
  }

  private void admit(Reception reception) {
    exchanges.admitted(reception.exchange());
    reception.admit();
    if (reception.isUnderWay()) {
      underWay.put(reception, NOT_YET);
    }
  }

  /** Looks at those that were let in; to be called every two seconds or so. */
  void sweep() {
    boolean wanted = exchanges.heap().waiting() > 0;
    Map<Reception, Integer> slow = new HashMap<>(0);
    for (Iterator<Map.Entry<Reception, Integer>> i = underWay.entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<Reception, Integer> entry = i.next();
      Reception one = entry.getKey();
      int before = entry.getValue();
      if (!one.isUnderWay()) {
        i.remove();
      } else if (wanted
          && before != NOT_YET
          && one.received() - before < one.expected() / LEAST_PART) {
        i.remove();
        slow.put(one, before);
      } else {
        entry.setValue(one.received());
      }
    }
    slow.keySet().forEach(one -> one.giveUp(Limit.REQUEST_TIME));
  }

  /** A body in line. */
  private final class Waiting {
    private final Reception reception;
    private final HttpConnection connection;
    private HeapBudget.@Nullable Turn turn;
    private long timer;
    private boolean over;

    Waiting(Reception reception) {
      this.reception = reception;
      this.connection = reception.exchange().request().connection();
    }

    void begin() {
      Context context = vertx.getOrCreateContext();
      Sockets.stop(connection);
      readByWaiting += Sockets.MOST_AT_ONCE;
      exchanges.waiting(reception.exchange());
      timer = vertx.setTimer(timeoutMillis, late -> leave(true));
      turn =
          reception
              .exchange()
              .scope()
              .heap()
              .grow(
                  HeapBudget.Use.REQUEST,
                  reception.cost(),
                  () -> context.runOnContext(granted -> enter()));
      reception.exchange().scope().gone().onComplete(gone -> leave(false));
    }

    private void enter() {
      if (!over) {
        end();
        Sockets.goOn(connection);
        admit(reception);
      }
    }

    private void leave(boolean late) {
      if (!over && turn != null && turn.leave()) {
        end();
        if (late) {
          Sockets.goOn(connection);
          reception.giveUp(Limit.MEMORY);
        }
      }
    }

    private void end() {
      over = true;
      readByWaiting -= Sockets.MOST_AT_ONCE;
      vertx.cancelTimer(timer);
    }
  }
}
