package io.fanfare.queues.engine;

import io.fanfare.queues.model.QueueAttribute;
import org.junit.jupiter.api.Test;

/** A delayed message cannot be received before its delay ends. */
class DelayTest {

  @Test
  void aMessageIsDelayedForItsOwnDelayOrThatOfTheQueue() {
    Timeline.check(
        VirtualQueue.with(QueueAttribute.DELAY_SECONDS, "10"),
        """
        0s      send     own delay=5s
        0s      send     queues
        0s      send     none delay=0s
        0s      counts   visible=1 delayed=2
        0s      receive  most=10 none
        4.999s  receive  nothing
        5s      receive  most=10 own
        9.999s  receive  nothing
        10s     receive  queues x1
        10s     counts   visible=0 inflight=3 delayed=0
        """);
  }

  @Test
  void aChangedDelayIsForMessagesSentLater() {
    Timeline.check(
        VirtualQueue.with(QueueAttribute.DELAY_SECONDS, "10"),
        """
        0s   send     before
        1s   delay=60s
        1s   send     after
        10s  receive  hide=600s before
        60s  receive  nothing
        61s  receive  after x1
        """);
  }

  @Test
  void aDelayGoesOnAcrossARestart() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s  send     hello delay=10s
        5s  restart
        5s  counts   visible=0 delayed=1
        9s  receive  nothing
        10s receive  hello x1
        """);
  }
}
