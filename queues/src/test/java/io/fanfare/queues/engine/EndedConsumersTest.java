package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a consumer had in hand comes again as soon as the process that it was in has ended. */
class EndedConsumersTest {

  @Test
  void whatWasInHandIsVisibleAtOnceAndItsReceiveCounts() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s  send     a b c
        0s  receive  by=consumer most=2 a b x1
        1s  restart
        1s  counts   visible=3 inflight=0
        1s  receive  most=10 a b c
        1s  receive  nothing
        """);
  }

  @Test
  void whatIsKeptInHandIsAsWell() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     a
        0s   receive  by=consumer hide=30s a
        15s  hide     by=consumer a 30s
        31s  receive  nothing
        31s  restart
        31s  receive  a x2
        """);
  }

  @Test
  void whatWasGivenBackToComeLaterComesThen() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s    send     a
        0s    receive  by=consumer a
        1s    hide     a 600s
        2s    restart
        600s  receive  nothing
        601s  receive  a x2
        """);
  }

  @Test
  void whoHasAReceiptHandleKeepsItsMessage() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     a b
        0s   receive  a
        0s   receive  by=consumer b
        1s   restart
        1s   receive  most=10 b x2
        1s   receive  nothing
        2s   delete   a
        90s  receive  most=10 b x3
        """);
  }

  @Test
  void aConsumerWhoseTimeWasOverHasNothingInHand() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     a
        0s   receive  by=consumer hide=10s a
        11s  receive  hide=60s a x2
        12s  hide     by=consumer a 30s #1
        13s  restart
        13s  receive  nothing
        """);
  }

  @Test
  void aQueueThatIsOpenedAnewInTheSameProcessTakesNothingFromItsConsumers() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a
        0s   receive  by=consumer g1-a
        1s   reopen
        1s   receive  nothing
        30s  receive  g1-a x2
        """);
  }

  @Test
  void groupsKeepTheirOrderAndAreLockedByWhoIsStillAtWork() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a g1-b g2-a g2-b
        0s   receive  by=consumer most=2 g1-a g2-a
        1s   hide     g2-a 20s
        2s   restart
        2s   receive  by=consumer most=10 g1-a x2
        2s   restart
        2s   receive  most=10 g1-a g1-b
        3s   receive  nothing
        21s  receive  most=10 g2-a g2-b
        """);
  }

  @Test
  void whatWasReceivedTooOftenIsGivenUp() {
    Timeline.check(
        VirtualQueue.givingUpAfter(2),
        """
        0s  send      a
        0s  receive   by=consumer a x1
        1s  restart
        1s  receive   by=consumer a x2
        2s  restart
        2s  receive   nothing
        2s  given-up  a
        """);
  }

  @Test
  void allOfACrowdIsVisibleSoon() {
    VirtualQueue queue = VirtualQueue.standard();
    queue.send(1_200, "m", null, null);
    ReceiveOptions ten = new ReceiveOptions(10, OptionalLong.of(30_000), null, true);
    for (int i = 0; i < 120; i++) {
      assertEquals(10, queue.receive(ten, 0).orElseThrow().size());
    }
    Timeline.check(
        queue,
        """
        1s  counts   visible=0 inflight=1200
        1s  restart
        1s  counts   visible=1200 inflight=0
        """);
  }
}
