package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.queues.engine.VisibilityChange.Intent;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A message of a standard queue that was received three times without a delete comes back to the
 * back of the queue.
 */
class BackOfTheQueueTest {

  private static final String FAILS_THREE_TIMES =
      """
      10s  receive  bad x1
      10s  hide     bad 0s
      10s  receive  bad x2
      10s  hide     bad 0s
      10s  receive  bad x3
      10s  hide     bad 0s
      """;

  @Test
  void aMessageKeepsItsPlaceTwiceAndThenGoesToTheBack() {
    Timeline.check(
        VirtualQueue.standard(),
        "10s send bad good\n"
            + FAILS_THREE_TIMES
            + """
            10s  counts   visible=2
            10s  receive  good x1
            10s  receive  bad x4
            10s  hide     bad 0s
            11s  send     late
            11s  receive  bad x5
            11s  hide     bad 0s
            11s  receive  late x1
            11s  receive  bad x6
            11s  receive  nothing
            """);
  }

  @Test
  void thePlaceIsThatOfTheTimeWhenItComesBack() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     bad
        0s   receive  hide=10s bad
        10s  receive  hide=10s bad
        20s  receive  hide=10s bad x3
        25s  send     good
        31s  send     late
        31s  receive  good
        31s  receive  bad x4
        31s  receive  late
        """);
  }

  @Test
  void aMessageThatIsReceivedWithoutBeingHiddenGoesToTheBackToo() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s  send     bad good
        0s  receive  hide=0s bad x1
        0s  receive  hide=0s bad x2
        0s  receive  hide=0s bad x3
        1s  receive  hide=0s good x1
        1s  receive  hide=0s good x2
        1s  receive  hide=0s good x3
        2s  receive  hide=0s bad x4
        2s  receive  hide=0s good x4
        2s  counts   visible=2 bodies=2
        """);
  }

  @Test
  void aMessageOfAFifoQueueKeepsItsPlace() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g-bad g-good
        0s  receive  hide=0s g-bad x1
        0s  receive  hide=0s g-bad x2
        0s  receive  hide=0s g-bad x3
        0s  receive  most=10 g-bad g-good
        """);
  }

  @Test
  void itsRetentionCountsFromWhenItWasSent() {
    Timeline.check(
        VirtualQueue.with(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        "0s send bad\n"
            + FAILS_THREE_TIMES
            + """
            10s      receive  hide=30s bad x4
            30s      send     good
            59.999s  counts   visible=2
            60s      counts   visible=1 bodies=1
            60s      receive  most=10 good
            """);
  }

  @Test
  void itsPlaceSurvivesARestart() {
    Timeline.check(
        VirtualQueue.standard(),
        "0s send bad good\n"
            + FAILS_THREE_TIMES
            + """
            10s  restart
            10s  receive  good x1
            10s  receive  hide=10s bad x4
            11s  send     late
            12s  restart
            20s  counts   visible=2 inflight=1
            20s  receive  late
            20s  receive  bad x5
            20s  delete   bad #1
            20s  counts   inflight=2 bodies=2
            """);
  }

  @Test
  void aPurgeTakesThoseAtTheBackToo() {
    Timeline.check(
        VirtualQueue.standard(),
        "0s send bad good\n"
            + FAILS_THREE_TIMES
            + """
            10s  purge
            10s  counts   visible=0
            10s  receive  nothing
            10s  send     new
            10s  receive  most=10 new
            """);
  }

  @Test
  void theAgeOfTheOldestLeavesOutWhatIsAtTheBack() {
    Timeline.check(
        VirtualQueue.standard(),
        "0s send bad\n"
            + "10s send good\n"
            + "10s counts since=0s\n"
            + FAILS_THREE_TIMES
            + """
            10s  counts   visible=2 since=10s
            11s  receive  good
            11s  counts   inflight=1 since=10s
            11s  receive  bad
            12s  delete   good
            12s  counts   inflight=1 since=never
            60s  send     late
            60s  counts   visible=2 since=60s
            60s  restart
            60s  counts   visible=2 since=60s
            """);
  }

  @Test
  void aDeadLetterAgesFromItsMoveAndIsKeptFromWhenItWasSent() {
    VirtualQueue source = VirtualQueue.givingUpAfter(1);
    VirtualQueue dead =
        source.deadLetterQueue(
            Attributes.none().with(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"));
    Timeline.check(
        source,
        """
        0s   send     poison
        0s   receive  poison
        40s  receive  nothing
        40s  given-up poison
        """);
    Timeline.check(
        dead,
        """
        59s  counts   visible=1 since=40s
        59s  restart
        59s  counts   visible=1 since=40s
        60s  counts   visible=0 since=never
        """);
  }

  @Test
  void everyHandleStillDeletesAMessageThatOnlyTheStoreKnows() {
    VirtualQueue queue = new VirtualQueue(Attributes.none(), 0);
    List<ReceiptHandle> handles = new ArrayList<>();
    for (int message = 0; message < 3; message++) {
      queue.send("bad", null);
    }
    for (int receive = 0; receive < 9; receive++) {
      Received one = queue.receive(1, 0, 0).orElseThrow().get(0);
      handles.add(one.handle());
    }
    queue.send(100, "m", null, null);
    for (int receive = 0; receive < 3; receive++) {
      queue.receive(1, 0, 0);
    }
    queue.restart(true);
    assertEquals(103, queue.counts().visible());
    queue.changeVisibility(handles.get(8), 30, Intent.DEFER);
    assertEquals(1, queue.counts().inFlight());
    handles.forEach(queue::delete);
    assertEquals(100, queue.counts().visible() + queue.counts().inFlight());
    assertEquals(100, queue.heldBodies());
  }

  @Test
  void tenThatAlwaysFailDoNotHoldUpTenThousandThatDoNot() {
    VirtualQueue queue = VirtualQueue.standard();
    queue.send(10, "bad", null, null);
    queue.send(10_000, "good", null, null);
    int receives = 0;
    int good = 0;
    while (good < 10_000 && receives < 2_000) {
      receives++;
      List<ReceiptHandle> handled = new ArrayList<>();
      for (Received message : queue.receive(10, null, 0).orElseThrow()) {
        if (queue.body(message).equals("good")) {
          handled.add(message.handle());
        } else {
          queue.changeVisibility(message.handle(), 0, Intent.DEFER);
        }
      }
      queue.delete(handled);
      good += handled.size();
    }
    assertEquals(1_003, receives);
    assertEquals(10, queue.counts().visible());
    assertTrue(queue.rowsAsked() < 4 * 10_010, () -> queue.rowsAsked() + " rows");
  }
}
