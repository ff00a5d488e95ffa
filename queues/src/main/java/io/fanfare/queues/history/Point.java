package io.fanfare.queues.history;

/**
 * How a queue stands at the end of a period, and what it did in it.
 *
 * @param visible messages that can be received
 * @param inFlight messages that were received and are hidden
 * @param delayed messages whose delay goes on
 * @param sent messages taken in
 * @param received messages handed out
 * @param deleted messages deleted by their receivers
 */
public record Point(
    long visible, long inFlight, long delayed, long sent, long received, long deleted) {

  /** An empty queue that did nothing. */
  public static final Point NOTHING = new Point(0, 0, 0, 0, 0, 0);

  /** What the two come to. */
  Point plus(Point other) {
    return new Point(
        visible + other.visible,
        inFlight + other.inFlight,
        delayed + other.delayed,
        sent + other.sent,
        received + other.received,
        deleted + other.deleted);
  }

  /** The same with what was done since {@code before}, where both have all that was ever done. */
  public Point since(Point before) {
    return new Point(
        visible,
        inFlight,
        delayed,
        sent - before.sent,
        received - before.received,
        deleted - before.deleted);
  }

  /** How it goes on if nothing is done. */
  Point idle() {
    return new Point(visible, inFlight, delayed, 0, 0, 0);
  }

  /** How much was done. */
  long activity() {
    return sent + received + deleted;
  }
}
