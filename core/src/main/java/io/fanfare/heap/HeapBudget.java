package io.fanfare.heap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The bytes of heap that requests and answers in flight may take together, from the first byte of a
 * body until the answer is written. Who needs some holds a {@link Lease} and lets it grow; what
 * does not fit waits in turn or is done without.
 *
 * <p>Large requests and large answers may each take five eighths, and both together seven, so that
 * neither keeps the other from moving, and an eighth is always left for what is small. Any thread
 * may ask.
 */
public final class HeapBudget {

  /** What bytes are for, and up to which eighth of the budget they may be taken. */
  public enum Use {
    /** Requests and answers of {@link #SMALL_BYTES} at the most. */
    SMALL(0, 8),
    /** A large request, until what it asks for is done. */
    REQUEST(1, 5),
    /** A large answer, until it is written. */
    ANSWER(2, 5);

    private final int row;
    private final int eighths;

    Use(int row, int eighths) {
      this.row = row;
      this.eighths = eighths;
    }
  }

  /** Up to which size something is {@link Use#SMALL}. */
  public static final long SMALL_BYTES = 64 << 10;

  private static final int EIGHTHS_OF_LARGE = 7;

  /** The largest message fits, with what reading it takes. */
  private static final long LEAST_PUSH_BYTES = 4L << 20;

  private final long capacity;
  private final long[] used = new long[Use.values().length];
  private final List<Deque<Turn>> waiting = new ArrayList<>();
  private long total;
  private long mostUsed;

  /** A budget of {@code capacity} bytes. */
  public HeapBudget(long capacity) {
    this.capacity = Math.max(8, capacity);
    for (Use use : Use.values()) {
      waiting.add(use.row, new ArrayDeque<>());
    }
  }

  /** The budget of this process: {@link HeapShare#IN_FLIGHT}. */
  public static HeapBudget ofHeap() {
    return new HeapBudget(HeapShare.IN_FLIGHT.bytes());
  }

  /** The budget of this process for what is pushed: {@link HeapShare#PUSHES}. */
  public static HeapBudget ofPushes() {
    return new HeapBudget(Math.max(LEAST_PUSH_BYTES, HeapShare.PUSHES.bytes()));
  }

  /** How many bytes may be taken. */
  public long capacity() {
    return capacity;
  }

  /** How many bytes are taken. */
  public synchronized long used() {
    return total;
  }

  /** The most bytes that were ever taken. */
  public synchronized long mostUsed() {
    return mostUsed;
  }

  /** How many wait for their turn. */
  public synchronized int waiting() {
    return waiting.stream().mapToInt(Deque::size).sum();
  }

  /** How many bytes {@code use} may take at once: a wish for more is cut to it. */
  public long most(Use use) {
    return capacity / 8 * use.eighths;
  }

  /** How many bytes {@code use} could take now; 0 if others wait for theirs. */
  public synchronized long available(Use use) {
    if (use != Use.SMALL && !queue(use).isEmpty()) {
      return 0;
    }
    long rest = most(use) - used[use.row];
    long all = use == Use.SMALL ? capacity : capacity / 8 * EIGHTHS_OF_LARGE;
    return Math.max(0, Math.min(rest, all - total));
  }

  /** A lease of nothing yet. */
  public Lease lease() {
    return new Lease();
  }

  private Deque<Turn> queue(Use use) {
    return waiting.get(use.row);
  }

  private boolean fits(Use use, long bytes) {
    long all = use == Use.SMALL ? capacity : capacity / 8 * EIGHTHS_OF_LARGE;
    return used[use.row] + bytes <= most(use) && total + bytes <= all;
  }

  private void take(Use use, long bytes) {
    used[use.row] += bytes;
    total += bytes;
    mostUsed = Math.max(mostUsed, total);
  }

  /** Those whose turn it is now; they are to be told outside the lock. */
  private List<Turn> served() {
    List<Turn> served = List.of();
    for (Deque<Turn> line : waiting) {
      Turn first = line.peek();
      while (first != null && fits(first.use, first.bytes)) {
        line.remove();
        first.lease.hold(first.use, first.bytes);
        served = served.isEmpty() ? new ArrayList<>() : served;
        served.add(first);
        first = line.peek();
      }
    }
    return served;
  }

