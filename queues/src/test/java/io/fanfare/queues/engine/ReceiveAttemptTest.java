package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A receive whose answer was lost can be attempted again under the same id. */
class ReceiveAttemptTest {

  @Test
  void aReceiveAttemptedAgainReturnsTheSameMessages() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b g1-c
        0s  send     g2-a
        0s  receive  most=2 attempt=a1 g1-a g1-b x1
        5s  receive  most=2 attempt=a1 g1-a g1-b x1
        5s  counts   visible=2 inflight=2
        5s  receive  most=10 attempt=a2 g2-a
        6s  delete   g1-a #1
        6s  delete   g1-b #1
        6s  receive  g1-c
        """);
  }

  @Test
  void anotherAttemptRenewsTheTimeout() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-a
        0s       receive  attempt=a1 hide=30s g1-a x1
        20s      receive  attempt=a1 hide=30s g1-a x1
        30s      receive  nothing
        49.999s  receive  nothing
        50s      receive  g1-a x2
        """);
  }

  @Test
  void withoutAnIdOrWithAnotherEachReceiveIsNew() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a
        0s  receive  attempt=a1 g1-a
        0s  receive  nothing
        0s  receive  attempt=a2 nothing
        0s  receive  attempt=a1 g1-a x1
        """);
  }

  @Test
  void afterADeleteTheAttemptIsANewReceive() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b g1-c
        0s  receive  most=2 attempt=a1 g1-a g1-b
        1s  delete   g1-a
        1s  receive  most=2 attempt=a1 nothing
        1s  delete   g1-b
        1s  receive  most=2 attempt=a1 g1-c x1
        """);
  }

  @Test
  void afterAChangeOfVisibilityTheAttemptIsANewReceive() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a g1-b
        0s   receive  most=2 attempt=a1 g1-a g1-b
        1s   hide     g1-b 60s
        1s   receive  most=2 attempt=a1 nothing
        30s  receive  most=2 attempt=a1 g1-a x2
        """);
  }

  @Test
  void afterItsTimeoutTheAttemptIsANewReceive() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a
        0s   receive  attempt=a1 hide=10s g1-a x1
        10s  receive  attempt=a1 hide=10s g1-a x2
        11s  receive  attempt=a1 hide=10s g1-a x2
        """);
  }

  @Test
  void afterFiveMinutesTheAttemptIsANewReceive() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s        send     g1-a
        0s        receive  attempt=a1 hide=600s g1-a
        299.999s  receive  attempt=a2 nothing
        300s      receive  attempt=a1 hide=600s nothing
        600s      receive  attempt=a1 g1-a x2
        """);
  }

  @Test
  void justBeforeFiveMinutesTheAttemptIsTheSame() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s        send     g1-a
        0s        receive  attempt=a1 hide=600s g1-a
        299.999s  receive  attempt=a1 hide=600s g1-a x1
        600s      receive  nothing
        """);
  }

  @Test
  void anAttemptThatWasGivenNothingIsANewReceive() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  receive  attempt=a1 nothing
        1s  send     g1-a
        1s  receive  attempt=a1 g1-a x1
        """);
  }

  @Test
  void anAttemptThatWaitedIsRepeatedAsWell() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  receive  attempt=a1 wait=20s waits
        5s  send     g1-a
        5s  then     g1-a x1
        6s  receive  attempt=a1 g1-a x1
        """);
  }

  @Test
  void aPurgeForgetsTheAttempts() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a
        0s  receive  attempt=a1 g1-a
        1s  purge
        1s  receive  attempt=a1 nothing
        1s  send     g1-b
        1s  receive  attempt=a1 g1-b
        """);
  }

  @Test
  void theHandlesAreTheSameAndGood() {
    VirtualQueue queue = VirtualQueue.fifo();
    queue.send(List.of(queue.draft("a", "g1", null), queue.draft("b", "g1", null)));
    ReceiveOptions again = new ReceiveOptions(10, OptionalLong.of(30_000), "a1");
    List<Received> first = queue.receive(again, 0).orElseThrow();
    queue.at(20_000);
    assertEquals(first, queue.receive(again, 0).orElseThrow());
    queue.at(40_000);
    first.forEach(message -> assertEquals(Optional.empty(), queue.delete(message.handle())));
    assertEquals(0, queue.heldBodies());
  }
}
