package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Operation.Deletion;
import io.fanfare.broker.proof.Operation.Delivery;
import io.fanfare.broker.proof.Operation.LostReceive;
import io.fanfare.broker.proof.Operation.Rank;
import io.fanfare.broker.proof.Operation.Restart;
import io.fanfare.broker.proof.Operation.Send;
import io.fanfare.broker.proof.Operation.VisibilityChange;
import io.fanfare.broker.proof.SimulatedFifoQueue.Flaw;
import io.fanfare.broker.proof.SimulatedFifoQueue.Item;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Histories as clients of a FIFO queue on a bad line would write them: every act happens at a
 * moment within its span, and any answer may get lost.
 */
final class SimulatedFifoClients {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final Random random;
  private final SimulatedFifoQueue queue;
  private final History history = new History();
  private final List<String> sent = new ArrayList<>();
  private final List<Lease> leases = new ArrayList<>();
  private long now;

  /** What a client knows of a message it received, and since when. */
  private record Lease(Item item, int count, long heard) {}

  SimulatedFifoClients(long seed, Flaw flaw) {
    random = new Random(seed);
    queue = new SimulatedFifoQueue(flaw, random);
  }

  History write(int acts) {
    for (int i = 0; i < acts; i++) {
      now += 1 + millis(60);
      int luck = random.nextInt(100);
      if (luck < 35) {
        send();
      } else if (luck < 65) {
        receive(1 + random.nextInt(4), 1 + random.nextInt(3), random.nextInt(10) > 0);
      } else if (luck < 98) {
        end(random.nextInt(4) > 0);
      } else {
        queue.restart();
        history.add(new Restart(new Span(now, now)));
      }
    }
    drain();
    return history;
  }

  /** A message of one of a few groups; now and then one that was sent before. */
  private void send() {
    if (sent.isEmpty() || random.nextInt(4) > 0) {
      sent.add(random.nextInt(5) + "-" + sent.size());
    }
    int back = Math.min(sent.size(), 1 + random.nextInt(10) * random.nextInt(2));
    String id = sent.get(sent.size() - back);
    Span span = around(now);
    Completion completion = hear();
    history.add(new Send("q", id, id, 0, true, completion, span));
    if (completion == Completion.OK) {
      rank(queue.send(id, id.substring(0, 1)), span);
    } else if (random.nextBoolean()) {
      queue.send(id, id.substring(0, 1));
    }
  }

  private void receive(int most, int timeout, boolean heard) {
    Span span = around(now);
    List<Item> items = queue.receive(most, timeout * SECOND, now);
    if (!heard) {
      history.add(new LostReceive("q", span));
      return;
    }
    for (Item item : items) {
      history.add(
          new Delivery("q", item.id, item.id, item.messageId, item.count, timeout * SECOND, span));
      rank(item, span);
      leases.add(new Lease(item, item.count, span.end()));
    }
  }

  /** Deletes a message that was received, or changes its visibility. */
  private void end(boolean deletes) {
    if (leases.isEmpty()) {
      return;
    }
    Lease lease = leases.remove(random.nextInt(leases.size()));
    now = Math.max(now, lease.heard + 1);
    Span span = new Span(Math.max(lease.heard, now - millis(20)), now + millis(20));
    Item item = lease.item;
    long timeout = SECOND * random.nextInt(5);
    Completion completion = hear();
    boolean holds = queue.holds(item, lease.count, now);
    if (holds && (completion == Completion.OK || random.nextBoolean())) {
      if (deletes) {
        queue.delete(item);
      } else {
        queue.change(item, now + timeout);
      }
    } else if (!holds && completion == Completion.OK) {
      completion = Completion.FAIL;
    }
    history.add(
        deletes
            ? new Deletion("q", item.id, item.messageId, completion, span)
            : new VisibilityChange("q", item.id, item.messageId, timeout, completion, span));
  }

  private void drain() {
    while (!queue.isEmpty()) {
      now += 5 * SECOND;
      leases.clear();
      receive(10, 30, true);
      for (Lease lease : leases) {
        queue.delete(lease.item);
        history.add(
            new Deletion(
                "q",
                lease.item.id,
                lease.item.messageId,
                Completion.OK,
                new Span(lease.heard, lease.heard + MILLI)));
      }
    }
  }

  private void rank(Item item, Span span) {
    BigInteger sequence = BigInteger.valueOf(item.sequence);
    history.add(new Rank("q", item.id, item.group, item.messageId, sequence, span));
  }

  private Completion hear() {
    return random.nextInt(10) == 0 ? Completion.INFO : Completion.OK;
  }

  private Span around(long moment) {
    return new Span(moment - millis(20), moment + millis(20));
  }

  private long millis(int below) {
    return MILLI * random.nextInt(below);
  }
}
