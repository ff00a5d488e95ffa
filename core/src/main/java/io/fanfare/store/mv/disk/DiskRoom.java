package io.fanfare.store.mv.disk;

import io.fanfare.store.DiskState;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The rule by which a store lives with the space that its disk has.
 *
 * <p>There is room for more data while what is free, less what is accepted and not yet in the data
 * file, exceeds a <b>reserve</b>: an eighth of what the store could have of the disk, at most 128
 * MiB, and at least 8 MiB. From the reserve lives what makes the store smaller, which writes rows,
 * too. How much it needs follows from how much one checkpoint may write, as the space of the last
 * five cannot be used again: so the less is free, the earlier a checkpoint is due, down to 512 KiB,
 * and seven of those with a large batch each fit the least reserve.
 *
 * <p>Others may take that space as well. A write that finds none gets the ballast; when that is
 * gone, it waits until there is some.
 */
public final class DiskRoom implements FullDisk {

  private static final System.Logger LOG = System.getLogger(DiskRoom.class.getName());

  /** From how much pending on a checkpoint is due when there is no more than the reserve. */
  public static final int LEAST_PENDING_BYTES = 512 << 10;

  private static final long LEAST_RESERVE_BYTES = 8 << 20;
  private static final long MOST_RESERVE_BYTES = 128 << 20;
  private static final int RESERVE_SHARE = 8;
  private static final int PENDING_SHARE = 16;
  private static final int COPY_SHARE = 3;
  private static final int LEAST_COPY_BYTES = 1 << 20;
  private static final int MOST_COPY_BYTES = 16 << 20;

  /** While more than this is spare, the space within the file does not matter. */
  private static final long SCARCE_BYTES = 512 << 20;

  /** While less than this is spare, space is made only when the reserve is touched. */
  private static final long TIGHT_BYTES = 64 << 20;

  /** While more than this is spare, it is enough to look once in so many commits. */
  private static final long PLENTY_BYTES = 1 << 30;

  private static final int COMMITS_A_LOOK = 16;

  /** A ballast is at most this part of what the store could have of the disk. */
  private static final int BALLAST_SHARE = 16;

  /** For so long there must be room until it is said: sends come and go faster than that. */
  private static final long CALM_NANOS = 10_000_000_000L;

  /** What a commit to the data file writes beside rows. */
  private static final long SLACK_BYTES = 64 << 10;

  private static final long WAIT_NANOS = 100_000_000L;

  /** A write that waits so often is said to be stuck. */
  private static final int WAITS_TO_SAY = 20;

  private final Ballast ballast;
  private final LongSupplier usableBytes;
  private final LongSupplier clock;
  private final long reserve;
  private final AtomicLong accepted = new AtomicLong();
  private volatile long spare;
  private volatile boolean full;
  private volatile DiskState.Room said = DiskState.Room.ENOUGH;
  private long calmSince;
  private long available;
  private long largest;
  private int commits;
  private int waits;
  private boolean opening = true;

  /**
   * @param ballast makes the ballast of that many bytes
   * @param occupiedBytes how much of the disk the store has
   * @param usableBytes tells how much of the disk is free
   * @param clock tells the time in nanoseconds
   */
  public DiskRoom(
      Ballast ballast, long occupiedBytes, LongSupplier usableBytes, LongSupplier clock) {
    this.ballast = ballast;
    this.usableBytes = usableBytes;
    this.clock = clock;
    long usable = usableBytes.getAsLong();
    reserve =
        within((usable + occupiedBytes) / RESERVE_SHARE, LEAST_RESERVE_BYTES, MOST_RESERVE_BYTES);
    available = usable;
    largest = usable;
    spare = usable - reserve;
    if (!ballast.isWhole() && usable >= 2 * ballast.bytes()) {
      ballast.make();
    }
  }

  /** How large a ballast is where that much is wanted and the store could have that much. */
  public static long ballastBytes(long wantedBytes, long diskBytes) {
    return Math.min(wantedBytes, diskBytes / BALLAST_SHARE);
  }

  /** Whether there is room for more data. Any thread may ask. */
  public boolean hasRoom() {
    return !full && accepted.get() < spare;
  }

  /** What is told to others. Any thread may ask. */
  public DiskState.Room said() {
    return said;
  }

  /** The same and more, of which the system is asked. Any thread may ask. */
  public DiskState state() {
    return new DiskState(said, usableBytes.getAsLong(), ballast.isWhole() ? ballast.bytes() : 0);
  }

  /** Counts bytes that will be written. Any thread may tell. */
  public void accept(long bytes) {
    accepted.addAndGet(bytes);
  }

  /** Counts bytes that {@link #look} has seen among the pending ones. */
  public void written(long bytes) {
    accepted.addAndGet(-bytes);
  }

  /** The store is open: from now on writes wait for space. */
  public void opened() {
    opening = false;
  }

