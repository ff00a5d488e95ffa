package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Work beside the commits is done once, by its thread or by who waits for it. */
final class FileWorkTest {

  private final List<String> done = new ArrayList<>();

  @Test
  void whoWaitsDoesWhatNobodyHasBegun() {
    FileWork work = new FileWork(task -> {});
    work.onEnd(() -> done.add("ended"));
    work.start(() -> done.add("work"));
    assertTrue(work.isRunning());
    work.await();
    assertFalse(work.isRunning());
    work.await();
    assertEquals(List.of("work", "ended"), done);
  }

  @Test
  void whatFailsFailsThoseWhoWait() {
    FileWork work = new FileWork(Runnable::run);
    IllegalStateException cause = new IllegalStateException("a planted fault");
    work.start(
        () -> {
          throw cause;
        });
    assertFalse(work.isRunning());
    assertSame(cause, assertThrows(IllegalStateException.class, work::await).getCause());
  }

  @Test
  void itsThreadIsNotTheCallers() throws InterruptedException {
    FileWork work = new FileWork(FileWork.thread());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    Thread[] thread = new Thread[1];
    work.start(
        () -> {
          thread[0] = Thread.currentThread();
          begun.countDown();
          boolean opened = false;
          while (!opened) {
            try {
              gate.await();
              opened = true;
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    begun.await();
    assertTrue(work.isRunning());
    gate.countDown();
    work.await();
    assertNotSame(Thread.currentThread(), thread[0]);
  }
}
