package io.fanfare.broker.proof;

import static io.fanfare.broker.proof.Outcome.ACKED;
import static io.fanfare.broker.proof.Outcome.MAYBE;
import static io.fanfare.broker.proof.Outcome.REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker condemns each broken promise, planted, and nothing that an honest broker can do. */
final class HistoryCheckerTest {

  private final Story story = new Story();

  @Test
  void aMessageSentReceivedAndDeletedIsClean() {
    story.sent(0, 1).received(1, 30, 1, 2).deleted(2, 3);
    expectClean();
  }

  @Test
  void anAcknowledgedMessageThatIsNeverFoundIsLost() {
    story.sent(0, 1);
    expect(Kind.LOST);
  }

  @Test
  void anAcknowledgedMessageThatVanishesAfterADeliveryIsLost() {
    story.sent(0, 1).received(1, 30, 1, 2).hearing(REFUSED).deleted(2, 3);
    expect(Kind.LOST);
  }

  @Test
  void aMessageWhoseDeletionWasNotAnsweredMayBeGone() {
    story.sent(0, 1).received(1, 30, 1, 2).hearing(MAYBE).deleted(2, 3);
    expectClean();
  }

  @Test
  void anUnansweredSendMayHaveNoEffect() {
    story.hearing(MAYBE).sent(0, 1);
    expectClean();
  }

  @Test
  void anUnansweredSendMayHaveItsEffect() {
    story.hearing(MAYBE).sent(0, 1).hearing(ACKED).received(1, 30, 2, 3).deleted(3, 4);
    expectClean();
  }

  @Test
  void aMessageThatNobodySentIsUnexpected() {
    story.received(1, 30, 1, 2).deleted(2, 3);
    expect(Kind.UNEXPECTED);
  }

  @Test
  void aMessageWhoseSendWasRefusedIsUnexpected() {
    story.hearing(REFUSED).sent(0, 1).hearing(ACKED).received(1, 30, 1, 2).deleted(2, 3);
    expect(Kind.UNEXPECTED);
  }

  @Test
  void aMessageThatCameBeforeItWasSentIsUnexpected() {
    story.received(1, 30, 0, 1).sent(2, 3).deleted(4, 5);
    assertEquals(1, story.verdict().count(Kind.UNEXPECTED));
  }

  @Test
  void aMessageWithAnotherContentIsAltered() {
    story.sent(0, 1).with("other").received(1, 30, 1, 2).deleted(2, 3);
    expect(Kind.ALTERED);
  }

  @Test
  void oneSendThatBecomesTwoMessagesIsDuplicated() {
    story.sent(0, 1).received(1, 30, 1, 2).called("other").received(1, 30, 1, 2).deleted(2, 3);
    expect(Kind.DUPLICATED);
  }

  @Test
  void twoSendsMayBecomeTwoMessages() {
    story.sent(0, 1).hearing(MAYBE).sent(2, 3).hearing(ACKED);
    story.received(1, 30, 3, 4).called("other").received(1, 30, 3, 4).deleted(4, 5);
    expectClean();
  }

  @Test
  void aPublishAndItsRepetitionMayBeOneMessage() {
    story.once().hearing(MAYBE).sent(0, 1).hearing(ACKED).sent(2, 3).sent(4, 5);
    story.received(1, 30, 5, 6).deleted(6, 7);
    expectClean();
  }

  @Test
  void aRepetitionThatWasAcknowledgedAndNeverComesIsLost() {
    story.once().hearing(MAYBE).sent(0, 1).restarted(1, 2).hearing(ACKED).sent(3, 4);
    expect(Kind.LOST);
  }

