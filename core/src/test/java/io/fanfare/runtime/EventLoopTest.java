package io.fanfare.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an event loop does with work that is brought to it. */
@Timeout(30)
final class EventLoopTest {

  private final Vertx vertx = Vertx.vertx();
  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private final Context context = vertx.getOrCreateContext();
  private final Store store;
  private final EventLoop loop;

  EventLoopTest() throws Exception {
    vertx.exceptionHandler(uncaught::add);
    store = get(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
    loop = new EventLoop(vertx, context, store, Clock.system());
  }

  @AfterEach
  void close() throws Exception {
    get(store.close());
    get(vertx.close());
  }

  private static <R> R get(Future<R> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }

  @Test
  void workIsDoneOnTheLoopAndHeardOfWhereItCameFrom() throws Exception {
    Context caller = vertx.getOrCreateContext();
    Promise<Context> heardOn = Promise.promise();
    Promise<Context> doneOn = Promise.promise();
    caller.runOnContext(
        begun ->
            loop.call(
                    () -> {
                      doneOn.complete(Vertx.currentContext());
                      return Future.succeededFuture();
                    })
                .onComplete(done -> heardOn.complete(Vertx.currentContext())));
    assertSame(context, get(doneOn.future()));
    assertSame(caller, get(heardOn.future()));
  }

  @Test
  void aTimerDoesItsWorkOnTheLoopUnlessItIsEnded() throws Exception {
    Promise<Context> first = Promise.promise();
    Promise<Context> second = Promise.promise();
    loop.execute(
        () -> {
          long ended = loop.after(0, () -> first.complete(Vertx.currentContext()));
          loop.after(20, () -> second.complete(Vertx.currentContext()));
          loop.cancel(ended);
        });
    assertSame(context, get(second.future()));
    assertFalse(first.future().isComplete());
  }

  @Test
  void aFaultOfTheMachineInAFutureIsNotLost() {
    StackOverflowError fault = new StackOverflowError("planted");
    assertThrows(StackOverflowError.class, () -> get(loop.call(() -> Future.failedFuture(fault))));
    assertEquals(List.of(fault), uncaught);
  }
}
