package io.fanfare.push;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * How many messages a courier may ask its queue for: rules without a clock. An endpoint that fails
 * is asked with one message at a time until it takes one. A bounded number of messages waits to be
 * tried again; until the first of them is due, no other is begun, as it would fare no better.
 */
final class Pace {

  /** How many messages of an endpoint wait to be tried again, unless very many do in all. */
  static final int MOST_WAITING = 1_000;

  /** How many do then. */
  static final int FEW_WAITING = 10;

  /** How long to wait until others have less under way. */
  private static final long BUSY_MILLIS = 500;

  /** What a limited endpoint may get at once, as a part of what it gets in a second. */
  private static final int BURSTS_PER_SECOND = 20;

  /** How many messages are in hand for each that is handed on, while receives and deletes last. */
  private static final int IN_HAND = 8;

  private final int concurrency;
  private final PushBudget budget;
  private final PriorityQueue<Long> waiting = new PriorityQueue<>(1);
  private int asked;
  private int inHand;
  private int underWay;
  private boolean failing;
  private double allowance = 1;
  private long allowedAt = Long.MIN_VALUE;
  private OptionalLong again = OptionalLong.empty();

  /** The pace of one courier, which has up to {@code concurrency} attempts under way. */
  Pace(int concurrency, PushBudget budget) {
    this.concurrency = concurrency;
    this.budget = budget;
  }

  /**
   * How many more messages to ask for now. What was asked for and has not come counts as well; half
   * of what may be in hand is asked for at once, so that it is received together.
   */
  int ask(long now, OptionalInt perSecond) {
    again = OptionalLong.empty();
    forgetDue(now);
    int most = isSlow() ? 1 : mostInHand(perSecond.isPresent());
    int outstanding = asked + inHand;
    if (perSecond.isPresent() && asked > 0) {
      return lookAgain(false, now);
    }
    if (outstanding > most / 2 && (perSecond.isEmpty() || outstanding >= most)) {
      return lookAgain(budget.isBusy(), now + BUSY_MILLIS);
    }
    int room = (budget.isFailing() ? FEW_WAITING : MOST_WAITING) - waiting.size() - outstanding;
    if (room <= 0) {
      return lookAgain(!waiting.isEmpty(), waiting.isEmpty() ? now : waiting.peek());
    }
    int free = Math.min(most - outstanding, room);
    int more = perSecond.isEmpty() ? free : allowed(now, free, perSecond.getAsInt());
    asked += more;
    return more;
  }

  /** What is limited is handed on as it comes, so that the limit is kept where it is asked for. */
  private int mostInHand(boolean limited) {
    return limited ? concurrency : mostInHand(concurrency);
  }

  /** The most that are in hand at once if {@code concurrency} are handed on at once. */
  static int mostInHand(int concurrency) {
    return IN_HAND * concurrency;
  }

  private int lookAgain(boolean needed, long at) {
    again = needed ? OptionalLong.of(at) : OptionalLong.empty();
    return 0;
  }

  private int allowed(long now, int free, int perSecond) {
    double most = Math.max(1, (double) perSecond / BURSTS_PER_SECOND);
    if (allowedAt != Long.MIN_VALUE) {
      allowance += Math.max(0, now - allowedAt) * perSecond / 1_000.0;
    }
    allowedAt = now;
    allowance = Math.min(most, allowance);
    int whole = Math.min(free, (int) allowance);
    allowance -= whole;
    if (whole < free) {
      again = OptionalLong.of(now + (long) Math.ceil((1 - allowance) * 1_000 / perSecond));
    }
    return whole;
  }

  /** When to ask again though nothing has happened by then, if that makes sense. */
  OptionalLong again() {
    return again;
  }

  /** One of those asked for has come. */
  void taken() {
    asked = Math.max(0, asked - 1);
    inHand++;
  }

  /** Whether an attempt with one of those in hand may begin. */
  boolean mayBegin() {
    return underWay < (isSlow() ? 1 : concurrency);
  }

  /** Whether nothing is under way, and what was last has failed: what is in hand is of no use. */
  boolean isStuck() {
    return failing && underWay == 0;
  }

  private boolean isSlow() {
    return failing || budget.isBusy();
  }

  /** An attempt with one of those in hand begins. */
  void begun() {
    underWay++;
    budget.underWay(1);
  }

  /** An attempt is over, and what came of it is being settled. */
  void over() {
    underWay--;
    budget.underWay(-1);
  }

  /** One is in hand no more. */
  void settled() {
    inHand--;
  }

  /** The endpoint has answered, whether or not it took the message. */
  void answered() {
    failing = false;
  }

  /** The endpoint has failed; whether that is new. */
  boolean failed() {
    boolean before = failing;
    failing = true;
    return !before;
  }

  /** A message is to be tried again at {@code at}. */
  void waits(long at) {
    waiting.add(at);
    budget.waiting(1);
  }

  private void forgetDue(long now) {
    while (!waiting.isEmpty() && waiting.peek() <= now) {
      waiting.remove();
      budget.waiting(-1);
    }
  }

  /** Whether nothing is in hand, and nothing waits. */
  boolean isIdle() {
    return inHand == 0 && waiting.isEmpty();
  }

  /** Nothing is asked for any more: the consumer is gone. */
  void reset() {
    asked = 0;
  }

  /** The courier is gone. */
  void close() {
    budget.waiting(-waiting.size());
    waiting.clear();
  }
}
