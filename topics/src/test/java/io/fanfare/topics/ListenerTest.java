package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.listener.HeardMessage;
import io.fanfare.topics.listener.Listen;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.listener.Listening;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.TopicError;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listeners hear what is published while they are there, and nothing is kept for them. */
class ListenerTest {

  private final TopicsFixture fixture = new TopicsFixture();
  private final String topic = fixture.topic("t");

  /** Writes down what it hears. */
  private static final class Notes implements Listener {
    private final List<HeardMessage> heard = new CopyOnWriteArrayList<>();
    private final List<Throwable> ends = new CopyOnWriteArrayList<>();

    @Override
    public void heard(HeardMessage message) {
      heard.add(message);
    }

    @Override
    public void ended(Throwable cause) {
      ends.add(cause);
    }

    List<String> texts() {
      return heard.stream().map(HeardMessage::text).toList();
    }
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Listening listen(Notes notes, Map<String, String> attributes) {
    return await(fixture.topics.listen(new Listen(topic, attributes), notes));
  }

  private Publish.Result publish(String text, String attribute) {
    return await(
        fixture.topics.publish(
            new Publish(topic, text, Map.of("a", MessageAttribute.string(attribute)))));
  }

  @Test
  void aListenerHearsWhatIsPublishedWhileItListens() {
    Notes notes = new Notes();
    publish("before", "x");
    Listening listening = listen(notes, Map.of());
    Publish.Result published = publish("one", "x");
    assertEquals(List.of("one"), notes.texts());
    assertEquals(published.messageId(), notes.heard.get(0).id().messageId());
    assertEquals(MessageAttribute.string("x"), notes.heard.get(0).attributes().get("a"));
    listening.end();
    publish("two", "x");
    assertEquals(List.of("one"), notes.texts());
    assertEquals(List.of(), notes.ends);
  }

  @Test
  void aFilterPolicyChooses() {
    Notes byAttribute = new Notes();
    Notes byBody = new Notes();
    listen(byAttribute, Map.of("FilterPolicy", "{\"a\":[\"x\"]}"));
    listen(byBody, Map.of("FilterPolicy", "{\"b\":[1]}", "FilterPolicyScope", "MessageBody"));
    publish("{\"b\":1}", "y");
    publish("{\"b\":2}", "x");
    assertEquals(List.of("{\"b\":2}"), byAttribute.texts());
    assertEquals(List.of("{\"b\":1}"), byBody.texts());
  }

  @Test
  void aFifoTopicIsHeardInItsOrderAndADuplicateNotAtAll() {
    String fifo = fixture.fifoTopic("t.fifo", Map.of("ContentBasedDeduplication", "true"));
    Notes notes = new Notes();
    await(fixture.topics.listen(new Listen(fifo, Map.of()), notes));
    for (String text : List.of("1", "2", "2", "3")) {
      await(
          fixture.topics.publish(
              new Publish(fifo, null, null, text, null, null, Map.of(), null, "g")));
    }
    assertEquals(List.of("1", "2", "3"), notes.texts());
    assertEquals("g", notes.heard.get(0).group());
  }

  @Test
  void aMessageIsHeardOnceItHasArrivedAndNotIfItIsToBePublishedAgain() throws Exception {
    ScriptedQueues script = scripted();
    Notes notes = new Notes();
    listen(notes, Map.of());
    fixture.subscribe(topic, TopicsFixture.arn("q"), Map.of());
    Future<Publish.Result> refused = fixture.topics.publish(new Publish(topic, "m", Map.of()));
    ScriptedQueues.Answer first = script.next();
    assertEquals(List.of(), notes.texts());
    first.fail(CommonError.SERVICE_UNAVAILABLE.refuse("Not now"));
    assertThrows(BrokerException.class, () -> await(refused));
    assertEquals(List.of(), notes.texts());
    Future<Publish.Result> again = fixture.topics.publish(new Publish(topic, "m", Map.of()));
    script.next().taken();
    await(again);
    assertEquals(List.of("m"), notes.texts());
  }

  @Test
  void whatArrivesOutOfOrderIsHeardInTheOrderOfAFifoTopic() throws Exception {
    ScriptedQueues script = scripted();
    String fifo = fixture.fifoTopic("t.fifo", Map.of("ContentBasedDeduplication", "true"));
    Notes notes = new Notes();
    await(fixture.topics.listen(new Listen(fifo, Map.of()), notes));
    fixture.subscribe(fifo, TopicsFixture.arn("q.fifo"), Map.of());
    List<ScriptedQueues.Answer> answers = new ArrayList<>();
    List<Future<Publish.Result>> published = new ArrayList<>();
    for (String text : List.of("1", "2", "3")) {
      published.add(
          fixture.topics.publish(
              new Publish(fifo, null, null, text, null, null, Map.of(), null, "g")));
      answers.add(script.next());
    }
    answers.get(2).taken();
    await(published.get(2));
    assertEquals(List.of(), notes.texts());
    answers.get(0).taken();
    await(published.get(0));
    assertEquals(List.of("1"), notes.texts());
    answers.get(1).fail(CommonError.SERVICE_UNAVAILABLE.refuse("Not now"));
    assertThrows(BrokerException.class, () -> await(published.get(1)));
    await().until(() -> notes.texts().equals(List.of("1", "3")));
  }

  private ScriptedQueues scripted() {
    await(fixture.topics.close());
    ScriptedQueues script = new ScriptedQueues(fixture.queues);
    fixture.topics = fixture.open(script);
    return script;
  }

  @Test
  void theEndOfATopicIsTheEndOfItsListeners() {
    Notes notes = new Notes();
    listen(notes, Map.of());
    await(fixture.topics.deleteTopic(new DeleteTopic(topic)));
    await().until(() -> notes.ends.size() == 1);
    BrokerException refusal = assertThrows(BrokerException.class, () -> listen(notes, Map.of()));
    assertEquals(TopicError.NOT_FOUND, refusal.code());
  }

  @ParameterizedTest
  @CsvSource({
    "FilterPolicy, {",
    "FilterPolicyScope, Both",
    "RawMessageDelivery, true",
  })
  void whatASubscriptionWouldBeRefusedForIsRefused(String name, String value) {
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> listen(new Notes(), Map.of(name, value)));
    assertEquals(TopicError.INVALID_PARAMETER, refusal.code());
  }

  @Test
  void whoMayNotSubscribeMayNotListen() {
    Topics stranger =
        fixture.topics.as(new Caller("111111111111", "us-east-1", "http://localhost:4566"));
    BrokerException refusal =
        assertThrows(
            BrokerException.class,
            () -> await(stranger.listen(new Listen(topic, Map.of()), new Notes())));
    assertEquals(TopicError.AUTHORIZATION_ERROR, refusal.code());
  }
}