  /** Somebody's place in the line for bytes. */
  public final class Turn {
    private final Lease lease;
    private final Use use;
    private final long bytes;
    private final Runnable granted;

    private Turn(Lease lease, Use use, long bytes, Runnable granted) {
      this.lease = lease;
      this.use = use;
      this.bytes = bytes;
      this.granted = granted;
    }

    /**
     * Leaves the line.
     *
     * @return whether it was still in it; if not, the lease has the bytes
     */
    public boolean leave() {
      List<Turn> served;
      boolean left;
      synchronized (HeapBudget.this) {
        left = queue(use).remove(this);
        served = left ? served() : List.of();
      }
      served.forEach(turn -> turn.granted.run());
      return left;
    }
  }

  /** The bytes that one exchange holds; closed once, when it is over. */
  public final class Lease implements AutoCloseable {
    /* Fields and no array: ten thousand waiting requests have a lease each. */
    private long small;
    private long request;
    private long answer;
    private boolean closed;

    private Lease() {}

    /** How many bytes it holds. */
    public long bytes() {
      synchronized (HeapBudget.this) {
        return small + request + answer;
      }
    }

    /** How many bytes it holds for {@code use}. */
    public long bytes(Use use) {
      synchronized (HeapBudget.this) {
        return held(use);
      }
    }

    /**
     * Takes {@code bytes} more if they are there and nobody else's turn; a wish for more than
     * {@link #most} is one for that. A closed lease takes nothing and has what it asks for.
     */
    public boolean tryGrow(Use use, long bytes) {
      synchronized (HeapBudget.this) {
        if (closed) {
          return true;
        }
        long wanted = Math.min(bytes, most(use));
        if (!fits(use, wanted) || (use != Use.SMALL && !queue(use).isEmpty())) {
          return false;
        }
        hold(use, wanted);
        return true;
      }
    }

    /**
     * Takes {@code bytes} more when it is its turn.
     *
     * @param granted run once it has them, on the thread that gave them back or on this one
     */
    public Turn grow(Use use, long bytes, Runnable granted) {
      Turn turn = new Turn(this, use, Math.min(bytes, most(use)), granted);
      List<Turn> served;
      synchronized (HeapBudget.this) {
        queue(use).add(turn);
        served = served();
      }
      served.forEach(one -> one.granted.run());
      return turn;
    }

    /**
     * Holds {@code bytes} for {@code use}, which are there already whether they fit or not: gives
     * back what is more, takes what is missing.
     */
    public void settle(Use use, long bytes) {
      synchronized (HeapBudget.this) {
        long missing = bytes - held(use);
        if (missing > 0) {
          hold(use, missing);
          return;
        }
      }
      shrink(use, bytes);
    }

    /** Gives back all but {@code bytes} of what it holds for {@code use}. */
    public void shrink(Use use, long bytes) {
      List<Turn> served;
      synchronized (HeapBudget.this) {
        long spare = held(use) - bytes;
        served = spare > 0 ? give(use, spare) : List.of();
      }
      served.forEach(turn -> turn.granted.run());
    }

    /** Gives everything back, and does so no second time. */
    @Override
    public void close() {
      List<Turn> served = List.of();
      synchronized (HeapBudget.this) {
        if (!closed) {
          closed = true;
          release(Use.SMALL, small);
          release(Use.REQUEST, request);
          release(Use.ANSWER, answer);
          served = served();
        }
      }
      served.forEach(turn -> turn.granted.run());
    }

    private List<Turn> give(Use use, long bytes) {
      release(use, bytes);
      return served();
    }

    private void release(Use use, long bytes) {
      add(use, -bytes);
      used[use.row] -= bytes;
      total -= bytes;
    }

    private void hold(Use use, long bytes) {
      if (!closed) {
        add(use, bytes);
        take(use, bytes);
      }
    }

    private long held(Use use) {
      return switch (use) {
        case SMALL -> small;
        case REQUEST -> request;
        case ANSWER -> answer;
      };
    }

    private void add(Use use, long bytes) {
      switch (use) {
        case SMALL -> small += bytes;
        case REQUEST -> request += bytes;
        case ANSWER -> answer += bytes;
      }
    }
  }
}
