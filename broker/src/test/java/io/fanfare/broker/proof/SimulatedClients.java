package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Operation.Deletion;
import io.fanfare.broker.proof.Operation.Delivery;
import io.fanfare.broker.proof.Operation.LostReceive;
import io.fanfare.broker.proof.Operation.Send;
import io.fanfare.broker.proof.Operation.VisibilityChange;
import java.util.Random;

/**
 * Histories as clients of a perfect broker on a bad line would write them: every act happens at a
 * moment within its span, and any answer may get lost.
 */
final class SimulatedClients {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final Random random;
  private final History history = new History();
  private Completion heard = Completion.OK;

  SimulatedClients(long seed) {
    random = new Random(seed);
  }

  History write(int messages) {
    for (int i = 0; i < messages; i++) {
      live("m" + i);
    }
    return history;
  }

  private void live(String id) {
    long delay = SECOND * random.nextInt(3);
    long now = millis(60_000);
    history.add(new Send("q", id, id, delay, false, hear(10), around(now)));
    if (!effective()) {
      return;
    }
    long visible = now + delay;
    for (int count = 1; visible >= 0; count++) {
      visible = receive(id, visible, count);
    }
  }

  /** One delivery and what follows; when the message is visible again, or less than 0 for never. */
  private long receive(String id, long visible, int count) {
    long now = visible + millis(500);
    long timeout = SECOND * (1 + random.nextInt(5));
    Span span = around(now);
    if (random.nextInt(10) == 0) {
      history.add(new LostReceive("q", span));
      return now + timeout;
    }
    history.add(new Delivery("q", id, id, "id of " + id, count, timeout, span));
    long then = span.end() + 20 * MILLI + millis(200);
    int next = random.nextInt(4);
    if (next == 0) {
      return now + timeout;
    }
    if (next == 1) {
      long changed = SECOND * random.nextInt(5);
      history.add(new VisibilityChange("q", id, "id of " + id, changed, hear(10), around(then)));
      return effective() ? then + changed : now + timeout;
    }
    history.add(new Deletion("q", id, "id of " + id, hear(10), around(then)));
    return effective() ? -1 : now + timeout;
  }

  /** Whether what the client did last had its effect; if nobody answered, half of the time. */
  private boolean effective() {
    return heard == Completion.OK || random.nextBoolean();
  }

  private Completion hear(int oneIn) {
    heard = random.nextInt(oneIn) == 0 ? Completion.INFO : Completion.OK;
    return heard;
  }

  private Span around(long moment) {
    return new Span(moment - millis(20), moment + millis(20));
  }

  private long millis(int below) {
    return MILLI * random.nextInt(below);
  }
}
