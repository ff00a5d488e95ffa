package io.fanfare.queues.history;

import io.fanfare.queues.model.Limits;
import java.util.ArrayList;
import java.util.List;

/** The points of the last hour of one queue, or of several together: 8.6 KB, however long. */
final class History {

  private static final int SERIES = 6;
  private static final int MOST = Limits.HISTORY_POINTS;

  private final int[][] series = new int[SERIES][MOST];
  private Point last = Point.NOTHING;
  private long period = Long.MIN_VALUE;
  private int size;
  private long activity;

  /** Adds the point of {@code period}, which is later than the one before. */
  void add(long period, Point point) {
    long missing = size == 0 ? 0 : Math.min(MOST, period - this.period - 1);
    if (missing == MOST) {
      size = 0;
      activity = 0;
    }
    for (long i = missing; i > 0; i--) {
      put(period - i, last.idle());
    }
    put(period, point);
  }

  private void put(long period, Point point) {
    int at = at(period);
    if (size == MOST) {
      activity -= (long) series[3][at] + series[4][at] + series[5][at];
    } else {
      size++;
    }
    series[0][at] = whole(point.visible());
    series[1][at] = whole(point.inFlight());
    series[2][at] = whole(point.delayed());
    series[3][at] = whole(point.sent());
    series[4][at] = whole(point.received());
    series[5][at] = whole(point.deleted());
    activity += (long) series[3][at] + series[4][at] + series[5][at];
    this.period = period;
    last = point;
  }

  /** The period of its last point. */
  long period() {
    return period;
  }

  /** How much was done in the hour. */
  long activity() {
    return activity;
  }

  /** What is known of the hour. */
  Hour hour() {
    List<List<Integer>> all = new ArrayList<>(SERIES);
    for (int[] one : series) {
      List<Integer> values = new ArrayList<>(size);
      for (long at = period - size + 1; at <= period; at++) {
        values.add(one[at(at)]);
      }
      all.add(values);
    }
    return new Hour(period - size + 1, all);
  }

  private static int at(long period) {
    return (int) Math.floorMod(period, (long) MOST);
  }

  private static int whole(long value) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, value));
  }
}
