package io.fanfare.queues.engine;

import org.junit.jupiter.api.Test;

/** A group is locked while its oldest message is in flight. */
class GroupLockTest {

  @Test
  void whileAMessageIsInFlightNoOtherOfItsGroupIsHandedOut() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-a g1-b
        0s       receive  g1-a
        0s       receive  most=10 nothing
        0s       counts   visible=1 inflight=1 delayed=0
        29.999s  receive  most=10 nothing
        30s      receive  most=10 g1-a g1-b
        """);
  }

  @Test
  void aMessageSentBehindOneInFlightIsNotReturned() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-m1
        0s  receive  g1-m1
        1s  send     g1-m2
        1s  receive  most=10 nothing
        1s  counts   visible=1 inflight=1
        """);
  }

  @Test
  void otherGroupsAreNotLocked() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b
        0s  receive  g1-a
        0s  send     g2-a
        0s  receive  most=10 g2-a
        0s  receive  most=10 nothing
        """);
  }

  @Test
  void onceAllInFlightAreDeletedTheRestIsAvailable() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-m1 g1-m2 g1-m3 g1-m4
        0s  receive  most=2 g1-m1 g1-m2
        1s  delete   g1-m1
        1s  delete   g1-m2
        1s  receive  most=10 g1-m3 g1-m4
        """);
  }

  @Test
  void theOrderOfTheDeletesDoesNotMatter() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-m1 g1-m2 g1-m3
        0s  receive  most=2 g1-m1 g1-m2
        1s  delete   g1-m2
        1s  receive  most=10 nothing
        2s  delete   g1-m1
        2s  receive  most=10 g1-m3
        """);
  }

  @Test
  void theGroupStaysLockedWhileTheOldestThatIsLeftIsInFlight() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-m1 g1-m2 g1-m3
        0s       receive  most=2 hide=30s g1-m1 g1-m2
        1s       delete   g1-m1
        1s       receive  most=10 nothing
        29.999s  receive  most=10 nothing
        30s      receive  most=10 g1-m2 g1-m3 x1
        """);
  }

  @Test
  void whatIsBehindADeletedMessageComesAfterTheOneBeforeIt() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-m1 g1-m2 g1-m3
        0s   receive  most=2 hide=30s g1-m1 g1-m2
        1s   delete   g1-m2
        30s  receive  most=10 g1-m1 g1-m3 x1
        """);
  }

  @Test
  void ofTwoInFlightTheFirstAloneComesBackWhenItIsShown() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-m1 g1-m2 g1-m3
        0s  receive  most=2 g1-m1 g1-m2
        1s  hide     g1-m1 0s
        1s  receive  most=10 g1-m1 x2
        1s  receive  most=10 nothing
        """);
  }

  @Test
  void ofTwoInFlightTheSecondDoesNotComeBackWhenItIsShown() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-m1 g1-m2
        0s  receive  most=2 g1-m1 g1-m2
        1s  hide     g1-m2 0s
        1s  counts   visible=1 inflight=1
        1s  receive  most=10 nothing
        2s  delete   g1-m1
        2s  receive  most=10 g1-m2 x2
        """);
  }

  @Test
  void ifTheFirstOfThreeIsExtendedNoneComesBackBeforeIt() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-m1 g1-m2 g1-m3
        0s       receive  most=3 hide=30s g1-m1 g1-m2 g1-m3
        10s      hide     g1-m1 60s
        29.999s  receive  most=10 nothing
        30s      receive  most=10 nothing
        70s      receive  most=10 g1-m1 g1-m2 g1-m3 x2
        """);
  }

  @Test
  void ifTheSecondOfThreeIsExtendedThoseBeforeItComeBack() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-m1 g1-m2 g1-m3
        0s       receive  most=3 hide=30s g1-m1 g1-m2 g1-m3
        10s      hide     g1-m2 60s
        29.999s  receive  most=10 nothing
        30s      receive  most=10 g1-m1 x2
        """);
  }

  @Test
  void ifTheThirdOfThreeIsExtendedThoseBeforeItComeBack() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-m1 g1-m2 g1-m3
        0s       receive  most=3 hide=30s g1-m1 g1-m2 g1-m3
        10s      hide     g1-m3 60s
        29.999s  receive  most=10 nothing
        30s      receive  most=10 g1-m1 g1-m2 x2
        """);
  }

  @Test
  void theTimeoutsOfAGroupMayEndInAnyOrder() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-m1 g1-m2 g1-m3
        0s   receive  most=3 hide=30s g1-m1 g1-m2 g1-m3
        0s   hide     g1-m3 5s
        0s   hide     g1-m2 10s
        5s   receive  most=10 nothing
        10s  receive  most=10 nothing
        10s  counts   visible=2 inflight=1
        30s  receive  most=10 g1-m1 g1-m2 g1-m3 x2
        """);
  }

  @Test
  void aRestartKeepsTheLock() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-a g1-b
        0s       send     g2-a
        0s       receive  hide=30s g1-a
        10s      restart
        10s      counts   visible=2 inflight=1
        10s      receive  most=10 hide=600s g2-a
        29.999s  receive  most=10 nothing
        30s      receive  most=10 g1-a g1-b
        """);
  }

  @Test
  void aRestartKeepsTheLockByAMessageInTheMiddle() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-m1 g1-m2 g1-m3 g1-m4
        0s  receive  most=3 g1-m1 g1-m2 g1-m3
        1s  hide     g1-m1 0s
        1s  hide     g1-m3 0s
        2s  restart
        2s  receive  most=10 g1-m1 x2
        3s  delete   g1-m1
        3s  receive  most=10 nothing
        4s  delete   g1-m2
        4s  receive  most=10 g1-m3 g1-m4 x1
        """);
  }

  @Test
  void aPurgeFreesTheGroup() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a g1-b
        0s  receive  g1-a
        1s  purge
        1s  counts   visible=0 inflight=0 delayed=0
        1s  send     g1-c
        1s  receive  most=10 g1-c x1
        2s  delete   g1-a
        2s  counts   visible=0 inflight=1
        2s  restart
        2s  counts   visible=0 inflight=1
        """);
  }
}
