package io.fanfare.http.action;

import static io.fanfare.http.action.HandOvers.await;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.queues.Queues;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.topics.Topics;
import io.fanfare.topics.TopicsOptions;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the ways are: through how many threads, and through how many methods. */
@Timeout(60)
class HandOversTest {

  private static final int LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors());
  private static final int MOST_CALLS = 8;

  private final HandOvers handOvers = new HandOvers(LOOPS);
  private final Context connection = handOvers.vertx().getOrCreateContext();
  private final Environment environment =
      new Environment(handOvers.vertx(), handOvers.store(), Clock.system());
  private final Queues queues = await(Queues.open(environment, new QueuesOptions()));
  private final Topics topics = await(Topics.open(environment, queues, new TopicsOptions()));

  @AfterEach
  void close() {
    await(topics.close());
    await(queues.close());
    handOvers.close();
  }

  /** To the queue's event loop, to the disk, back, and to the connection. */
  @Test
  void aSendChangesThreadsFourTimes() {
    int most = 0;
    for (int i = 0; i < 2 * LOOPS; i++) {
      String queue = "q" + i;
      await(queues.createQueue(new CreateQueue(queue)));
      most = Math.max(most, warm(1, () -> queues.sendMessage(new SendMessage(queue, "hello"))));
    }
    assertTrue(most <= 4, most + " hand-overs");
  }

  /**
   * To the topic's event loop, to a worker that signs and back, and to the connection; for each
   * event loop that has queues of them, however many: there, to the disk, back, and to the topic's.
   */
  @ParameterizedTest
  @ValueSource(ints = {10, 60})
  void aPublishChangesThreadsForEachEventLoopAndNotForEachQueue(int subscribers) {
    String topic = await(topics.createTopic(new CreateTopic("t"))).topicArn();
    for (int i = 0; i < subscribers; i++) {
      await(queues.createQueue(new CreateQueue("q" + i)));
      String arn = "arn:aws:sqs:us-east-1:000000000000:q" + i;
      await(topics.subscribe(new Subscribe(topic, arn, Map.of())));
    }
    Publish publish = new Publish(topic, "hello", Map.of());
    int counted = warm(LOOPS, () -> topics.publish(publish));
    assertTrue(counted <= 4 + 4 * LOOPS, counted + " hand-overs, on event loops: " + LOOPS);
  }

  /** The hand-overs of a request that was made before. */
  private int warm(int batches, Supplier<Future<?>> request) {
    await(request.get());
    return handOvers.of(connection, batches, request);
  }

  @Test
  void aSendPassesFewMethodsFromItsRowToTheStore() {
    await(queues.createQueue(new CreateQueue("q")));
    Action<Queues, ?, ?> row = SqsActions.of().find("SendMessage");
    assertNotNull(row);
    byte[] body = "{\"QueueUrl\":\"q\",\"MessageBody\":\"hello\"}".getBytes(StandardCharsets.UTF_8);
    warm(1, () -> row.json(queues, body).result());
    Set<String> passed = new TreeSet<>(handOvers.calls());
    assertTrue(passed.remove(HandOvers.ROW), passed.toString());
    assertTrue(passed.contains("EngineHost.run"), passed.toString());
    assertTrue(passed.size() <= MOST_CALLS, passed.toString());
  }
}
