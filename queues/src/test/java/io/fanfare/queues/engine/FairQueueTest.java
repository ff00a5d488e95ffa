package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A standard queue whose messages have groups: who takes too much of it comes last. */
class FairQueueTest {

  @Test
  void messagesOfQuietTenantsGoFirst() {
    Timeline.check(
        VirtualQueue.standard(),
        """
         0s  send     a1 a2 a3 group=a
         0s  receive  hide=300s a1
        60s  send     b1 group=b
        60s  send     nobody
        60s  receive  b1
        60s  receive  nobody
        60s  receive  a2
        60s  receive  a3
        60s  receive  nothing
        """);
  }

  @Test
  void messagesAreReceivedByAgeWhileNobodyIsNoisy() {
    Timeline.check(
        VirtualQueue.standard(),
        """
         0s  send     a1 a2 group=a
         1s  send     b1 group=b
         1s  send     a3 group=a
         2s  receive  most=10 a1 a2 b1 a3
        """);
  }

  @Test
  void ofNoisyTenantsTheOneWithTheFewestInFlightGoesFirst() {
    Timeline.check(
        VirtualQueue.standard(),
        """
         0s  send     a1 a2 a3 a4 group=a
         1s  send     b1 b2 b3 group=b
         2s  receive  most=5 hide=300s a1 a2 a3 a4 b1
        62s  send     a5 a6 group=a
        63s  receive  b2
        63s  receive  b3
        63s  receive  a5
        """);
  }

  @Test
  void aTenantWhoseBacklogHasDrainedIsQuietOnceItsShareHasDropped() {
    Timeline.check(
        VirtualQueue.standard(),
        """
          0s  send     a1 group=a
          0s  receive  hide=600s a1
         60s  send     b1 b2 b3 b4 group=b
         60s  send     a2 group=a
         60s  receive  most=5 hide=3600s b1 b2 b3 b4 a2
         60s  delete   a1
         60s  delete   a2
        600s  send     a3 group=a
        601s  send     c1 group=c
        602s  receive  a3
        602s  receive  c1
        """);
  }

  @Test
  void nobodyWaitsBehindAGroupOfAStandardQueue() {
    Timeline.check(
        VirtualQueue.standard(),
        """
         0s  send     same same same group=a
         0s  receive  same
         0s  receive  most=10 same same
         0s  counts   inflight=3
        """);
  }

  @Test
  void whoIsNoisyIsKnownAfterARestart() {
    Timeline.check(
        VirtualQueue.standard(),
        """
         0s  send     a1 a2 group=a
         0s  receive  hide=300s a1
        30s  restart
        60s  send     b1 group=b
        60s  receive  b1
        60s  receive  a2
        """);
  }

  @Test
  void aPurgeForgetsTheTenants() {
    Timeline.check(
        VirtualQueue.standard(),
        """
         0s  send     a1 a2 group=a
         0s  receive  hide=300s a1
        60s  send     b1 group=b
        60s  receive  b1
        60s  purge
        60s  send     a3 group=a
        60s  send     b2 group=b
        60s  receive  a3
        60s  receive  b2
        """);
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 100_000})
  void aQuietMessageIsNextWhateverTheBacklogOfTheNoisy(int backlog) {
    VirtualQueue queue = VirtualQueue.standard();
    queue.send(backlog, "noisy", null, "noisy");
    for (int i = 0; i < 31; i++) {
      assertEquals("noisy", receive(queue, 43_200));
    }
    long asked = queue.rowsAsked();
    for (int i = 0; i < 100; i++) {
      queue.send("quiet", null, "quiet" + i);
      assertEquals("quiet", receive(queue, 43_200));
      assertEquals("noisy", receive(queue, 43_200));
    }
    assertEquals(asked, queue.rowsAsked());
  }

  @Test
  void aTenantThatSendsNoMoreHasItsPlaceByAgeAgainAfterFiveMinutes() {
    VirtualQueue queue = new VirtualQueue(Attributes.none(), 0);
    queue.send(500, "a", null, "a");
    receive(queue, 60);
    queue.at(60_000);
    receive(queue, 0);
    queue.send("b", null, "b");
    assertEquals("b", receive(queue, 600));
    queue.at(360_000);
    queue.send("c", null, "c");
    for (int i = 0; i < 500; i++) {
      assertEquals("a", receiveAndDelete(queue), "" + i);
    }
    assertEquals("c", receiveAndDelete(queue));
  }

  private static String receiveAndDelete(VirtualQueue queue) {
    Received received = queue.receive(1, 60, 0).orElseThrow().get(0);
    String body = queue.body(received);
    queue.delete(received.handle());
    return body;
  }

  private static String receive(VirtualQueue queue, int hideSeconds) {
    return queue.body(queue.receive(1, hideSeconds, 0).orElseThrow().get(0));
  }
}
