package io.fanfare.queues.engine;

import io.fanfare.queues.model.QueueAttribute;
import org.junit.jupiter.api.Test;

/** A received message is hidden for its visibility timeout, and no longer. */
class VisibilityTimeoutTest {

  @Test
  void aReceivedMessageIsHiddenUntilItsTimeoutPasses() {
    Timeline.check(
        VirtualQueue.standard(),
        """
         0s      send     hello
         0s      receive  hello x1
        29.999s  receive  nothing
        30s      receive  hello x2
        31s      delete   hello
        90s      receive  nothing
        90s      counts   visible=0 inflight=0 bodies=0
        """);
  }

  @Test
  void theTimeoutOfTheReceiveGoesBeforeThatOfTheQueue() {
    Timeline.check(
        VirtualQueue.with(QueueAttribute.VISIBILITY_TIMEOUT, "5"),
        """
        0s  send     hello
        0s  receive  hide=60s hello
        5s  receive  nothing
        60s receive  hello x2
        65s receive  hello x3
        """);
  }

  @Test
  void aMessageReceivedWithTimeoutZeroStaysVisibleAndItsCountRises() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s  send     hello
        0s  receive  hide=0s most=10 hello x1
        0s  receive  hide=0s most=10 hello x2
        0s  counts   visible=1 inflight=0
        """);
  }

  @Test
  void aChangedTimeoutCountsFromTheChange() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     hello
        0s   receive  hello
        20s  hide     hello 30s
        49s  receive  nothing
        50s  receive  hello x2
        51s  hide     hello 0s
        51s  receive  hello x3
        """);
  }

  @Test
  void noMessageIsHiddenForMoreThanTwelveHours() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s      send     hello
        0s      receive  hello
        0s      hide     hello 43200s
        1s      hide     hello 43200s refused
        1s      hide     hello 43199s
        43199s  receive  nothing
        43200s  receive  hello x2
        """);
  }

  @Test
  void theVisibilityOfAMessageWhoseTimeoutPassedCanStillBeChanged() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     hello
        0s   receive  hello
        40s  hide     hello 10s
        40s  counts   visible=0 inflight=1
        49s  receive  nothing
        50s  receive  hello x2
        """);
  }

  @Test
  void anOlderHandleStillChangesANewerReceive() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     hello
        0s   receive  hello
        30s  receive  hello x2
        31s  hide     hello 0s #1
        31s  receive  hello x3
        """);
  }

  @Test
  void theVisibilityOfADeletedMessageCannotBeChanged() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     hello
        0s   receive  hello
        1s   delete   hello
        1s   hide     hello 10s refused
        """);
  }

  @Test
  void aRestartKeepsWhatIsHiddenAndForHowLong() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     hello
        0s   receive  hello x1
        10s  restart
        10s  counts   visible=0 inflight=1
        29s  receive  nothing
        30s  receive  hello x2
        40s  restart
        41s  delete   hello #1
        41s  counts   visible=0 inflight=0 bodies=0
        """);
  }
}
