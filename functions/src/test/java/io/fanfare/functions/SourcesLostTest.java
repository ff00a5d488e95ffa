package io.fanfare.functions;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Caller;
import io.fanfare.functions.FunctionServer.Reply;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mapping whose queue is not there, or not for it, holds up nobody. */
@Timeout(120)
class SourcesLostTest extends FunctionsFixture {

  private static final String POLICY =
      """
      {"Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sqs:*",\
      "Resource":"%sq"}]}"""
          .formatted(PREFIX);

  private final FunctionServer server = server();
  private final Promise<Reply> first = Promise.promise();

  SourcesLostTest(@TempDir Path data) {
    super(new StoreOptions().setPath(data.toString()));
  }

  /** While the function has the first message, its only one at once, nothing is received. */
  private void holdFirst() {
    send("q", "first");
    server.answering(
        event ->
            event.bodies().contains("first")
                ? first.future()
                : Future.succeededFuture(Reply.of("null")));
  }

  private void assertOtherGoesOn() {
    send("other", "m");
    assertEquals(List.of("m"), server.next().bodies());
  }

  @Test
  void aQueueThatWasDeletedHoldsUpNobody() {
    start(server.named("f"));
    queue("q", Map.of());
    holdFirst();
    map("q", "f");
    server.next();
    await(queues().deleteQueue(new DeleteQueue("q")));
    first.complete(Reply.of("null"));
    queue("other", Map.of());
    map("other", "f");
    assertOtherGoesOn();
  }

  @Test
  void aQueueThatIsNotThereAtTheStartHoldsUpNobody() {
    start(server.named("f"));
    queue("q", Map.of());
    queue("other", Map.of());
    map("q", "f");
    map("other", "f");
    await(queues().deleteQueue(new DeleteQueue("q")));
    stop();
    start(server.named("f"));
    assertOtherGoesOn();
  }

  @Test
  void aQueueThatAllowsItNoLongerIsPolledAgainWhenItDoes() {
    Functions functions = start(server.named("f"));
    queue("q", Map.of("Policy", POLICY));
    holdFirst();
    await(
        functions
            .as(new Caller("111111111111", "us-east-1", ""))
            .createEventSourceMapping(new CreateEventSourceMapping(PREFIX + "q", "f")));
    server.next();
    await(queues().setQueueAttributes(new SetQueueAttributes("q", Map.of("Policy", ""))));
    first.complete(Reply.of("null"));
    queue("other", Map.of());
    map("other", "f");
    assertOtherGoesOn();
    send("q", "second");
    await(queues().setQueueAttributes(new SetQueueAttributes("q", Map.of("Policy", POLICY))));
    assertEquals(List.of("second"), server.next().bodies());
  }
}
