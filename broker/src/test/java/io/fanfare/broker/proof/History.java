package io.fanfare.broker.proof;

import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything the clients of one run did and were told. Any thread may add to it. */
final class History implements Iterable<Event> {

  private final Queue<Event> events = new ConcurrentLinkedQueue<>();

  void add(Event event) {
    events.add(event);
  }

  @Override
  public Iterator<Event> iterator() {
    return events.iterator();
  }
}
