package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of one group come in the order of sending, and groups take turns. */
class FifoOrderingTest {

  @Test
  void theMessagesOfAGroupComeInTheOrderInWhichTheyWereSent() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a
        0s  send     g1-b
        1s  send     g1-c
        1s  receive  most=2 g1-a g1-b
        2s  delete   g1-a
        2s  delete   g1-b
        2s  receive  most=10 g1-c x1
        """);
  }

  @Test
  void theMessagesOfABatchHaveTheOrderOfTheBatch() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g2-a g1-b g2-b g1-c
        0s  receive  most=10 g1-a g1-b g1-c g2-a g2-b
        """);
  }

  @Test
  void aReceiveTakesAsManyAsPossibleFromOneGroupBeforeItGoesOn() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a
        0s  send     g2-a
        0s  send     g1-b
        0s  send     g2-b
        0s  receive  most=3 g1-a g1-b g2-a
        0s  receive  most=10 nothing
        """);
  }

  @Test
  void groupsTakeTurnsAsRecorded() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-m1
        0s  send     g2-m1
        0s  send     g2-m2
        0s  send     g3-m1
        0s  send     g1-m2
        0s  receive  most=3 hide=0s g1-m1 g1-m2 g2-m1
        0s  receive  most=10 hide=0s g3-m1 g1-m1 g1-m2 g2-m1 g2-m2 x1
        """);
  }

  @Test
  void aGroupThatWasTouchedGoesToTheEnd() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a
        0s  send     g2-a
        0s  send     g3-a
        0s  receive  hide=0s g1-a x1
        0s  receive  hide=0s g2-a x1
        0s  receive  hide=0s g3-a x1
        0s  receive  hide=0s g1-a x2
        0s  receive  hide=0s g2-a x2
        """);
  }

  @Test
  void aGroupThatBecomesAvailableAgainGoesToTheEnd() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b
        0s  receive  g1-a
        1s  send     g2-a
        1s  send     g3-a
        2s  delete   g1-a
        2s  receive  g2-a
        2s  receive  g3-a
        2s  receive  g1-b
        """);
  }

  @Test
  void aGroupWhoseTimeoutPassedGoesToTheEnd() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a
        0s   receive  hide=10s g1-a
        1s   send     g2-a
        10s  receive  most=10 g2-a g1-a x2
        """);
  }

  @Test
  void aGroupWhoseFirstMessageIsShownComesAfterThoseThatWereAhead() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-m1 g1-m2
        0s  send     g2-m1
        0s  receive  most=2 g1-m1 g1-m2
        1s  hide     g1-m1 0s
        1s  receive  most=10 g2-m1 g1-m1 x2
        """);
  }

  @Test
  void aMessageReceivedWithTimeoutZeroStaysFirst() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b
        0s  receive  hide=0s g1-a x1
        0s  receive  hide=0s most=10 g1-a g1-b x1
        0s  receive  most=10 g1-a g1-b x2
        """);
  }

  @Test
  void aMessageThatComesBackStandsBeforeThoseSentLater() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a g1-b
        0s   receive  hide=10s g1-a
        5s   send     g1-c
        10s  receive  most=10 g1-a g1-b g1-c x1
        """);
  }

  @Test
  void aRestartKeepsTheOrderOfAGroup() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b g1-c
        0s  receive  g1-a
        1s  restart
        1s  receive  most=10 nothing
        2s  delete   g1-a
        2s  restart
        2s  send     g1-d
        2s  receive  most=10 g1-b g1-c g1-d
        """);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000})
  void aLongGroupComesInOrderHoweverLittleOfItTheHeapHolds(long heldEntries) {
    VirtualQueue queue = new VirtualQueue(VirtualQueue.fifoAttributes(), heldEntries);
    Map<String, List<String>> sent = new HashMap<>();
    for (int i = 0; i < 1_200; i++) {
      String group = "g" + i % 3;
      String body = group + "-" + i;
      sent.computeIfAbsent(group, name -> new ArrayList<>()).add(body);
      queue.send(List.of(queue.draft(body, group, null)));
    }
    queue.restart(true);
    Map<String, List<String>> received = new HashMap<>();
    List<Received> batch = queue.receive(10, null, 0).orElseThrow();
    while (!batch.isEmpty()) {
      for (Received message : batch) {
        String body = queue.body(message);
        received.computeIfAbsent(body.split("-", 2)[0], name -> new ArrayList<>()).add(body);
      }
      queue.delete(batch.stream().map(Received::handle).toList());
      batch = queue.receive(10, null, 0).orElseThrow();
    }
    assertEquals(sent, received);
  }
}
