package io.fanfare.queues.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.queues.engine.OpenHandle;
import io.fanfare.queues.model.ReceiptHandle;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is in hand stays hidden while it is, and no longer. */
class HandTest {

  private static final OpenHandle HANDLE =
      new OpenHandle(new ReceiptHandle(1, 1, 1, 1, 1), "a message");
  private static final long HOUR = 3_600_000;

  private final Hand hand = new Hand(3, 12 * HOUR);

  @Test
  void aMessageIsHiddenAnewWhenHalfOfItsTimeIsOver() {
    hand.take(1, HANDLE, 30_000, 0);
    assertEquals(OptionalLong.of(15_000), hand.nextDeadline());
    assertEquals(List.of(), hand.due(14_999).prolongations());
    assertEquals(List.of(new Hand.Prolongation(1, HANDLE, 30)), hand.due(15_000).prolongations());
    assertEquals(OptionalLong.of(30_000), hand.nextDeadline());
    assertEquals(List.of(new Hand.Prolongation(1, HANDLE, 30)), hand.due(30_000).prolongations());
  }

  @Test
  void aMessageIsHiddenForTwelveHoursAtTheMostAndIsLostThen() {
    hand.take(1, HANDLE, HOUR, 0);
    long hiddenUntil = HOUR;
    long last = 12 * HOUR - 1_000;
    for (long now = 0; now < last; now = hand.nextDeadline().orElseThrow()) {
      for (Hand.Prolongation one : hand.due(now).prolongations()) {
        hiddenUntil = now + one.seconds() * 1_000L;
      }
    }
    assertEquals(last, hiddenUntil);
    assertEquals(List.of(1L), hand.due(last).lost());
    assertTrue(hand.isEmpty());
  }

  @Test
  void aBoundEndsALeaseEarlier() {
    Hand bounded = new Hand(3, 45_000);
    bounded.take(1, HANDLE, 30_000, 0);
    assertEquals(30, bounded.due(15_000).prolongations().get(0).seconds());
    assertEquals(OptionalLong.of(45_000), bounded.nextDeadline());
    assertEquals(List.of(1L), bounded.due(45_000).lost());
    assertEquals(3, bounded.free());
  }

  @Test
  void aBoundBelowTheVisibilityTimeoutHidesForNoLonger() {
    assertEquals(5_000, new Hand(1, 5_000).hideMillis(30_000));
    assertEquals(1_000, hand.hideMillis(0));
    Hand bounded = new Hand(1, 5_000);
    bounded.take(1, HANDLE, 5_000, 0);
    assertEquals(OptionalLong.of(5_000), bounded.nextDeadline());
    assertEquals(List.of(1L), bounded.due(5_000).lost());
  }

  @Test
  void whatCouldNotBeHiddenAnewIsTriedAgainSoon() {
    hand.take(1, HANDLE, 30_000, 0);
    hand.due(15_000);
    hand.failed(1, 15_010);
    assertEquals(OptionalLong.of(15_510), hand.nextDeadline());
    assertEquals(30, hand.due(15_510).prolongations().get(0).seconds());
  }

  @Test
  void aMessageThatIsGoneIsNotHiddenAnewButStaysInHandWhileItsHandlerRuns() {
    hand.take(1, HANDLE, 30_000, 0);
    hand.due(15_000);
    hand.refused(1);
    assertEquals(OptionalLong.of(12 * HOUR - 1_000), hand.nextDeadline());
    assertEquals(2, hand.free());
    assertTrue(hand.remove(1));
    assertEquals(3, hand.free());
  }

  @Test
  void aMessageThatIsBeingSettledIsLeftAlone() {
    hand.take(1, HANDLE, 1_000, 0);
    hand.settling(1);
    assertEquals(OptionalLong.empty(), hand.nextDeadline());
    assertEquals(new Hand.Due(List.of(), List.of()), hand.due(13 * HOUR));
    assertEquals(Set.of(), hand.idle());
    assertFalse(hand.isEmpty());
    hand.abandon(1);
    hand.refused(1);
    assertEquals(OptionalLong.empty(), hand.nextDeadline());
  }

  @Test
  void aMessageThatCouldNotBeSettledIsHiddenAnewAtOnce() {
    hand.take(1, HANDLE, 1_000, 0);
    hand.settling(1);
    hand.unsettled(1, 700);
    assertEquals(OptionalLong.of(700), hand.nextDeadline());
    assertEquals(1, hand.due(700).prolongations().get(0).seconds());
    assertEquals(Set.of(1L), hand.idle());
  }

  @Test
  void anAbandonedMessageIsLostWhenItBecomesVisible() {
    hand.take(1, HANDLE, 30_000, 0);
    hand.due(15_000);
    hand.abandon(1);
    assertEquals(List.of(), hand.due(44_999).prolongations());
    assertEquals(List.of(1L), hand.due(45_000).lost());
  }

  @Test
  void manyAreHiddenAnewInSlices() {
    Hand large = new Hand(1_200, 12 * HOUR);
    for (long number = 0; number < 1_200; number++) {
      large.take(number, HANDLE, 30_000, 0);
    }
    assertEquals(0, large.free());
    assertEquals(500, large.due(15_000).prolongations().size());
    assertEquals(OptionalLong.of(15_000), large.nextDeadline());
    assertEquals(500, large.due(15_000).prolongations().size());
    assertEquals(200, large.due(15_000).prolongations().size());
    assertEquals(OptionalLong.of(30_000), large.nextDeadline());
  }
}