  @Test
  void aRepetitionThatBecomesAMessageOfItsOwnIsASecondCopy() {
    story.once().hearing(MAYBE).sent(0, 1).hearing(ACKED).sent(2, 3);
    story.received(1, 30, 4, 5).deleted(5, 6).called("other").received(1, 30, 4, 5).deleted(5, 6);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aRestartBeforeTheRepetitionMayCauseASecondCopy() {
    story.once().hearing(MAYBE).sent(0, 1).restarted(1, 2).hearing(ACKED).sent(3, 4);
    story.received(1, 30, 4, 5).deleted(5, 6).called("other").received(1, 30, 4, 5).deleted(5, 6);
    expectClean();
  }

  @Test
  void aRestartAfterTheRepetitionCausesNoSecondCopy() {
    story.once().hearing(MAYBE).sent(0, 1).hearing(ACKED).sent(2, 3).restarted(4, 5);
    story.received(1, 30, 6, 7).deleted(7, 8).called("other").received(1, 30, 6, 7).deleted(7, 8);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aRestartCausesNoSecondCopyOfWhatWasAcknowledged() {
    story.once().sent(0, 1).restarted(1, 2).sent(3, 4);
    story.received(1, 30, 4, 5).deleted(5, 6).called("other").received(1, 30, 4, 5).deleted(5, 6);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void oneRestartCausesNoThirdCopy() {
    story.once().hearing(MAYBE).sent(0, 1).sent(0, 1).restarted(1, 2).hearing(ACKED).sent(3, 4);
    story.received(1, 30, 4, 5).deleted(5, 6).called("other").received(1, 30, 4, 5).deleted(5, 6);
    story.called("third").received(1, 30, 4, 5).deleted(5, 6);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aDeliveryAskedForAfterTheDeletionWasAcknowledgedIsResurrected() {
    story.sent(0, 1).received(1, 1, 1, 2).deleted(3, 4).received(2, 1, 4.1, 5);
    expect(Kind.RESURRECTED);
  }

  @Test
  void aDeliveryUnderWayDuringTheDeletionIsNotResurrected() {
    story.sent(0, 1).received(1, 1, 1, 2).deleted(3, 4).received(2, 1, 3.9, 5);
    expectClean();
  }

  @Test
  void aMessageThatComesAfterItsTwinWasDeletedIsNotResurrected() {
    story.sent(0, 1).hearing(MAYBE).sent(0, 1).hearing(ACKED);
    story.received(1, 30, 1, 2).deleted(3, 4).called("other").received(1, 30, 5, 6).deleted(6, 7);
    expectClean();
  }

  @Test
  void aChangeProlongsNoLeaseOfATwin() {
    story.sent(0, 1).hearing(MAYBE).sent(0, 1).hearing(ACKED);
    story.received(1, 5, 1, 2).changed(30, 3, 4).deleted(5, 6);
    story.called("other").received(1, 5, 1, 2).received(2, 30, 8, 9).deleted(9, 10);
    expectClean();
  }

  @Test
  void aDeliveryBeforeTheDelayIsOverIsEarly() {
    story.sent(0, 1, 5).received(1, 30, 3, 4.9).deleted(5, 6);
    expect(Kind.EARLY);
  }

  @Test
  void aDeliveryHeardAfterTheDelayIsNotEarly() {
    story.sent(0, 1, 5).received(1, 30, 3, 5.1).deleted(6, 7);
    expectClean();
  }

  @Test
  void aSecondDeliveryWithinTheVisibilityTimeoutIsDouble() {
    story.sent(0, 1).received(1, 30, 1, 2).received(2, 30, 20, 30.9).deleted(31, 32);
    expect(Kind.DOUBLE_DELIVERY);
  }

  @Test
  void aSecondDeliveryAfterTheVisibilityTimeoutIsClean() {
    story.sent(0, 1).received(1, 30, 1, 2).received(2, 30, 20, 31.1).deleted(32, 33);
    expectClean();
  }

  @Test
  void aLeaseOutlivesARestart() {
    story.sent(0, 1).received(1, 30, 1, 2).restarted(3, 4).received(2, 30, 5, 6).deleted(7, 8);
    expect(Kind.DOUBLE_DELIVERY_ACROSS_RESTART);
  }

  @Test
  void aLeaseMayEndDuringARestart() {
    story.sent(0, 1).received(1, 2, 1, 2).restarted(3, 4).received(2, 30, 5, 6).deleted(7, 8);
    expectClean();
  }

  @Test
  void aLeaseEndsWithAChangeToZero() {
    story.sent(0, 1).received(1, 30, 1, 2).changed(0, 3, 4).received(2, 30, 3, 3.5).deleted(5, 6);
    expectClean();
  }

  @Test
  void anUnansweredChangeToZeroMayEndALease() {
    story.sent(0, 1).received(1, 30, 1, 2).hearing(MAYBE).changed(0, 3, 4).hearing(ACKED);
    story.received(2, 30, 5, 6).deleted(6, 7);
    expectClean();
  }

  @Test
  void anAcknowledgedChangeProlongsALease() {
    story.sent(0, 1).received(1, 5, 1, 2).changed(30, 3, 4).received(2, 30, 20, 21).deleted(22, 23);
    expect(Kind.DOUBLE_DELIVERY);
  }

  @Test
  void anUnansweredChangeDoesNotSurelyProlongALease() {
    story.sent(0, 1).received(1, 5, 1, 2).hearing(MAYBE).changed(30, 3, 4).hearing(ACKED);
    story.received(2, 30, 20, 21).deleted(22, 23);
    expectClean();
  }

  @Test
  void aRepeatedReceiveCountIsWrong() {
    story.sent(0, 1).received(1, 1, 1, 2).received(1, 1, 5, 6).deleted(7, 8);
    expect(Kind.WRONG_COUNT);
  }

  @Test
  void aReceiveCountThatDoesNotBeginWithOneIsWrong() {
    story.sent(0, 1).received(2, 30, 1, 2).deleted(3, 4);
    expect(Kind.WRONG_COUNT);
  }

  @Test
  void aReceiveCountThatFallsIsWrong() {
    story.sent(0, 1).received(2, 1, 1, 2).received(1, 1, 5, 6).deleted(7, 8);
    story.receivedUnheard(1, 2);
    assertEquals(1, story.verdict().count(Kind.WRONG_COUNT));
  }

  @Test
  void anUnheardReceiveExplainsAGapInTheCounts() {
    story.sent(0, 1).received(1, 1, 1, 2).receivedUnheard(3, 4).received(3, 1, 6, 7).deleted(7, 8);
    expectClean();
  }

  @Test
  void anUnheardReceiveExplainsNoGapElsewhere() {
    story.sent(0, 1).received(1, 1, 1, 2).received(3, 1, 6, 7).deleted(7, 8);
    story.receivedUnheard(9, 10);
    expect(Kind.WRONG_COUNT);
  }

  @Test
  void theFiguresAreCounted() {
    story.sent(0, 1).received(1, 1, 1, 2).restarted(2, 3).received(2, 1, 5, 6).deleted(7, 8);
    var figures = story.verdict().figures();
    assertEquals(1, figures.get("restarts"));
    assertEquals(1, figures.get("messages acked"));
    assertEquals(2, figures.get("deliveries"));
    assertEquals(1, figures.get("redeliveries"));
  }

  private void expectClean() {
    assertEquals(List.of(), story.verdict().violations());
  }

  private void expect(Kind kind) {
    assertEquals(
        List.of(kind), story.verdict().violations().stream().map(Violation::kind).toList());
  }
}
