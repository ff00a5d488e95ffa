package io.fanfare.push;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all couriers of a process have under way together, so that many endpoints that fail take no
 * more than their part of it. While it is much, each endpoint gets little. Any thread may count.
 */
public final class PushBudget {

  private final int mostUnderWay;
  private final int mostWaiting;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * A budget that is generous until so much is under way.
   *
   * @param mostUnderWay attempts at once
   * @param mostWaiting messages that failed and wait to be tried again
   */
  public PushBudget(int mostUnderWay, int mostWaiting) {
    this.mostUnderWay = mostUnderWay;
    this.mostWaiting = mostWaiting;
  }

  /** How many attempts are under way at all endpoints. */
  public int underWay() {
    return underWay.get();
  }

  /** How many messages that failed wait to be tried again. */
  public int waiting() {
    return waiting.get();
  }

  boolean isBusy() {
    return underWay.get() >= mostUnderWay;
  }

  boolean isFailing() {
    return waiting.get() >= mostWaiting;
  }

  void underWay(int more) {
    underWay.addAndGet(more);
  }

  void waiting(int more) {
    waiting.addAndGet(more);
  }
}
