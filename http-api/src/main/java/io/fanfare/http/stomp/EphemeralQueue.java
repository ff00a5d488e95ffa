package io.fanfare.http.stomp;

import io.fanfare.topics.listener.HeardMessage;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an ephemeral subscription: rules without a clock. They are handed out in their
 * order as long as there is credit; what is given back comes again, and of a FIFO topic with it
 * what was handed out behind it of its message group.
 */
final class EphemeralQueue {

  private static final long NEVER = Long.MAX_VALUE;

  /** What may be handed out of it and not done, in messages and in bytes, beyond the latest. */
  private static final int MOST_OUT = 1_000;

  private static final long MOST_OUT_BYTES = 4 << 20;

  private final boolean fifo;
  private final int prefetch;
  private final long ackMillis;
  private final Deque<Item> waiting = new ArrayDeque<>(2);
  private final NavigableSet<Item> returned = new TreeSet<>(Comparator.comparingLong(Item::number));
  private final Map<Item, Long> held = new LinkedHashMap<>(0);
  private long last;
  private long outBytes;

  /**
   * A message in its place, handed out once.
   *
   * @param number the place
   * @param at from when it is to be handed out again
   * @param turn how often it was given back
   */
  record Item(long number, HeardMessage message, long at, int turn) {

    private Item again(long due) {
      return new Item(number, message, due, turn + 1);
    }

    private boolean isOf(@Nullable String group) {
      return group != null && group.equals(message.group());
    }
  }

  /**
   * No messages.
   *
   * @param ackMillis for how long each may be unacknowledged
   */
  EphemeralQueue(boolean fifo, int prefetch, long ackMillis) {
    this.fifo = fifo;
    this.prefetch = prefetch;
    this.ackMillis = ackMillis;
  }

  /** Adds a message, which is the latest. */
  void add(HeardMessage message) {
    waiting.add(new Item(last++, message, 0, 0));
  }

  /** Hands out the next one, null if there is none for now. */
  @Nullable Item next(long now) {
    if (held.size() >= prefetch) {
      return null;
    }
    Set<String> groups = new HashSet<>(0);
    Item next = next(returned.iterator(), groups, now);
    if (next == null && returned.size() < MOST_OUT && outBytes < MOST_OUT_BYTES) {
      next = next(waiting.iterator(), groups, now);
      outBytes += next == null ? 0 : next.message().bytes();
    }
    if (next != null) {
      held.put(next, now);
    }
    return next;
  }

  /** The first that is due and whose group waits for none before it; it is taken away. */
  private @Nullable Item next(Iterator<Item> items, Set<String> groups, long now) {
    while (items.hasNext()) {
      Item item = items.next();
      String group = item.message().group();
      boolean blocked = fifo && group != null && groups.contains(group);
      if (!blocked && item.at() <= now) {
        items.remove();
        return item;
      }
      if (fifo && group != null) {
        groups.add(group);
      }
    }
    return null;
  }

  /** It is done; whether it was held. */
  boolean settle(Item item) {
    boolean wasHeld = held.remove(item) != null;
    if (wasHeld) {
      outBytes -= item.message().bytes();
    }
    return wasHeld;
  }

  /** It is to come again after {@code delay}, if it is held. */
  void giveBack(Item item, long delay, long now) {
    if (held.remove(item) == null) {
      return;
    }
    returned.add(item.again(now + delay));
    if (fifo) {
      Iterator<Item> others = held.keySet().iterator();
      while (others.hasNext()) {
        Item other = others.next();
        if (other.number() > item.number() && other.isOf(item.message().group())) {
          others.remove();
          returned.add(other.again(now + delay));
        }
      }
    }
  }

  /** Gives back what was not acknowledged in time. */
  void expire(long now) {
    while (!held.isEmpty()) {
      Map.Entry<Item, Long> oldest = held.entrySet().iterator().next();
      if (oldest.getValue() + ackMillis > now) {
        break;
      }
      giveBack(oldest.getKey(), 0, now);
    }
  }

  /** When to look again, though nothing happens before. */
  long nextDeadline(long now) {
    long next = held.isEmpty() ? NEVER : held.values().iterator().next() + ackMillis;
    for (Item item : returned) {
      next = item.at() <= now ? next : Math.min(next, item.at());
    }
    return next;
  }
}
