package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Anomaly.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A FIFO queue, told as simply as it can be, that is perfect but for its flaw. */
final class SimulatedFifoQueue {

  /** What a queue does wrong, and what that comes to. */
  enum Flaw {
    /** Behind a message that was hidden before a restart it gives out the next ones. */
    UNLOCKS(Kind.LOCK_BROKEN),
    /** It passes over a message now and then. */
    OVERTAKES(Kind.OUT_OF_ORDER),
    /** After a restart it takes a duplicate for a new message. */
    FORGETS_IDS(Kind.SECOND_COPY),
    /** After a restart it counts from the start. */
    COUNTS_ANEW(Kind.SEQUENCE_FELL),
    /** With a restart its youngest message is gone. */
    LOSES(Kind.LOST),
    /** None at all. */
    NONE(Kind.UNEXPECTED);

    final Kind shows;

    Flaw(Kind shows) {
      this.shows = shows;
    }
  }

  /** A message of the queue. */
  static final class Item {
    final String id;
    final String group;
    final String messageId;
    final int sequence;
    int count;
    private long visible;
    private boolean locks = true;

    Item(String id, String group, int copy, int sequence) {
      this.id = id;
      this.group = group;
      this.messageId = id + " copy " + copy;
      this.sequence = sequence;
    }
  }

  private final Flaw flaw;
  private final Random random;
  private final Map<String, Item> known = new HashMap<>();
  private final List<Item> waiting = new ArrayList<>();
  private int copies;
  private int sequence;

  SimulatedFifoQueue(Flaw flaw, Random random) {
    this.flaw = flaw;
    this.random = random;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The message of that id, which is new unless it was sent before. */
  Item send(String id, String group) {
    Item duplicate = known.get(id);
    if (duplicate != null) {
      return duplicate;
    }
    Item item = new Item(id, group, ++copies, ++sequence);
    known.put(id, item);
    waiting.add(item);
    return item;
  }

  List<Item> receive(int most, long timeout, long now) {
    List<Item> taken = new ArrayList<>();
    Set<String> closed = new HashSet<>();
    for (Item item : waiting) {
      if (taken.size() == most || closed.contains(item.group)) {
        continue;
      }
      if (item.visible > now) {
        if (item.locks) {
          closed.add(item.group);
        }
      } else if (flaw != Flaw.OVERTAKES || random.nextInt(50) > 0) {
        item.count++;
        item.visible = now + timeout;
        item.locks = true;
        taken.add(item);
      }
    }
    return taken;
  }

  /** Whether the delivery with that count is the last one and its timeout has not passed. */
  boolean holds(Item item, int count, long now) {
    return item.count == count && item.visible > now && waiting.contains(item);
  }

  void delete(Item item) {
    waiting.remove(item);
  }

  void change(Item item, long visible) {
    item.visible = visible;
  }

  void restart() {
    switch (flaw) {
      case UNLOCKS -> waiting.forEach(item -> item.locks = false);
      case FORGETS_IDS -> known.clear();
      case COUNTS_ANEW -> sequence = 0;
      case LOSES -> waiting.subList(Math.max(0, waiting.size() - 1), waiting.size()).clear();
      case OVERTAKES, NONE -> {}
    }
  }
}
