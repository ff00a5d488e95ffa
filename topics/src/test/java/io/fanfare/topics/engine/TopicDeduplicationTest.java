package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.topics.model.TopicError;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A FIFO topic takes in a message once in five minutes, and answers the original's receipt. */
class TopicDeduplicationTest {

  private static final Map<String, String> WHOLE = Map.of();
  private static final Map<String, String> GROUPS = Map.of("FifoThroughputScope", "MessageGroup");

  @Test
  void aMessagePublishedAgainWithinFiveMinutesIsTheFirstOne() {
    VirtualFifoTopic.check(
        WHOLE,
        """
        0s        publish  g1 x new a
        0s        deliver  a
        0s        publish  g1 x again a
        299.999s  publish  g1 x again a
        300s      publish  g1 x new b
        300s      deliver  b
        301s      publish  g1 x again b""");
  }

  @Test
  void theFiveMinutesBeginWithThePublishAndNotWithItsDelivery() {
    VirtualFifoTopic.check(
        WHOLE,
        """
        0s        publish  g1 x new a
        100s      deliver  a
        299.999s  publish  g1 x again a
        300s      publish  g1 x new b""");
  }

  @Test
  void aDuplicateOfWhatIsUnderwaySharesItsFate() {
    VirtualFifoTopic.check(
        WHOLE,
        """
        0s  publish  g1 x new a
        1s  publish  g1 x early a
        2s  fail     a
        2s  publish  g1 x new b
        2s  publish  g1 x early b
        3s  deliver  b
        3s  publish  g1 x again b""");
  }

  @Test
  void anIdCountsInTheWholeTopic() {
    VirtualFifoTopic.check(
        WHOLE,
        """
        0s  publish  g1 x new a
        0s  publish  g2 x early a
        0s  deliver  a
        0s  publish  g2 x again a
        0s  publish  g2 y new b""");
  }

  @Test
  void anIdCountsWithinItsGroupIfThatIsTheScope() {
    VirtualFifoTopic.check(
        GROUPS,
        """
        0s  publish  g1 x new a
        0s  deliver  a
        0s  publish  g2 x new b
        0s  deliver  b
        0s  publish  g1 x again a
        0s  publish  g2 x again b""");
  }

  @Test
  void aRestartForgetsNothingThatWasDelivered() {
    VirtualFifoTopic.check(
        WHOLE,
        """
        0s        publish  g1 x new a
        0s        publish  g1 y new b
        0s        deliver  b
        0s        deliver  a
        100s      restart
        299.999s  publish  g1 x again a
        299.999s  publish  g1 y again b
        300s      publish  g1 x new c""");
  }

  @Test
  void whatWasNotDeliveredBeforeARestartIsNew() {
    VirtualFifoTopic.check(
        WHOLE,
        """
        0s  publish  g1 x new a
        1s  restart
        1s  publish  g1 x new b""");
  }

  @Test
  void whatIsFiveMinutesOldIsForgottenInTheStoreAsWell() {
    VirtualFifoTopic.check(
        WHOLE,
        """
        0s    publish  g1 x new a
        0s    publish  g1 y new b
        0s    deliver  a
        0s    deliver  b
        0s    rows     2
        299s  publish  g1 z new c
        299s  deliver  c
        301s  rows     1
        600s  rows     0""");
  }

  @Test
  void numbersRiseInTheOrderOfPublishing() {
    FifoTopic topic = topic(new ByteBudget(1 << 20));
    VirtualStep step = new VirtualStep(1_000_000);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Publication publication = new Publication("m", null, Map.of(), "g" + i % 3, "id" + i, 1);
      if (topic.accept(publication, "http://x", Map.of(), step)
          instanceof Acceptance.New accepted) {
        numbers.add(accepted.message().receipt().sequenceNumber());
      }
    }
    assertEquals(20, numbers.size());
    assertEquals(numbers.stream().sorted().toList(), numbers);
    assertTrue(numbers.stream().allMatch(number -> number.matches("[0-9]{20}")));
  }

  @Test
  void moreThanThereIsMemoryForIsRefused() {
    ByteBudget budget = new ByteBudget(1);
    FifoTopic topic = topic(budget);
    topic.checkRoom();
    budget.remembered(1);
    BrokerException refusal = assertThrows(BrokerException.class, topic::checkRoom);
    assertEquals(TopicError.THROTTLED, refusal.code());
    budget.remembered(-1);
    topic.checkRoom();
  }

  private static FifoTopic topic(ByteBudget budget) {
    TopicRecord record = new TopicRecord(7, "arn:aws:sns:r:1:t.fifo", Attributes.none(), Map.of());
    return new FifoTopic(new Topic(record, List.of()), budget);
  }

  @Test
  void aBatchThatIsRefusedInItsMiddleIsNotTakenInAtAll() {
    FifoTopic topic = topic(new ByteBudget(1 << 20));
    List<Publication> batch =
        List.of(
            new Publication("text", null, Map.of(), "g", "1", 4),
            new Publication("text", null, Map.of(), "g", "2", 4));
    BrokerException refusal = CommonError.SERVICE_UNAVAILABLE.refuse("No number is free");
    VirtualStep scarce = new VirtualStep(0);
    scarce.refuseAfter(1, refusal);
    assertSame(
        refusal,
        assertThrows(
            BrokerException.class, () -> topic.accept(batch, "http://x", Map.of(), scarce)));
    assertEquals(Optional.empty(), topic.firstUnderway());
    List<Acceptance> taken = topic.accept(batch, "http://x", Map.of(), new VirtualStep(0));
    assertTrue(taken.stream().allMatch(Acceptance.New.class::isInstance));
  }
}
