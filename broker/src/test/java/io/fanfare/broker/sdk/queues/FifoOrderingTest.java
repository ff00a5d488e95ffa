package io.fanfare.broker.sdk.queues;

import static io.fanfare.broker.sdk.fixture.FifoQueue.bodies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.broker.sdk.fixture.Entries;
import io.fanfare.broker.sdk.fixture.FifoQueue;
import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The messages of a group are received in their order, and one group does not hold up another. */
@OnEveryBroker
final class FifoOrderingTest {

  private static final int LONG = 600;

  private final Tenant tenant;
  private final FifoQueue queue;

  FifoOrderingTest(Tenant tenant) {
    this.tenant = tenant;
    queue = FifoQueue.byContent(tenant);
  }

  @Test
  void aGroupIsReceivedInTheOrderOfSending() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sent.add("g-m" + i);
    }
    queue.send(sent.toArray(String[]::new));
    List<Message> received = tenant.receive(queue.url());
    assertEquals(sent, bodies(received));
    List<String> numbers =
        received.stream()
            .map(m -> m.attributes().get(MessageSystemAttributeName.SEQUENCE_NUMBER))
            .toList();
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
  }

  @Test
  void theEntriesOfABatchKeepTheirOrder() {
    tenant.sqs.sendMessageBatch(
        s ->
            s.queueUrl(queue.url())
                .entries(
                    FifoQueue.entry("3", "g", "first"),
                    FifoQueue.entry("1", "g", "second"),
                    FifoQueue.entry("2", "g", "third")));
    assertEquals(List.of("first", "second", "third"), queue.receiveBodies());
  }

  @Test
  void oneAfterTheOtherIsReceivedAndDeleted() {
    queue.send("g-1", "g-2", "g-3");
    for (String expected : List.of("g-1", "g-2", "g-3")) {
      List<Message> received = queue.receive(1, LONG);
      assertEquals(List.of(expected), bodies(received));
      queue.delete(received.get(0));
    }
    assertEquals("0+0+0", queue.counts());
  }

  @Test
  void aReceiveTakesAsManyAsPossibleOfOneGroupBeforeTheNext() {
    queue.send("g1-m1", "g2-m1", "g1-m2", "g2-m2", "g3-m1");
    assertEquals(List.of("g1-m1", "g1-m2", "g2-m1", "g2-m2", "g3-m1"), queue.receiveBodies());
  }

  @Test
  void groupsTakeTurns() {
    queue.send("g1-m1", "g2-m1", "g2-m2", "g3-m1", "g1-m2");
    assertEquals(List.of("g1-m1", "g1-m2", "g2-m1"), bodies(queue.receive(3, 0)));
    assertEquals(
        List.of("g3-m1", "g1-m1", "g1-m2", "g2-m1", "g2-m2"), bodies(queue.receive(10, LONG)));
  }

  @Test
  void aGroupIsLockedWhileItsOldestMessageIsInFlight() {
    queue.send("g1-m1", "g1-m2");
    assertEquals(List.of("g1-m1"), bodies(queue.receive(1, LONG)));
    assertEquals(List.of(), queue.receiveBodies());
    queue.send("g2-m1");
    assertEquals(List.of("g2-m1"), queue.receiveBodies());
  }

  @Test
  void aMessageSentMeanwhileStandsBehindTheLock() {
    queue.send("g1-m1");
    queue.receive(10, LONG);
    queue.send("g1-m2");
    assertEquals(List.of(), queue.receiveBodies());
    assertEquals("1+0+1", queue.counts());
  }

  @Test
  void onlyWhatWasReceivedCountsAsInFlight() {
    queue.send("g1-m1", "g1-m2", "g1-m3");
    queue.receive(1, LONG);
    assertEquals("2+0+1", queue.counts());
  }

  @Test
  void whenAllInFlightAreDeletedTheRestIsAvailableAtOnce() throws Exception {
    queue.send("g1-m1", "g1-m2", "g1-m3");
    List<Message> inFlight = queue.receive(2, LONG);
    Waiting waiting = Waiting.on(tenant, queue.url());
    inFlight.forEach(queue::delete);
    assertEquals(List.of("g1-m3"), waiting.bodies());
  }

  @Test
  void whileTheOldestThatRemainsIsInFlightTheGroupStaysLocked() {
    queue.send("g1-m1", "g1-m2", "g1-m3");
    List<Message> inFlight = queue.receive(2, LONG);
    queue.delete(inFlight.get(0));
    assertEquals(List.of(), queue.receiveBodies());
    queue.delete(inFlight.get(1));
    assertEquals(List.of("g1-m3"), queue.receiveBodies());
  }

  @Test
  void deletingALaterOneLeavesTheOldestLocked() {
    queue.send("g1-m1", "g1-m2", "g1-m3");
    List<Message> inFlight = queue.receive(2, LONG);
    queue.delete(inFlight.get(1));
    assertEquals(List.of(), queue.receiveBodies());
    queue.release(inFlight.get(0));
    assertEquals(List.of("g1-m1", "g1-m3"), queue.receiveBodies());
  }

  @Test
  void aReleasedOldestIsReceivedUpToTheFirstInFlight() {
    queue.send("g1-m1", "g1-m2", "g1-m3");
    List<Message> inFlight = queue.receive(2, LONG);
    queue.release(inFlight.get(0));
    assertEquals(List.of("g1-m1"), queue.receiveBodies());
  }

  @Test
  void aGroupThatIsAvailableAgainStandsBehindTheOthers() {
    queue.send("g1-m1", "g1-m2", "g2-m1");
    List<Message> inFlight = queue.receive(2, LONG);
    queue.release(inFlight.get(0));
    assertEquals(List.of("g2-m1", "g1-m1"), queue.receiveBodies());
  }

  @Test
  void aReleasedLaterOneWaitsForTheOldest() {
    queue.send("g1-m1", "g1-m2");
    List<Message> inFlight = queue.receive(2, LONG);
    queue.release(inFlight.get(1));
    assertEquals(List.of(), queue.receiveBodies());
    assertEquals("1+0+1", queue.counts());
    queue.delete(inFlight.get(0));
    assertEquals(List.of("g1-m2"), queue.receiveBodies());
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "2, g1-m1", "3, g1-m1 g1-m2"})
  void whenOneIsExtendedOnlyThoseBeforeItComeBack(int extended, String expected) {
    queue.send("g1-m1", "g1-m2", "g1-m3");
    List<Message> inFlight = new ArrayList<>(queue.receive(3, LONG));
    inFlight.remove(extended - 1);
    // One request, so that the leases of both end at one instant.
    expireInASecond(inFlight);
    int wait = expected.isEmpty() ? 4 : 20;
    assertEquals(expected, String.join(" ", bodies(tenant.receive(queue.url(), wait))));
    if (expected.isEmpty()) {
      assertEquals("2+0+1", queue.counts());
    }
  }

  @Test
  void aTimeoutOfZeroLeavesAMessageFirst() {
    queue.send("g1-m1", "g1-m2");
    for (int count = 1; count <= 3; count++) {
      List<Message> received = queue.receive(1, 0);
      assertEquals(List.of("g1-m1"), bodies(received));
      assertEquals(
          Integer.toString(count),
          received.get(0).attributesAsStrings().get("ApproximateReceiveCount"));
    }
    assertEquals(List.of("g1-m1", "g1-m2"), queue.receiveBodies());
  }

  @Test
  void anExpiredMessageComesBackBeforeThoseBehindIt() {
    queue.send("g1-m1", "g1-m2");
    queue.receive(1, 1);
    assertEquals(List.of("g1-m1", "g1-m2"), bodies(tenant.receive(queue.url(), 20)));
  }

  @Test
  void aWaitingReceiveWakesWhenAMessageIsSentOrReleased() throws Exception {
    Waiting forSend = Waiting.on(tenant, queue.url());
    queue.send("g1-m1", "g1-m2");
    assertEquals(List.of("g1-m1"), forSend.bodies());
    Waiting forRelease = Waiting.on(tenant, queue.url());
    queue.release(forSend.answer().get(0));
    assertEquals(List.of("g1-m1", "g1-m2"), forRelease.bodies());
  }

  @Test
  void aWaitingReceiveIsNotWokenByALockedGroup() throws Exception {
    queue.send("g1-m1");
    queue.receive(1, LONG);
    Waiting waiting = Waiting.on(tenant, queue.url());
    queue.send("g1-m2", "g2-m1");
    assertEquals(List.of("g2-m1"), waiting.bodies());
  }

  @Test
  void theQueuesDelayHoldsForMessagesThatWaitAlready() {
    FifoQueue delayed =
        FifoQueue.with(tenant, Map.of("ContentBasedDeduplication", "true", "DelaySeconds", "900"));
    delayed.send("g1-m1", "g1-m2", "g2-m1");
    assertEquals("0+3+0", delayed.counts());
    assertEquals(List.of(), delayed.receiveBodies());
    delayed.set("DelaySeconds", "0");
    assertEquals(List.of("g1-m1", "g1-m2", "g2-m1"), bodies(tenant.receive(delayed.url(), 20)));
  }

  @Test
  void delayedMessagesKeepTheirOrder() {
    FifoQueue delayed =
        FifoQueue.with(tenant, Map.of("ContentBasedDeduplication", "true", "DelaySeconds", "2"));
    delayed.send("g1-m1", "g1-m2", "g1-m3");
    List<String> received = new ArrayList<>();
    while (received.size() < 3) {
      List<Message> next = tenant.receive(delayed.url(), 20);
      assertTrue(!next.isEmpty(), received::toString);
      received.addAll(bodies(next));
      next.forEach(delayed::delete);
    }
    assertEquals(List.of("g1-m1", "g1-m2", "g1-m3"), received);
  }

  private void expireInASecond(List<Message> messages) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(Entries.toChange("e" + entries.size(), message.receiptHandle(), 1));
    }
    tenant.sqs.changeMessageVisibilityBatch(c -> c.queueUrl(queue.url()).entries(entries));
  }
}
