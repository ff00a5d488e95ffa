package io.fanfare.broker.proof;

import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every operation of the clients of one run. Any thread may add to it. */
final class History implements Iterable<Operation> {

  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

  void add(Operation operation) {
    operations.add(operation);
  }

  @Override
  public Iterator<Operation> iterator() {
    return operations.iterator();
  }
}
