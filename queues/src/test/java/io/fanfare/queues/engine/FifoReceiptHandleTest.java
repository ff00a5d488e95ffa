package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.queues.engine.VisibilityChange.Intent;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A receipt handle of a FIFO queue is good until the visibility timeout of its receive passes. */
class FifoReceiptHandleTest {

  @Test
  void aMessageIsDeletedUntilItsTimeoutPasses() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-a
        0s       receive  g1-a
        29.999s  delete   g1-a
        29.999s  counts   visible=0 inflight=0 bodies=0
        """);
  }

  @Test
  void aHandleExpiresWithItsTimeout() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a
        0s   receive  g1-a
        30s  delete   g1-a refused
        30s  counts   visible=1 inflight=0 bodies=1
        30s  receive  g1-a x2
        """);
  }

  @Test
  void aHandleIsGoodForAsLongAsItsTimeoutIsExtended() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-a
        0s       send     g2-a
        0s       receive  most=10 g1-a g2-a
        20s      hide     g1-a 60s
        79.999s  delete   g1-a
        80s      hide     g2-a 10s refused
        80s      counts   visible=1 inflight=0
        """);
  }

  @Test
  void aHandleExpiresWhenItsMessageIsShown() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a
        0s  receive  g1-a
        5s  hide     g1-a 0s
        5s  delete   g1-a refused
        5s  hide     g1-a 30s refused
        5s  counts   visible=1 inflight=0
        """);
  }

  @Test
  void aHandleOfAReceiveWithTimeoutZeroIsExpired() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a
        0s  receive  hide=0s g1-a
        0s  delete   g1-a refused
        0s  counts   visible=1
        """);
  }

  @Test
  void anOlderHandleNeitherDeletesNorChangesANewerReceive() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s       send     g1-a
        0s       receive  g1-a
        30s      receive  g1-a x2
        31s      delete   g1-a #1 refused
        31s      hide     g1-a 0s #1 refused
        31s      counts   visible=0 inflight=1
        59.999s  receive  nothing
        59.999s  delete   g1-a
        59.999s  counts   visible=0 inflight=0 bodies=0
        """);
  }

  @Test
  void deletingAMessageThatIsGoneIsNotRefused() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a
        0s   receive  g1-a
        1s   delete   g1-a
        1s   delete   g1-a
        60s  delete   g1-a
        60s  restart
        60s  delete   g1-a
        """);
  }

  @Test
  void deletingAnExpiredMessageIsNotRefused() {
    Timeline.check(
        VirtualQueue.fifoWith(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s   send     g1-a
        0s   receive  g1-a
        61s  delete   g1-a
        """);
  }

  @Test
  void deletingAPurgedMessageIsNotRefused() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a
        0s   receive  g1-a
        1s   purge
        1s   delete   g1-a
        60s  delete   g1-a
        """);
  }

  @Test
  void theVisibilityOfADeletedMessageCannotBeChanged() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s  send     g1-a
        0s  receive  g1-a
        1s  delete   g1-a
        1s  hide     g1-a 10s refused
        """);
  }

  @Test
  void noMessageIsHiddenForMoreThanTwelveHours() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s          send     g1-a
        0s          receive  g1-a
        0s          hide     g1-a 43200s
        1s          hide     g1-a 43200s refused
        1s          hide     g1-a 43199s
        43199.999s  receive  nothing
        43200s      receive  g1-a x2
        """);
  }

  @Test
  void aRestartKeepsHandlesAndTheirEnd() {
    Timeline.check(
        VirtualQueue.fifo(),
        """
        0s   send     g1-a
        0s   send     g2-a
        0s   receive  most=10 g1-a g2-a
        10s  restart
        10s  delete   g1-a
        10s  hide     g2-a 30s
        40s  restart
        40s  delete   g2-a refused
        40s  counts   visible=1 inflight=0
        """);
  }

  @Test
  void anExpiredHandleIsRefusedInTheWordsOfAws() {
    VirtualQueue queue = VirtualQueue.fifo();
    queue.send(List.of(queue.draft("a", "g1", null)));
    ReceiptHandle handle = receive(queue, 1, 10).get(0);
    queue.at(10_000);
    Optional<String> expired =
        Optional.of(
            "INVALID_PARAMETER_VALUE: Value handle for parameter ReceiptHandle is invalid."
                + " Reason: The receipt handle has expired.");
    assertEquals(expired, words(queue.delete(handle)));
    assertEquals(expired, words(queue.changeVisibility(handle, 10, Intent.DEFER)));
    queue.delete(receive(queue, 1, 10).get(0));
    assertEquals(
        Optional.of(
            "INVALID_PARAMETER_VALUE: Value handle for parameter ReceiptHandle is invalid."
                + " Reason: Message does not exist or is not available for visibility timeout"
                + " change."),
        words(queue.changeVisibility(handle, 10, Intent.DEFER)));
  }

  @Test
  void eachHandleOfABatchIsJudgedByItself() {
    VirtualQueue queue = VirtualQueue.fifo();
    queue.send(List.of(queue.draft("a", "g1", null), queue.draft("b", "g2", null)));
    ReceiptHandle expired = receive(queue, 1, 10).get(0);
    ReceiptHandle good = receive(queue, 1, 30).get(0);
    queue.at(10_000);
    List<Boolean> refused =
        queue.delete(List.of(good, expired, good)).stream().map(Optional::isPresent).toList();
    assertEquals(List.of(false, true, false), refused);
    assertEquals(1, queue.counts().visible());
  }

  @Test
  void anExpiredHandleIsRefusedThoughOnlyTheStoreKnowsItsMessage() {
    VirtualQueue queue = new VirtualQueue(VirtualQueue.fifoAttributes(), 0);
    for (int i = 0; i < 300; i++) {
      queue.send(List.of(queue.draft("m", "g" + i, null)));
    }
    List<ReceiptHandle> handles = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      handles.addAll(receive(queue, 10, 10));
    }
    queue.at(10_000);
    queue.tick();
    queue.restart(true);
    for (ReceiptHandle handle : handles) {
      assertTrue(queue.delete(handle).isPresent());
      assertTrue(queue.changeVisibility(handle, 30, Intent.DEFER).isPresent());
    }
    assertEquals(300, queue.counts().visible());
  }

  private static List<ReceiptHandle> receive(VirtualQueue queue, int most, int hideSeconds) {
    return queue.receive(most, hideSeconds, 0).orElseThrow().stream()
        .map(Received::handle)
        .toList();
  }

  private static Optional<String> words(Optional<BrokerException> refusal) {
    return refusal.map(refused -> refused.code() + ": " + refused.sentence());
  }
}
