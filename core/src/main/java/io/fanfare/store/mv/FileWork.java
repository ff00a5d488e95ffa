package io.fanfare.store.mv;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work on the data file that goes on beside the commits, one piece after the other. Only the thread
 * that commits may call this; what it did before a piece began that piece sees, and the other way
 * round once the piece has ended.
 */
final class FileWork {

  private static final long IDLE_SECONDS = 60;

  private final Executor executor;
  private Runnable listener = () -> {};
  private @Nullable FutureTask<?> piece;

  /**
   * A thread for such work, which is there while there is some: private and never interrupted,
   * because an interrupt within a commit would close the file.
   */
  static Executor thread() {
    return new ThreadPoolExecutor(
        0,
        1,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread = new Thread(task, "fanfare-store-checkpoints");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * @param executor does what it is given, in its time
   */
  FileWork(Executor executor) {
    this.executor = executor;
  }

  /** From now on {@code ended} is run, on any thread, when a piece has ended. */
  void onEnd(Runnable ended) {
    listener = ended;
  }

  /** Begins a piece; the one before was awaited. */
  void start(Runnable work) {
    Runnable ended = listener;
    FutureTask<?> task =
        new FutureTask<>(work, null) {
          @Override
          protected void done() {
            ended.run();
          }
        };
    piece = task;
    executor.execute(task);
  }

  /** Whether a piece has begun and not ended. */
  boolean isRunning() {
    FutureTask<?> task = piece;
    return task != null && !task.isDone();
  }

  /** Waits for the piece that was begun; one that nobody does yet is done here. Fails as it did. */
  void await() {
    FutureTask<?> task = piece;
    if (task == null) {
      return;
    }
    task.run();
    piece = null;
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The data file cannot be written", e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("The store's threads take no interrupts", e);
    }
  }
}
