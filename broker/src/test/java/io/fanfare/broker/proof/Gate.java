package io.fanfare.broker.proof;

/** Keeps clients from knocking at a broker that is known to be down. */
final class Gate {

  private boolean open = true;

  synchronized void open() {
    open = true;
    notifyAll();
  }

  synchronized void close() {
    open = false;
  }

  synchronized void pass() throws InterruptedException {
    while (!open) {
      wait();
    }
  }
}
