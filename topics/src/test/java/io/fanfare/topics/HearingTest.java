package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.topics.engine.FifoMessage;
import io.fanfare.topics.engine.TopicMessage;
import io.fanfare.topics.listener.HeardMessage;
import io.fanfare.topics.listener.Listener;
import io.fanfare.topics.listener.Listeners;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rules.ListenerRules;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of which it is hard to tell who wants them wait for that, but not any number. */
class HearingTest {

  private static final Map<String, String> CHOOSING =
      Map.of("FilterPolicyScope", "MessageBody", "FilterPolicy", "{\"a\":[39999]}");
  private static final String HARD =
      IntStream.range(0, 40_000)
          .mapToObj(String::valueOf)
          .collect(Collectors.joining(",", "{\"a\":[", "]}"));
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  private static final String EASY = "{\"a\":39999}";

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final HardWork elsewhere = HardWork.of(vertx);
  private final CountDownLatch held = new CountDownLatch(THREADS + 1);
  private final Listeners listeners = new Listeners();
  private final Hearing hearing = new Hearing(listeners, () -> {}, elsewhere);

  /** Writes down what it hears. */
  private static final class Notes implements Listener {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Throwable> ends = new CopyOnWriteArrayList<>();

    @Override
    public void heard(HeardMessage message) {
      heard.add(message.text());
    }

    @Override
    public void ended(Throwable cause) {
      ends.add(cause);
    }
  }

  @AfterEach
  void close() {
    held.countDown();
    await(all(new CountDownLatch(THREADS)));
    await(elsewhere.close());
    await(vertx.close());
  }

  /** Has each thread for hard work wait for {@code until}, which each of them counts down. */
  private Future<?> all(CountDownLatch until) {
    return Future.all(
        Stream.generate(
                () ->
                    elsewhere.run(
                        () -> {
                          until.countDown();
                          until.await();
                          return null;
                        }))
            .limit(THREADS)
            .toList());
  }

  private <R> R onLoop(Callable<R> work) {
    Future<R> done =
        Future.future(
            promise ->
                loop.runOnContext(
                    turn -> Future.succeededFuture().map(now -> call(work)).onComplete(promise)));
    return await(done);
  }

  private static <R> R call(Callable<R> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps all threads for hard work busy until {@link #held} is let go. */
  private void hold() {
    all(held);
  }

  private Notes listen(Map<String, String> attributes) {
    Notes notes = new Notes();
    onLoop(
        () -> {
          listeners.add(notes, ListenerRules.policy(attributes), Optional::empty);
          return null;
        });
    return notes;
  }

  private void arrive(String text, int bytes) {
    TopicMessage message =
        new FifoMessage(
            DeduplicationKey.of(null, text),
            new UUID(0, 0),
            1,
            1,
            new Publication(text, null, Map.of(), "g", text, bytes),
            "http://x");
    onLoop(
        () -> {
          hearing.begin(List.of(message), true).forEach(turn -> hearing.end(turn, true));
          return null;
        });
  }

  @Test
  void whoChoosesHearsInTheOrderAndWhoDoesNotAtOnce() {
    hold();
    Notes choosing = listen(CHOOSING);
    Notes all = listen(Map.of());
    arrive(HARD, HARD.length());
    arrive(EASY, EASY.length());
    arrive(HARD, HARD.length());
    assertEquals(List.of(HARD, EASY, HARD), all.heard);
    assertEquals(List.of(), choosing.heard);
    held.countDown();
    await().until(() -> choosing.heard.size() == 3);
    assertEquals(List.of(HARD, EASY, HARD), choosing.heard);
  }

  @Test
  void moreMessagesThanThereIsRoomForEndWhoChooses() {
    hold();
    Notes choosing = listen(CHOOSING);
    Notes all = listen(Map.of());
    arrive(HARD, 1);
    for (int i = 1; i < Hearing.MOST; i++) {
      arrive(EASY, 1);
    }
    assertEquals(List.of(), choosing.ends);
    arrive(EASY, 1);
    assertEnded(choosing);
    assertEquals(Hearing.MOST + 1, all.heard.size());
    assertEquals(List.of(), all.ends);
  }

  @Test
  void moreBytesThanThereIsRoomForEndWhoChooses() {
    hold();
    Notes choosing = listen(CHOOSING);
    arrive(HARD, (int) Hearing.MOST_BYTES);
    assertEquals(List.of(), choosing.ends);
    arrive(EASY, 1);
    assertEnded(choosing);
  }

  @Test
  void aFaultEndsWhoChoosesAndHoldsUpNobodyElse() {
    Notes choosing = listen(CHOOSING);
    onLoop(
        () -> {
          listeners.add(new Faulty(), ListenerRules.policy(CHOOSING), Optional::empty);
          return null;
        });
    arrive(EASY, 1);
    assertEquals(1, choosing.ends.size());
    Notes next = listen(CHOOSING);
    arrive(EASY, 1);
    assertEquals(List.of(EASY), next.heard);
  }

  private static void assertEnded(Notes notes) {
    BrokerException cause = (BrokerException) notes.ends.get(0);
    assertEquals(CommonError.SERVICE_UNAVAILABLE, cause.code());
    assertEquals(List.of(), notes.heard);
  }

  /** Has a bug. */
  private static final class Faulty implements Listener {

    @Override
    public void heard(HeardMessage message) {
      throw new IllegalStateException("planted");
    }

    @Override
    public void ended(Throwable cause) {}
  }
}
