package io.fanfare.http;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.http.action.ActionCounters;
import io.fanfare.http.action.ActionStatistics;
import io.fanfare.http.action.RequestOutcome;
import io.fanfare.http.action.SupportedAction;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The server counts what was asked for, what came of it, and what a limit has turned away. */
final class HttpStatisticsTest extends HttpApiFixture {

  @Test
  void requestsAreCountedByActionAndOutcome() {
    json("SendMessage", SEND);
    json("SendMessage", "{}");
    form("/", "Action=CreateTopic&Version=2010-03-31&Name=t");
    fakes.on(SendMessage.class, call -> Future.failedFuture(new IllegalStateException("expected")));
    json("SendMessage", SEND);
    assertEquals(
        Map.of(
            "SQS SendMessage ok", 1L,
            "SQS SendMessage refused", 1L,
            "SQS SendMessage failed", 1L,
            "SNS CreateTopic ok", 1L),
        outcomes());
  }

  @Test
  void actionsThatAreNotThereMakeOneRow() {
    json("Nonsense", "{}");
    json("Other", "{}");
    form("/", "Action=Nonsense");
    form("/", "Action=Nonsense&Version=2010-03-31");
    form("/", "");
    assertEquals(Map.of("unknown unknown refused", 5L), outcomes());
  }

  @Test
  void whoLeavesBeforeTheAnswerIsCounted() throws IOException {
    Promise<?> never = Promise.promise();
    fakes.on(ReceiveMessage.class, call -> never.future());
    try (RawClient raw = new RawClient(api.port())) {
      raw.send(rawRequest("ReceiveMessage", "localhost", RECEIVE));
      lastCall();
    }
    Awaitility.await().until(() -> outcomes().equals(Map.of("SQS ReceiveMessage gone", 1L)));
  }

  @Test
  void everyRequestIsInOneBucketOfTimes() {
    for (int i = 0; i < 5; i++) {
      json("SendMessage", SEND);
    }
    ActionStatistics sends = api.statistics().actions().get(0);
    assertEquals(5, sends.buckets().stream().mapToLong(ActionStatistics.Bucket::requests).sum());
    assertEquals(
        Double.POSITIVE_INFINITY, sends.buckets().get(sends.buckets().size() - 1).upToSeconds());
  }

  @Test
  void aTimeIsInTheFirstBucketThatReachesIt() {
    ActionCounters counters = new ActionCounters();
    counters.ended(RequestOutcome.OK, Duration.ofMillis(1).toNanos());
    counters.ended(RequestOutcome.OK, Duration.ofMillis(1).toNanos() + 1);
    counters.ended(RequestOutcome.OK, Duration.ofSeconds(20).toNanos());
    counters.ended(RequestOutcome.OK, Duration.ofSeconds(31).toNanos());
    ActionStatistics sum =
        ActionCounters.sum(new SupportedAction("s", "a"), List.of(counters, new ActionCounters()));
    Map<Double, Long> found = new TreeMap<>();
    sum.buckets().stream()
        .filter(bucket -> bucket.requests() > 0)
        .forEach(bucket -> found.put(bucket.upToSeconds(), bucket.requests()));
    assertEquals(Map.of(0.001, 1L, 0.002, 1L, 30.0, 1L, Double.POSITIVE_INFINITY, 1L), found);
    assertEquals(51.002, sum.seconds(), 1e-6);
  }

  @Test
  void openConnectionsAreCounted() throws IOException {
    try (RawClient one = new RawClient(api.port());
        RawClient two = new RawClient(api.port())) {
      one.send(rawPost("localhost", SEND));
      two.send(rawPost("localhost", SEND));
      one.receive();
      two.receive();
      assertEquals(2, api.statistics().connections());
    }
    Awaitility.await().until(() -> api.statistics().connections() == 0);
    assertEquals(2, api.statistics().connectionsOpened());
  }

  @Test
  void aBodyAndAHeadThatAreTooLongAreCounted() throws IOException {
    try (RawClient raw = new RawClient(api.port())) {
      raw.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n");
      raw.receive();
    }
    try (RawClient raw = new RawClient(api.port())) {
      raw.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
      raw.receive();
    }
    assertEquals(Map.of(Limit.BODY, 1L, Limit.HEAD, 1L), refusals());
  }

  @Test
  void aRequestThatIsNotFinishedInTimeIsCounted() throws IOException {
    await(api.close());
    api = open(new HttpApiOptions().setRequestTimeoutSeconds(1));
    try (RawClient slow = new RawClient(api.port())) {
      slow.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
      slow.isAtEnd();
    }
    assertEquals(Map.of(Limit.REQUEST_TIME, 1L), refusals());
  }

  @ParameterizedTest
  @MethodSource("limitsOfRefusals")
  void whatAServiceRefusesIsCountedUnderItsLimitIfItHasOne(
      ErrorCode code, Map<Limit, Long> expected) {
    fakes.on(SendMessage.class, call -> Future.failedFuture(code.refuse("expected")));
    json("SendMessage", SEND);
    assertEquals(expected, refusals());
  }

  private static List<Arguments> limitsOfRefusals() {
    return List.of(
        Arguments.of(CommonError.SERVICE_UNAVAILABLE, Map.of(Limit.DISK, 1L)),
        Arguments.of(QueueError.REQUEST_THROTTLED, Map.of(Limit.MEMORY, 1L)),
        Arguments.of(QueueError.OVER_LIMIT, Map.of(Limit.QUOTA, 1L)),
        Arguments.of(QueueError.QUEUE_DOES_NOT_EXIST, Map.of()));
  }

  private Map<Limit, Long> refusals() {
    Map<Limit, Long> met = new TreeMap<>(api.statistics().refusals());
    met.values().removeIf(count -> count == 0);
    return met;
  }

  private Map<String, Long> outcomes() {
    Map<String, Long> all = new TreeMap<>();
    for (ActionStatistics action : api.statistics().actions()) {
      action
          .outcomes()
          .forEach(
              (outcome, count) -> {
                String row = action.action().service() + " " + action.action().name();
                if (count > 0) {
                  all.put(row + " " + outcome.label(), count);
                }
              });
    }
    return all;
  }
}
