package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.queues.model.QueueAttribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A message sent again within five minutes is answered as the first one and not kept. */
class DeduplicationTest {

  @Test
  void aMessageSentAgainWithinFiveMinutesIsTheFirstOne() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s        send    g1-a id=x
        0s        send    g1-a id=x duplicate
        299.999s  send    g1-b id=x duplicate
        299.999s  counts  visible=1 bodies=1
        300s      send    g1-c id=x
        300s      counts  visible=2 bodies=2
        599.999s  send    g1-d id=x duplicate
        600s      send    g1-e id=x
        """);
  }

  @Test
  void aDuplicateDoesNotProlongTheFiveMinutes() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s    send     g1-a id=x
        200s  send     g1-b id=x duplicate
        301s  send     g1-c id=x
        301s  receive  most=10 g1-a g1-c
        """);
  }

  @Test
  void aMessageThatWasReceivedAndDeletedIsStillKnown() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s    send     g1-a id=x
        0s    receive  g1-a
        1s    send     g1-b id=x duplicate
        2s    delete   g1-a
        2s    send     g1-c id=x duplicate
        2s    counts   visible=0 inflight=0 delayed=0 bodies=0
        299s  send     g1-d id=x duplicate
        301s  send     g1-e id=x
        """);
  }

  @Test
  void anIdCountsInTheWholeQueue() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a id=x
        0s  send     g2-a id=x duplicate
        0s  send     g2-b id=y
        0s  receive  most=10 g1-a g2-b
        """);
  }

  @Test
  void anIdCountsWithinItsGroupIfThatIsTheScope() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DEDUPLICATION_SCOPE, "messageGroup"),
        """
        0s  send     g1-a id=x
        0s  send     g2-a id=x
        0s  send     g2-b id=x duplicate
        0s  send     g1-b id=x duplicate
        0s  receive  most=10 g1-a g2-a
        """);
  }

  @Test
  void aBatchMayContainADuplicateOfItsOwn() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b id=x duplicate
        0s  send     g2-a g2-b g2-c
        0s  counts   visible=4 bodies=4
        0s  receive  most=10 g1-a g2-a g2-b g2-c
        """);
  }

  @Test
  void aRestartForgetsNoMessage() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s        send     g1-a id=x
        100s      restart
        100s      send     g1-b id=x duplicate
        100s      send     g1-c id=y
        250s      restart
        299.999s  send     g1-d id=x duplicate
        300s      send     g1-e id=x
        399s      send     g1-f id=y duplicate
        401s      restart
        401s      send     g1-g id=y
        401s      send     g1-h id=x duplicate
        """);
  }

  @Test
  void aPurgeForgetsAllMessages() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a id=x
        1s  purge
        1s  send     g1-b id=x
        1s  send     g1-c id=x duplicate
        2s  restart
        2s  send     g1-d id=x duplicate
        2s  receive  most=10 g1-b
        """);
  }

  @Test
  void aPurgedIdIsNotRememberedAfterARestart() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a id=x
        1s  purge
        2s  restart
        2s  send     g1-b id=x
        2s  receive  most=10 g1-b
        """);
  }

  @Test
  void aMessageIsKnownLongerThanItIsKept() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s   send    g1-a id=x
        61s  counts  visible=0 bodies=0
        61s  send    g1-b id=x duplicate
        61s  counts  visible=0 bodies=0
        """);
  }

  @Test
  void aDelayedMessageIsKnown() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.DELAY_SECONDS, "600"),
        """
        0s        send    g1-a id=x
        1s        send    g1-b id=x duplicate
        1s        counts  delayed=1
        299.999s  send    g1-c id=x duplicate
        300s      send    g1-d id=x
        300s      counts  delayed=2
        """);
  }

  @Test
  void aMessageThatWasGivenUpIsKnown() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.REDRIVE_POLICY, Redrive.after(1)),
        """
        0s  send      g1-a id=x
        0s  receive   hide=0s g1-a
        0s  receive   nothing
        0s  given-up  g1-a
        1s  send      g1-b id=x duplicate
        1s  counts    visible=0
        """);
  }

  @Test
  void whatIsFiveMinutesOldIsForgottenInTheStoreAsWell() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s    send    g1-a id=x
        0s    send    g1-b id=y
        0s    counts  remembered=2
        400s  send    g1-c id=z
        400s  counts  remembered=1
        """);
  }

  @Test
  void thousandsOfMessagesAreKnownAcrossARestart() {
    VirtualQueue queue = VirtualQueue.fifo();
    List<UUID> first = sendAll(queue);
    queue.restart(true);
    queue.at(200_000);
    assertEquals(first, sendAll(queue));
    queue.at(300_000);
    assertEquals(Set.of(), intersection(first, sendAll(queue)));
    assertEquals(6_000, queue.counts().visible());
  }

  private static List<UUID> sendAll(VirtualQueue queue) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 3_000; i += 10) {
      List<Draft> batch = new ArrayList<>();
      for (int j = i; j < i + 10; j++) {
        batch.add(queue.draft("m", "g" + j % 7, "id" + j));
      }
      queue.send(batch).forEach(sent -> ids.add(sent.id()));
    }
    return ids;
  }

  private static Set<UUID> intersection(List<UUID> some, List<UUID> others) {
    Set<UUID> both = new HashSet<>(some);
    both.retainAll(others);
    return both;
  }
}
