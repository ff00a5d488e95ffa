package io.fanfare.functions;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Change;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A function need not wait until what it has taken is deleted. */
class SlowDeletesTest extends FunctionsFixture {

  private final Promise<Void> gate = Promise.promise();

  /** One whose deletes nobody hears of until the gate is open. */
  @Override
  Store seen(Store opened) {
    return new DelegatingStore(opened) {
      @Override
      public Future<Void> write(List<Change> changes) {
        boolean deletes =
            changes.stream()
                .allMatch(one -> one instanceof Change.Remove || one instanceof Change.Release);
        Future<Void> written = super.write(changes);
        return deletes ? written.compose(done -> gate.future()) : written;
      }
    };
  }

  @Test
  void theNextBatchIsHandedOnWhileThatBeforeItIsDeleted() {
    FunctionServer server = server();
    start(server.named("f", ",concurrency=1"));
    queue("q", Map.of());
    send("q", "a", "b", "c", "d");
    create(new MappingRequest("q", "f").batches(1, 0));
    Set<String> taken = new HashSet<>(server.next().bodies());
    taken.addAll(server.next().bodies());
    assertEquals(2, taken.size());
    gate.complete();
    taken.addAll(server.next().bodies());
    taken.addAll(server.next().bodies());
    assertEquals(Set.of("a", "b", "c", "d"), taken);
    await().until(() -> messages("q") == 0);
    assertEquals(1, server.mostUnderWay());
  }
}
