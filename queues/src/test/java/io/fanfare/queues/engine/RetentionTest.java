package io.fanfare.queues.engine;

import io.fanfare.queues.model.QueueAttribute;
import org.junit.jupiter.api.Test;

/** A message is kept for the retention period from the time it was sent, wherever it stands. */
class RetentionTest {

  @Test
  void aMessageThatWaitsIsDroppedWhenItsRetentionEnds() {
    Timeline.check(
        VirtualQueue.with(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s       send    old
        10s      send    new
        59.999s  counts  visible=2
        60s      counts  visible=1 bodies=1
        60s      receive most=10 new
        """);
  }

  @Test
  void aMessageInFlightIsDroppedWhenItsRetentionEnds() {
    Timeline.check(
        VirtualQueue.with(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s   send     hello
        0s   receive  hide=600s hello
        59s  counts   inflight=1
        60s  counts   inflight=0 bodies=0
        61s  delete   hello
        """);
  }

  @Test
  void aDelayedMessageIsNotHandedOutAfterItsRetention() {
    Timeline.check(
        VirtualQueue.with(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s    send     hello delay=100s
        100s  receive  nothing
        100s  counts   visible=0 delayed=0 bodies=0
        """);
  }

  @Test
  void aChangedRetentionIsForTheMessagesThatAreThere() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     ready
        0s   send     held
        0s   receive  ready
        90s  retention=60s
        90s  counts   visible=0 inflight=0 bodies=0
        """);
  }
}
