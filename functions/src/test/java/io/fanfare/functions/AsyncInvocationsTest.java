package io.fanfare.functions;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.MasterKeyFixture.key;
import static io.fanfare.fixture.MasterKeyFixture.keys;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.MessageAttribute;
import io.fanfare.functions.FunctionServer.Reply;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.queues.model.Message;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.seal.MasterKey.State;
import io.fanfare.seal.Seals;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions are invoked with events that they were handed over. */
class AsyncInvocationsTest extends FunctionsFixture {

  private static final String EVENT = "{\"n\":1}";

  private final FunctionServer server = server();

  AsyncInvocationsTest(@TempDir Path data) {
    super(new StoreOptions().setPath(data.toString()));
  }

  private static FunctionName name(String text) {
    return FunctionName.parse(text).orElseThrow();
  }

  @Test
  void aFunctionIsInvokedWithWhatItWasHandedOver() {
    Functions functions = start(server.named("f"));
    await(functions.invokeAsync(name("f:live"), EVENT));
    FunctionServer.Event event = server.next();
    assertEquals(EVENT, event.json().encode());
    assertEquals("/f?Qualifier=live", event.path());
    await().until(() -> functions.statistics().succeeded() == 1);
  }

  @Test
  void aFunctionThatIsNotConfiguredIsHandedOverNothing() {
    Functions functions = start(server.named("f"));
    assertRefused(FunctionError.RESOURCE_NOT_FOUND, functions.invokeAsync(name("g"), EVENT));
  }

  @Test
  void aFunctionThatHasNoRoomIsInvokedAgain() {
    AtomicInteger invocations = new AtomicInteger();
    server.answering(
        event ->
            Future.succeededFuture(
                invocations.incrementAndGet() == 1 ? new Reply(429, "", "") : Reply.of("null")));
    Functions functions = start(server.named("f"));
    await(functions.invokeAsync(name("f"), EVENT));
    server.next();
    assertEquals(EVENT, server.next().json().encode());
    await().until(() -> functions.statistics().succeeded() == 1);
  }

  @Test
  void whatAFunctionThrowsAtTooOftenGoesToItsDeadLetterQueueUnchanged() {
    server.answering(Reply.thrown());
    Functions functions = start(server.named("f", ",retries=0,deadLetter=" + PREFIX + "dead"));
    queue("dead", Map.of());
    await(functions.invokeAsync(name("f"), EVENT));
    Message letter = receive("dead");
    assertEquals(EVENT, letter.body());
    assertEquals(MessageAttribute.number("200"), letter.messageAttributes().get("ErrorCode"));
    assertEquals(MessageAttribute.string("no"), letter.messageAttributes().get("ErrorMessage"));
    await().until(() -> functions.statistics().events().deadLettered() == 1);
  }

  @Test
  void aDeadLetterWaitsUntilTheKeyOfItsQueueCanBeUsed() {
    sealBy(
        new Seals(
            keys(key(new UUID(1, 1), 1, State.ENABLED, "alias/aws/sqs")),
            System::currentTimeMillis,
            new SecureRandom()));
    AtomicInteger invocations = new AtomicInteger();
    server.answering(
        event -> {
          if (invocations.incrementAndGet() == 2) {
            queues().setQueueAttributes(new SetQueueAttributes("dead", masterKey("")));
          }
          return Future.succeededFuture(Reply.thrown());
        });
    Functions functions = start(server.named("f", ",retries=0,deadLetter=" + PREFIX + "dead"));
    queue("dead", masterKey("alias/none"));
    await(functions.invokeAsync(name("f"), EVENT));
    await()
        .atMost(Duration.ofSeconds(50))
        .until(() -> functions.statistics().events().deadLettered() == 1);
    assertEquals(EVENT, receive("dead").body());
    assertEquals(0, functions.statistics().events().lost());
  }

  private static Map<String, String> masterKey(String name) {
    return Map.of("KmsMasterKeyId", name);
  }

  @Test
  void aDeadLetterThatIsTooLongWithItsErrorGoesWithoutIt() {
    server.answering(
        new Reply(200, "Unhandled", "{\"errorMessage\":\"%s\"}".formatted("e".repeat(2_000))));
    Functions functions = start(server.named("f", ",retries=0,deadLetter=" + PREFIX + "dead"));
    queue("dead", Map.of("MaximumMessageSize", "1024"));
    await(functions.invokeAsync(name("f"), EVENT));
    Message letter = receive("dead");
    assertEquals(EVENT, letter.body());
    assertEquals(Set.of("RequestID", "ErrorCode"), letter.messageAttributes().keySet());
  }

  @Test
  void whatNobodyIsToGetIsCounted() {
    server.answering(Reply.thrown());
    Functions functions = start(server.named("f", ",retries=0"));
    await(functions.invokeAsync(name("f"), EVENT));
    await().until(() -> functions.statistics().events().lost() == 1);
  }

  @Test
  void anEventThatWasNotTakenIsThereAfterARestart() {
    server.hanging();
    Functions before = start(server.named("f"));
    await(before.invokeAsync(name("f"), EVENT));
    server.next();
    stop();
    server.answering(Reply.of("null"));
    Functions after = start(server.named("f"));
    assertEquals(EVENT, server.next().json().encode());
    await().until(() -> after.statistics().succeeded() == 1);
  }
}