  /** From how many pending bytes on a checkpoint is due. */
  public int pendingLimit() {
    return (int) within(spare / PENDING_SHARE, LEAST_PENDING_BYTES, Integer.MAX_VALUE);
  }

  /** How much may be copied at once to make room. */
  public int copyLimit() {
    long wanted = within(available / COPY_SHARE, LEAST_COPY_BYTES, MOST_COPY_BYTES);
    return (int) within(largest - SLACK_BYTES, 0, wanted);
  }

  /**
   * Whether a checkpoint finds space that has about so much to write (half as much again was seen).
   * One that does not can wait as long as the journal has some.
   */
  public boolean fits(long pendingBytes) {
    long most = pendingBytes + pendingBytes / 2 + SLACK_BYTES;
    return largest + (ballast.isWhole() ? ballast.bytes() : 0) >= most;
  }

  /** Whether space should be used again as soon as it may. */
  public boolean isScarce() {
    return spare < SCARCE_BYTES;
  }

  /** Whether what is written to clean the data file could be missing elsewhere. */
  public boolean isTight() {
    return spare < TIGHT_BYTES;
  }

  /** Whether the reserve is touched, or not enough is free beside it for room to come back. */
  public boolean isShort() {
    return spare < (full ? reserve / 4 + missingBallast() : 0);
  }

  private long missingBallast() {
    return ballast.isWhole() ? 0 : ballast.bytes();
  }

  /** Whether what makes the store grow is refused because of that. */
  public boolean isFull() {
    return full;
  }

  /** Whether half of the reserve is gone, so that whoever writes must wait for space. */
  public boolean isDire() {
    return spare < -reserve / 2;
  }

  /** Whether looking is worth while though nobody writes. */
  public boolean isRestless() {
    return full || isShort() || said != DiskState.Room.ENOUGH || !ballast.isWhole();
  }

  /**
   * Looks at the disk, if it is time.
   *
   * @param pendingBytes how much the next checkpoint may write
   * @param file tells of the space within the data file
   */
  public synchronized void look(long pendingBytes, Supplier<SpaceInFile> file) {
    if (spare > PLENTY_BYTES && ++commits % COMMITS_A_LOOK != 0) {
      return;
    }
    long free = usableBytes.getAsLong();
    largest = free;
    if (free - pendingBytes - reserve < SCARCE_BYTES) {
      SpaceInFile space = file.get();
      free += space.reusable();
      largest = Math.max(largest, space.largest());
    }
    available = free;
    spare = free - pendingBytes - reserve;
  }

  /**
   * Draws the conclusions from the last look; what could be done to make room was done. While a
   * write waits for space there is none to draw.
   */
  public synchronized void conclude() {
    if (waits > 0) {
      return;
    }
    if (!full && isShort()) {
      full = true;
      say(DiskState.Room.FULL);
    } else if (full && !isShort()) {
      full = false;
      calmSince = clock.getAsLong();
    }
    long missing = missingBallast();
    if (!full && missing > 0 && usableBytes.getAsLong() >= missing + reserve / 2) {
      ballast.make();
    }
    if (said != DiskState.Room.ENOUGH && clock.getAsLong() - calmSince >= CALM_NANOS) {
      say(full ? DiskState.Room.FULL : DiskState.Room.ENOUGH);
    }
  }

  /** Any thread may wait, one at a time. */
  @Override
  public void awaitSpace(IOException cause) throws IOException {
    if (!isWaiting(cause)) {
      return;
    }
    LockSupport.parkNanos(WAIT_NANOS);
  }

  private synchronized boolean isWaiting(IOException cause) throws IOException {
    if (ballast.giveUp()) {
      return false;
    }
    if (opening) {
      throw cause;
    }
    full = true;
    if (++waits >= WAITS_TO_SAY) {
      say(DiskState.Room.NONE);
    } else if (said == DiskState.Room.ENOUGH) {
      say(DiskState.Room.FULL);
    }
    return true;
  }

  @Override
  public synchronized void found() {
    waits = 0;
    calmSince = clock.getAsLong();
  }

  private static long within(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }

  private void say(DiskState.Room state) {
    if (state == said) {
      return;
    }
    said = state;
    switch (state) {
      case ENOUGH -> log(System.Logger.Level.INFO, "There is room again on the disk");
      case FULL -> log(System.Logger.Level.WARNING, "The disk is full and sends are refused");
      case NONE -> log(System.Logger.Level.WARNING, "The disk is full and writes wait for space");
    }
  }

  private void log(System.Logger.Level level, String sentence) {
    LOG.log(
        level,
        "{0}: {1} bytes are free, {2} more within the data file, {3} are held in reserve",
        sentence,
        usableBytes.getAsLong(),
        Math.max(0, available - usableBytes.getAsLong()),
        reserve);
  }
}
