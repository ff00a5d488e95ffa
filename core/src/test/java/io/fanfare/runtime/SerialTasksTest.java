package io.fanfare.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each turn begins when the one before it has ended, whatever its end was. */
class SerialTasksTest {

  private final SerialTasks tasks = new SerialTasks();
  private final List<String> order = new ArrayList<>();

  private Future<?> begun(String name, Future<?> until) {
    order.add(name);
    return until;
  }

  @Test
  void aTurnThatFailsOrThrowsKeepsNobodyWaiting() {
    Promise<Void> first = Promise.promise();
    tasks.take(() -> begun("first", first.future()));
    tasks.take(
        () -> {
          order.add("throws");
          throw new IllegalStateException("planted");
        });
    tasks.take(() -> begun("last", Future.succeededFuture()));
    assertEquals(List.of("first"), order);
    first.fail("planted");
    assertEquals(List.of("first", "throws", "last"), order);
    assertTrue(tasks.isIdle());
  }
}
