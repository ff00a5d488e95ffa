package io.fanfare.store.mv;

import io.fanfare.core.CommonError;
import io.fanfare.store.StoreListener;
import io.fanfare.store.mv.file.StoreHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes: it takes whatever waits, applies it, commits once, and only then lets
 * the callers know. It waits for nothing but work: while one group is on its way to the disk, the
 * next one gathers by itself.
 *
 * <p>The thread is private and never interrupted, because an interrupt within a commit would close
 * the file.
 */
final class StoreWriter {

  private static final System.Logger LOG = System.getLogger(StoreWriter.class.getName());

  private static final int GROUP_TASKS = 4_096;
  private static final long GROUP_BYTES = StoreHeap.OF_PROCESS.groupBytes();

  /** A group takes no more than this part of the log's room, so that the last batch has some. */
  private static final int ROOM_SHARE = 2;

  private final LinkedBlockingQueue<StoreTask> queue = new LinkedBlockingQueue<>();
  private final List<StoreTask> group = new ArrayList<>();
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CommitEngine engine;
  private final Housekeeping housekeeping;
  private final StoreListener listener;
  private final Consumer<Throwable> onFailure;
  private volatile boolean closing;
  private volatile @Nullable Throwable refusal;

  /**
   * @param housekeeping what is to be looked after with every commit
   * @param onFailure told once of the first fault, on the writer thread
   */
  StoreWriter(
      CommitEngine engine,
      Housekeeping housekeeping,
      StoreListener listener,
      Consumer<Throwable> onFailure) {
    this.engine = engine;
    this.housekeeping = housekeeping;
    this.listener = listener;
    this.onFailure = onFailure;
    engine.onEnd(this::wake);
  }

  void start() {
    Thread thread = new Thread(this::run, "fanfare-store-writer");
    thread.setDaemon(true);
    thread.start();
  }

  void submit(StoreTask task) {
    housekeeping.accept(task.bytes());
    queue.add(task);
    // Asked only now: a task added after the writer has ended is refused here or there.
    if (refusal != null) {
      refuseWaiting();
    }
  }

  /** Why nothing is accepted any more, or null while it is. */
  @Nullable Throwable refusal() {
    return refusal;
  }

  /** Ends the thread when everything submitted before is durable. */
  CompletableFuture<Void> close() {
    closing = true;
    submit(new Wake());
    return ended;
  }

  /** Makes the thread look after its {@link Housekeeping} though nobody writes. */
  void wake() {
    submit(new Wake());
  }

  private void run() {
    try {
      while (!closing || !queue.isEmpty()) {
        commitNext();
      }
      housekeeping.close(engine);
    } catch (Throwable e) {
      fail(e);
      return;
    }
    refusal = CommonError.SERVICE_UNAVAILABLE.refuse("The store is closed");
    refuseWaiting();
    ended.complete(null);
  }

  private void commitNext() {
    StoreTask first = next();
    long start = System.nanoTime();
    long bytes = run(first);
    housekeeping.beforeCommit(engine);
    engine.commit();
    long nanos = System.nanoTime() - start;
    acknowledgements.succeed();
    if (group.stream().anyMatch(StoreTask.Write.class::isInstance)) {
      listener.committed(
          new StoreListener.Commit(group.size(), bytes, nanos, engine.takeSyncNanos()));
    }
    group.clear();
    housekeeping.afterCommit(engine, bytes, listener);
  }

  /** Runs a task and all that are there, within the limits of a group; how much they write. */
  private long run(@Nullable StoreTask first) {
    if (first == null) {
      return 0;
    }
    group.add(first);
    engine.makeRoom(first.bytes());
    long most = Math.min(GROUP_BYTES, engine.room() / ROOM_SHARE);
    // What is read here may be written anew beside.
    MVStore.TxCounter usage = engine.retain();
    try {
      long bytes = 0;
      StoreTask task = first;
      while (task != null) {
        task.run(engine, acknowledgements);
        bytes += task.bytes();
        task = takesMore(bytes, most) ? queue.poll() : null;
        if (task != null) {
          group.add(task);
        }
      }
      return bytes;
    } finally {
      engine.release(usage);
    }
  }

  private boolean takesMore(long bytes, long most) {
    // What many hold is written once, so tasks do not tell of it.
    return group.size() < GROUP_TASKS
        && Math.max(bytes, engine.groupBytes()) < most
        && housekeeping.allowsMore(engine);
  }

  private @Nullable StoreTask next() {
    try {
      long patience = housekeeping.patienceMillis(engine);
      return patience == Long.MAX_VALUE
          ? queue.take()
          : queue.poll(patience, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.WARNING, "The store's writer takes no interrupts", e);
      return null;
    }
  }

  private void fail(Throwable cause) {
    Throwable unavailable =
        CommonError.SERVICE_UNAVAILABLE.refuse("The store failed and accepts nothing any more");
    refusal = unavailable;
    LOG.log(System.Logger.Level.ERROR, "The store failed", cause);
    acknowledgements.fail(unavailable);
    group.forEach(task -> task.refuse(unavailable));
    refuseWaiting();
    try {
      housekeeping.abort(engine);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
    try {
      onFailure.accept(cause);
    } finally {
      ended.complete(null);
    }
  }

  private void refuseWaiting() {
    Throwable cause = refusal;
    for (StoreTask task = queue.poll(); task != null; task = queue.poll()) {
      task.refuse(cause == null ? new IllegalStateException("Not refused") : cause);
    }
  }

  /** Nothing but a reason to look. */
  private static final class Wake implements StoreTask.Read {
    @Override
    public void run(CommitEngine engine, Acknowledgements acknowledgements) {}

    @Override
    public void refuse(Throwable cause) {}
  }
}
