package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.runtime.EngineHost;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rows.TopicTables;
import io.fanfare.virtual.VirtualHost;
import io.fanfare.virtual.VirtualLoop;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A FIFO topic in the host that it has in the broker, on a loop with a virtual clock and a store in
 * memory, played from a table of acts. {@code publish g x new a} takes in a message of the group g
 * with the deduplication id x, which is new and called a from then on; {@code again a} says that it
 * is a duplicate of a, {@code early a} that a is still underway.
 */
final class VirtualFifoTopic implements EngineHost.Actor<TopicEngine.Effect> {

  private static final long START = 1_700_000_000_000L;

  private final TopicRecord record;
  private final ByteBudget budget = new ByteBudget(1 << 24);
  private final VirtualLoop loop = new VirtualLoop(START);
  private final Map<String, FifoMessage> messages = new HashMap<>();
  private TopicEngine topic;
  private VirtualHost<TopicEngine.Effect> host;

  private VirtualFifoTopic(Map<String, String> attributes) {
    record = new TopicRecord(7, "arn:aws:sns:r:1:t.fifo", new Attributes(attributes), Map.of());
    topic = new TopicEngine(new Topic(record, List.of()), budget);
    host = new VirtualHost<>(loop, topic, this);
  }

  /** Plays {@code acts} on a topic with these attributes. */
  static void check(Map<String, String> attributes, String acts) {
    VirtualFifoTopic topic = new VirtualFifoTopic(attributes);
    acts.lines().map(String::strip).forEach(topic::play);
  }

  private void play(String line) {
    List<String> words = List.of(line.split("\\s+"));
    String time = words.get(0);
    double seconds = Double.parseDouble(time.substring(0, time.length() - 1));
    loop.passTo(START + Math.round(seconds * 1e3));
    switch (words.get(1)) {
      case "publish" -> publish(words, line);
      case "deliver" -> arrived(message(words.get(2)), Set.of());
      case "fail" -> arrived(message(words.get(2)), Set.of(0));
      case "restart" -> restart();
      case "rows" ->
          assertEquals(
              Integer.parseInt(words.get(2)), loop.store().size(TopicTables.DEDUPLICATION), line);
      default -> throw new IllegalArgumentException(line);
    }
  }

  private void publish(List<String> words, String line) {
    Acceptance acceptance =
        take(new Publication("text", null, Map.of(), words.get(2), words.get(3), 4));
    String name = words.get(5);
    switch (words.get(4)) {
      case "new" -> {
        if (!(acceptance instanceof Acceptance.New accepted)) {
          throw new AssertionError(line + " is " + acceptance);
        }
        messages.put(name, (FifoMessage) accepted.message());
      }
      case "again" ->
          assertEquals(new Acceptance.Duplicate(message(name).receipt()), acceptance, line);
      case "early" -> assertEquals(new Acceptance.Premature(message(name)), acceptance, line);
      default -> throw new IllegalArgumentException(line);
    }
  }

  private Acceptance take(Publication publication) {
    List<Publication> one = List.of(publication);
    Future<Taken> taken =
        host.host()
            .recalling(
                TopicTables.DEDUPLICATION,
                () -> topic.suspects(one),
                rows ->
                    Future.succeededFuture(
                        host.decide(step -> topic.take(one, "http://x", rows, step))));
    loop.run();
    return taken.result().acceptances().get(0);
  }

  private void arrived(FifoMessage message, Set<Integer> lost) {
    Future<Boolean> remembered = host.run(step -> topic.arrived(List.of(message), lost, step));
    loop.run();
    assertEquals(true, remembered.result());
  }

  private FifoMessage message(String name) {
    FifoMessage message = messages.get(name);
    if (message == null) {
      throw new IllegalArgumentException("No message is called " + name);
    }
    return message;
  }

  private void restart() {
    host.host().end();
    topic.close();
    topic = new TopicEngine(new Topic(record, List.of()), budget);
    topic.remember(loop.store().rows(TopicTables.DEDUPLICATION, record.id()));
    host = new VirtualHost<>(loop, topic, this);
    host.host().tick();
    loop.run();
  }

  @Override
  public void act(TopicEngine.Effect effect, Future<Void> durable) {
    if (effect instanceof TopicEngine.Effect.Load load) {
      host.host().load(load.rows(), fault -> {});
    }
  }

  @Override
  public void stepped() {}

  @Override
  public void closed(BrokerException fault) {
    throw new AssertionError("A fault has closed the topic");
  }
}
