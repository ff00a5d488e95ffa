package io.fanfare.broker;

import io.fanfare.settings.WatchedFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks every second whether a file has changed, on a thread of its own. */
final class FileWatch {

  private static final long POLL_MILLIS = 1_000;

  private final WatchedFiles file;
  private final String name;
  private @Nullable ScheduledExecutorService thread;

  /** Watches the file at {@code path}, as it is now, on a thread called {@code name}. */
  FileWatch(Path path, String name) {
    this.file = new WatchedFiles(List.of(path));
    this.name = name;
  }

  /** Does {@code reload} from now on when the file has changed. */
  @SuppressWarnings("FutureReturnValueIgnored")
  synchronized void begin(Runnable reload) {
    ScheduledExecutorService own =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread created = new Thread(work, name);
              created.setDaemon(true);
              return created;
            });
    own.scheduleWithFixedDelay(() -> poll(reload), POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    thread = own;
  }

  /** Looks no more. */
  synchronized void close() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }

  /** Does {@code reload} soon, whether the file has changed or not. */
  synchronized void soon(Runnable reload) {
    if (thread != null) {
      thread.execute(reload);
    }
  }

  /** Does {@code reload} if the file has changed and is not being written: it stays as it is. */
  void poll(Runnable reload) {
    if (file.haveChanged()) {
      reload.run();
    }
  }

  /** Why a file could not be read, in the words of who minds files. */
  static String reason(IOException unreadable) {
    if (unreadable instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return unreadable instanceof AccessDeniedException
        ? "this process may not read it"
        : unreadable.toString();
  }
}
