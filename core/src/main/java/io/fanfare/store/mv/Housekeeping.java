package io.fanfare.store.mv;

import io.fanfare.store.DiskState;
import io.fanfare.store.StoreListener;
import io.fanfare.store.mv.cleaning.Cleaning;
import io.fanfare.store.mv.cleaning.Reclaiming;
import io.fanfare.store.mv.disk.DiskRoom;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is looked after with every commit: the sequence's ceiling, the recent values, the room on
 * the disk, the high-water mark and the size of the file.
 */
final class Housekeeping {

  private static final long ROOM_POLL_MILLIS = 200;

  /** With so many commits, space that was given up before is surely free. */
  private static final int MOST_STEPS = 12;

  /** For so long at most everybody waits for room; a slow disk takes it in more than one go. */
  private static final long MOST_NANOS = 300_000_000;

  private static final long REST_NANOS = 5_000_000;
  private static final int RESTS_A_STEP = 2;

  private final Sequence sequence;
  private final RecentValues recent;
  private final Runnable endReads;
  private final @Nullable DataDirectory directory;
  private final boolean isDurable;
  private long restedNanos = System.nanoTime();
  private long mostPending = DiskRoom.LEAST_PENDING_BYTES;

  /**
   * @param endReads ends what reads from the engine
   * @param directory where the engine's file is, or null if its rows are in the heap only
   * @param isDurable whether what is committed is durable though the power fails
   */
  Housekeeping(
      Sequence sequence,
      RecentValues recent,
      Runnable endReads,
      @Nullable DataDirectory directory,
      boolean isDurable) {
    this.sequence = sequence;
    this.recent = recent;
    this.endReads = endReads;
    this.directory = directory;
    this.isDurable = isDurable;
  }

  boolean hasRoom() {
    return directory == null || directory.room().hasRoom();
  }

  DiskState.Room room() {
    return directory == null ? DiskState.Room.ENOUGH : directory.room().said();
  }

  Optional<DiskState> disk() {
    return directory == null ? Optional.empty() : Optional.of(directory.room().state());
  }

  /** After how many milliseconds to look again though nobody writes; for ever if never. */
  long patienceMillis(CommitEngine engine) {
    long patience = engine.patienceMillis();
    boolean restless = directory != null && directory.room().isRestless();
    return restless ? Math.min(patience, ROOM_POLL_MILLIS) : patience;
  }

  /** Counts bytes that wait to be written. Any thread may tell. */
  void accept(long bytes) {
    if (directory != null && bytes > 0) {
      directory.room().accept(bytes);
    }
  }

  /** Whether the group may have more tasks: a checkpoint takes all that it has changed. */
  boolean allowsMore(CommitEngine engine) {
    return directory == null || engine.pendingBytes() < mostPending;
  }

  void beforeCommit(CommitEngine engine) {
    sequence.beforeCommit(engine);
  }

  /**
   * @param bytes how many bytes of what was accepted are committed
   * @param listener hears of the work that has ended
   */
  void afterCommit(CommitEngine engine, long bytes, StoreListener listener) {
    sequence.afterCommit();
    recent.giveUp();
    if (directory != null) {
      DiskRoom room = directory.room();
      boolean settled = engine.settle();
      if (settled || isDurable) {
        directory.mark().advance(engine);
      }
      if (settled) {
        report(engine, listener);
        engine.writeThrough(room.isScarce());
        if (room.fits(engine.pendingBytes())) {
          engine.housekeeping(room.pendingLimit(), room.isTight());
        }
      }
      engine.reclaiming().ifPresent(reclaiming -> makeRoom(engine, reclaiming, room));
      room.written(bytes);
      room.conclude();
      mostPending = engine.pendingBytes() + room.pendingLimit();
    }
  }

  /** Looks at the disk and tries what can make room on it, before sends are refused. */
  private void makeRoom(CommitEngine engine, Reclaiming reclaiming, DiskRoom room) {
    if (engine.isBusy()) {
      room.look(engine.pendingBytes(), reclaiming::lastSpace);
      return;
    }
    room.look(engine.pendingBytes(), reclaiming::space);
    reclaiming.hurry(room.isScarce());
    long start = System.nanoTime();
    if (!room.isShort() || (room.isFull() && !room.isDire() && start - restedNanos < 0)) {
      return;
    }
    reclaim(engine, reclaiming, room);
    // Whoever receives and deletes meanwhile gets two thirds of the time.
    long end = System.nanoTime();
    restedNanos = end + RESTS_A_STEP * (end - start);
  }

  private static void reclaim(CommitEngine engine, Reclaiming reclaiming, DiskRoom room) {
    int steps = room.isFull() && !room.isDire() ? 1 : MOST_STEPS;
    long start = System.nanoTime();
    while (room.isShort()
        && steps-- > 0
        && System.nanoTime() - start < MOST_NANOS
        && room.fits(engine.pendingBytes())
        && reclaiming.step(room.copyLimit())) {
      if (steps > 0) {
        LockSupport.parkNanos(REST_NANOS);
      }
      room.look(engine.pendingBytes(), reclaiming::space);
    }
  }

  /** Lets {@code listener} know how large the store is, and how long work on it took. */
  private static void report(CommitEngine engine, StoreListener listener) {
    long nanos = engine.takeCheckpointNanos();
    if (nanos > 0) {
      listener.checkpointed(nanos);
    }
    engine.cleaning().ifPresent(cleaning -> report(cleaning, listener));
  }

  private static void report(Cleaning cleaning, StoreListener listener) {
    long nanos = cleaning.takeStepNanos();
    if (nanos > 0) {
      listener.cleaned(nanos);
    }
    listener.measured(cleaning.statistics());
  }

  void close(CommitEngine engine) {
    endReads.run();
    engine.close();
    if (directory != null) {
      directory.mark().write(engine.version());
      directory.close();
    }
  }

  void abort(CommitEngine engine) {
    try {
      engine.abort();
    } finally {
      endReads.run();
      if (directory != null) {
        directory.close();
      }
    }
  }
}
