package io.fanfare.access;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An audit trail in a file: a line of JSON for each entry, written by a thread of its own. Who adds
 * an entry never waits for the disk: an entry for which there is no room, or that cannot be
 * written, is dropped; that is counted, logged, and said in the file by the line before the next.
 */
public final class AuditFile implements AuditTrail, AutoCloseable {

  /** How many entries wait to be written at the most. */
  static final int MOST_WAITING = 10_000;

  private static final System.Logger LOG = System.getLogger(AuditFile.class.getName());
  private static final long MOST_BYTES = 16L << 20;
  private static final int OLDER_FILES = 9;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long IDLE_MILLIS = 200;

  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final RotatingFile file;
  private final LongSupplier clock;
  private final Thread writer;
  private volatile boolean closing;
  private long droppedBefore;
  private long loggedAt = Long.MIN_VALUE;

  private AuditFile(RotatingFile file, LongSupplier clock) {
    this.file = file;
    this.clock = clock;
    this.writer = new Thread(this::work, "fanfare-audit");
    writer.setDaemon(true);
  }

  /**
   * Opens the audit trail at {@code path}: ten files of 16 MiB at the most, the newest without a
   * number behind its name.
   *
   * @param clock the time, in milliseconds since 1970
   * @throws IOException if it cannot be written
   */
  public static AuditFile open(Path path, LongSupplier clock) throws IOException {
    AuditFile opened = new AuditFile(new RotatingFile(path, MOST_BYTES, OLDER_FILES), clock);
    opened.writer.start();
    return opened;
  }

  /** One that does not begin to write before it is closed. */
  static AuditFile idle(Path path, LongSupplier clock) throws IOException {
    return new AuditFile(new RotatingFile(path, MOST_BYTES, OLDER_FILES), clock);
  }

  @Override
  public void add(Entry entry) {
    if (closing || !waiting.offer(entry)) {
      dropped.incrementAndGet();
    }
  }

  /** How many entries were dropped. */
  public long dropped() {
    return dropped.get();
  }

  /** Writes what is waiting, and ends; blocks until that is done. */
  @Override
  public void close() {
    closing = true;
    if (writer.getState() == Thread.State.NEW) {
      writer.start();
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!closing) {
        write(waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS));
      }
    } catch (InterruptedException end) {
      closing = true;
    }
    do {
      write(waiting.poll());
    } while (!waiting.isEmpty());
    try {
      file.close();
    } catch (IOException e) {
      LOG.log(WARNING, "The audit log does not end well", e);
    }
  }

  /** Writes {@code first}, if there is one, and all that waits behind it. */
  private void write(@Nullable Entry first) {
    int lines = first == null ? 0 : 1;
    long saidBefore = droppedBefore;
    try {
      sayDropped();
      Entry next = first;
      while (next != null) {
        file.add(AuditLine.of(next));
        next = waiting.poll();
        lines += next == null ? 0 : 1;
      }
      file.flush();
    } catch (IOException | RuntimeException e) {
      droppedBefore = saidBefore;
      lost(lines, e);
    }
  }

  private void sayDropped() throws IOException {
    long all = dropped.get();
    if (all > droppedBefore) {
      file.add(AuditLine.ofDropped(clock.getAsLong(), all - droppedBefore));
      log("The audit log misses " + (all - droppedBefore) + " entries");
      droppedBefore = all;
    }
  }

  private void lost(int lines, Exception cause) {
    dropped.addAndGet(lines);
    log("The audit log cannot be written: " + cause);
    try {
      file.close();
    } catch (IOException | RuntimeException again) {
      cause.addSuppressed(again);
    }
  }

  private void log(String line) {
    long now = clock.getAsLong();
    if (loggedAt == Long.MIN_VALUE || now - loggedAt >= MINUTE_MILLIS) {
      loggedAt = now;
      LOG.log(WARNING, line);
    }
  }
}
