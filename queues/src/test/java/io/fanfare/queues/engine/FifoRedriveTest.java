package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.queues.model.QueueAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A message that keeps failing goes to the dead-letter queue and frees its group. */
class FifoRedriveTest {

  @Test
  void theReceiveThatExceedsTheCountGivesTheMessageUpAndFreesItsGroup() {
    Timeline.check(
        givingUpAfter(2),
        """
        0s       send      g1-poison g1-good
        0s       receive   hide=10s g1-poison x1
        10s      receive   hide=10s g1-poison x2
        19.999s  receive   most=10 nothing
        19.999s  given-up
        20s      receive   most=10 wait=20s soon
        20s      then      g1-good x1
        20s      given-up  g1-poison
        20s      counts    visible=0 inflight=1
        """);
  }

  @Test
  void theNextMessageOfTheGroupComesToTheReceiveThatWaits() {
    Timeline.check(
        givingUpAfter(1),
        """
        0s      send      g1-poison g1-good
        0s      receive   hide=10s g1-poison
        5s      receive   wait=20s waits
        9.999s  then      waits
        10s     then      g1-good x1
        10s     given-up  g1-poison
        """);
  }

  @Test
  void otherGroupsComeInTheReceiveThatGivesUp() {
    Timeline.check(
        givingUpAfter(1),
        """
        0s   send      g1-poison
        0s   send      g2-good
        0s   receive   hide=10s g1-poison
        10s  receive   most=10 g2-good
        10s  receive   most=10 nothing
        10s  given-up  g1-poison
        10s  counts    visible=0 inflight=1
        """);
  }

  @Test
  void messagesOfAGroupAreGivenUpInOrder() {
    Timeline.check(
        givingUpAfter(1),
        """
        0s   send      g1-a g1-b g1-c
        0s   receive   most=2 hide=10s g1-a g1-b
        10s  receive   most=10 wait=20s soon
        10s  then      g1-c x1
        10s  given-up  g1-a g1-b
        """);
  }

  @Test
  void aMessageBehindOneInFlightIsNotGivenUp() {
    Timeline.check(
        givingUpAfter(1),
        """
        0s  send      g1-a g1-b
        0s  receive   most=2 hide=30s g1-a g1-b
        1s  hide      g1-b 0s
        1s  receive   most=10 nothing
        1s  given-up
        2s  delete    g1-a
        2s  receive   nothing
        2s  given-up  g1-b
        """);
  }

  @Test
  void aGoodMessageBeforeAPoisonOneIsHandedOut() {
    Timeline.check(
        givingUpAfter(2),
        """
        0s  send      g1-a g1-b g1-c
        0s  receive   most=2 hide=0s g1-a g1-b
        0s  receive   most=1 hide=10s g1-a x2
        5s  delete    g1-a
        5s  receive   most=1 hide=0s g1-b x2
        5s  receive   most=10 wait=20s soon
        5s  then      g1-c x1
        5s  given-up  g1-b
        """);
  }

  @Test
  void aRestartKeepsTheCount() {
    Timeline.check(
        givingUpAfter(2),
        """
        0s   send      g1-poison g1-good
        0s   receive   hide=10s g1-poison x1
        5s   restart
        10s  receive   hide=0s g1-poison x2
        10s  restart
        10s  receive   most=10 wait=20s soon
        10s  then      g1-good x1
        10s  given-up  g1-poison
        """);
  }

  @Test
  void theDeadLetterQueueKeepsTheMessageFromTheTimeItCameOn() {
    VirtualQueue source = givingUpAfter(1);
    VirtualQueue dead =
        source.deadLetterQueue(
            VirtualQueue.fifoAttributes()
                .with(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60")
                .with(QueueAttribute.DELAY_SECONDS, "900"));
    Timeline.check(
        source,
        """
        0s   send      g1-a g2-a
        0s   receive   most=10 hide=10s g1-a g2-a
        50s  receive   most=10 nothing
        50s  counts    visible=0 inflight=0 bodies=2
        50s  given-up  g1-a g2-a
        """);
    Timeline.check(
        dead,
        """
        50s       counts   visible=2 inflight=0 delayed=0
        50s       receive  most=10 hide=0s g1-a g2-a x2
        50s       restart
        109.999s  counts   visible=2
        110s      counts   visible=0 inflight=0 bodies=0
        """);
  }

  @Test
  void aMessageKeepsItsIdAndItsPastInTheDeadLetterQueue() {
    VirtualQueue source = givingUpAfter(1);
    VirtualQueue dead = source.deadLetterQueue(VirtualQueue.fifoAttributes());
    source.send(List.of(source.draft("a", "g1", null)));
    source.at(1_000);
    Received before = source.receive(1, 0, 0).orElseThrow().get(0);
    source.at(50_000);
    assertEquals(List.of(), source.receive(1, 0, 0).orElseThrow());
    Received after = dead.receive(1, 0, 0).orElseThrow().get(0);
    assertEquals(before.id(), after.id());
    assertEquals(before.sentAt(), after.sentAt());
    assertEquals(before.firstReceivedAt(), after.firstReceivedAt());
    assertEquals(2, after.receiveCount());
    assertEquals("arn:aws:sqs:us-east-1:000000000000:source", after.source());
  }

  @Test
  void noMessageOvertakesOneThatNobodyTakes() {
    VirtualQueue queue = givingUpAfter(1);
    queue.refuseDeadLetters();
    queue.send(List.of(queue.draft("poison", "g1", null), queue.draft("next", "g1", null)));
    assertEquals(1, queue.receive(1, 0, 0).orElseThrow().size());
    assertEquals(List.of(), queue.receive(10, 0, 0).orElse(List.of()));
    assertEquals(2, queue.counts().visible());
    queue.restart(true);
    assertEquals(2, queue.counts().visible());
  }

  private static VirtualQueue givingUpAfter(int receives) {
    return VirtualQueue.fifoWith(QueueAttribute.REDRIVE_POLICY, Redrive.after(receives));
  }
}
