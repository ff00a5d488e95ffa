package io.fanfare.store.mv;

import io.fanfare.store.Backup;
import io.fanfare.store.BackupException;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.h2.mvstore.MVStore;

/**
 * Makes backups beside the commits, one at a time. The writer only takes hold of the tables as they
 * are at its turn, so everything given to it before is in the copy; a thread that is there while
 * there is a backup reads them, however long that takes. Space in the data file that is given up
 * meanwhile is free again when the backup is made.
 */
final class StoreCopier {

  private static final long LONGEST_END_SECONDS = 60;

  private final AtomicBoolean busy = new AtomicBoolean();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread created = new Thread(task, "fanfare-store-backup");
            created.setDaemon(true);
            return created;
          });
  private final BooleanSupplier hasRoom;
  private volatile boolean ended;

  /**
   * @param hasRoom whether the disk of the store has room; without it a backup gives way, since
   *     what it reads keeps space from being used again
   */
  StoreCopier(BooleanSupplier hasRoom) {
    this.hasRoom = hasRoom;
  }

  /** Throws {@link BackupException} if a backup that is being made has to be given up. */
  private void look() {
    if (ended) {
      throw new BackupException("The broker ends, so no backup was made");
    }
    if (!hasRoom.getAsBoolean()) {
      throw new BackupException("The disk of the broker is full, so no backup was made");
    }
  }

  /** The task that copies all rows into {@code directory} and says so through {@code promise}. */
  StoreTask task(Path directory, ContextInternal context, Promise<Backup> promise) {
    return new Copying(directory, context, promise);
  }

  /** Gives up the backup that is being made, and makes no more. */
  void close() {
    ended = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A backup does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("The store's threads take no interrupts", e);
    }
  }

  /** A backup that is asked for. */
  private final class Copying implements StoreTask.Read {
    private final Path directory;
    private final ContextInternal context;
    private final Promise<Backup> promise;

    Copying(Path directory, ContextInternal context, Promise<Backup> promise) {
      this.directory = directory;
      this.context = context;
      this.promise = promise;
    }

    @Override
    public void run(CommitEngine engine, Acknowledgements acknowledgements) {
      if (!busy.compareAndSet(false, true)) {
        refuse(new BackupException("Another backup is being made; there is one at a time"));
        return;
      }
      long start = System.nanoTime();
      MVStore.TxCounter usage = engine.retain();
      try {
        Snapshot snapshot = engine.snapshot();
        long content = engine.contentBytes();
        long pause = System.nanoTime() - start;
        thread.execute(() -> copy(engine, usage, new Moment(snapshot, content, start, pause)));
      } catch (RuntimeException e) {
        engine.release(usage);
        busy.set(false);
        refuse(new BackupException("No backup was made: " + e.getMessage(), e));
      }
    }

    /** Whoever hears that this one has ended may ask for the next. */
    private void copy(CommitEngine engine, MVStore.TxCounter usage, Moment moment) {
      Runnable answer;
      try {
        Backup backup = copied(moment);
        answer = () -> promise.tryComplete(backup);
      } catch (BackupException e) {
        answer = () -> promise.tryFail(e);
      } finally {
        engine.release(usage);
        busy.set(false);
      }
      Acknowledgements.run(context, answer);
    }

    @SuppressWarnings("CatchingUnchecked")
    private Backup copied(Moment moment) {
      try {
        BackupWriter writer = new BackupWriter(directory, StoreCopier.this::look);
        BackupWriter.Written written = writer.write(moment.snapshot, moment.contentBytes);
        return new Backup(
            written.rows(),
            written.bytes(),
            Duration.ofNanos(moment.pauseNanos),
            Duration.ofNanos(System.nanoTime() - moment.startNanos));
      } catch (BackupException e) {
        throw e;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw new BackupException("No backup was made: " + e.getMessage(), e);
      }
    }

    @Override
    public void refuse(Throwable cause) {
      Acknowledgements.run(context, () -> promise.tryFail(cause));
    }
  }

  /** What is copied, how much it is about, and how it was taken hold of. */
  private record Moment(Snapshot snapshot, long contentBytes, long startNanos, long pauseNanos) {}
}
