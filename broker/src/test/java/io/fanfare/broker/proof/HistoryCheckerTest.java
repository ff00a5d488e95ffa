package io.fanfare.broker.proof;

import static io.fanfare.broker.proof.Completion.FAIL;
import static io.fanfare.broker.proof.Completion.INFO;
import static io.fanfare.broker.proof.Completion.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.Anomaly.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker finds each broken promise, planted, and nothing in what a correct broker can do. */
final class HistoryCheckerTest {

  private final HistoryBuilder history = new HistoryBuilder();

  @Test
  void aMessageSentReceivedAndDeletedIsClean() {
    history.sent(0, 1).received(1, 30, 1, 2).deleted(2, 3);
    expectValid();
  }

  @Test
  void anAcknowledgedMessageThatIsNeverFoundIsLost() {
    history.sent(0, 1);
    expect(Kind.LOST);
  }

  @Test
  void anAcknowledgedMessageThatVanishesAfterADeliveryIsLost() {
    history.sent(0, 1).received(1, 30, 1, 2).hearing(FAIL).deleted(2, 3);
    expect(Kind.LOST);
  }

  @Test
  void aMessageWhoseDeletionWasNotAnsweredMayBeGone() {
    history.sent(0, 1).received(1, 30, 1, 2).hearing(INFO).deleted(2, 3);
    expectValid();
  }

  @Test
  void anUnansweredSendMayHaveNoEffect() {
    history.hearing(INFO).sent(0, 1);
    expectValid();
  }

  @Test
  void anUnansweredSendMayHaveItsEffect() {
    history.hearing(INFO).sent(0, 1).hearing(OK).received(1, 30, 2, 3).deleted(3, 4);
    expectValid();
  }

  @Test
  void aMessageThatNobodySentIsUnexpected() {
    history.received(1, 30, 1, 2).deleted(2, 3);
    expect(Kind.UNEXPECTED);
  }

  @Test
  void aMessageWhoseSendWasRefusedIsUnexpected() {
    history.hearing(FAIL).sent(0, 1).hearing(OK).received(1, 30, 1, 2).deleted(2, 3);
    expect(Kind.UNEXPECTED);
  }

  @Test
  void aMessageThatCameBeforeItWasSentIsUnexpected() {
    history.received(1, 30, 0, 1).sent(2, 3).deleted(4, 5);
    assertEquals(1, history.results().count(Kind.UNEXPECTED));
  }

  @Test
  void aMessageWithAnotherContentIsAltered() {
    history.sent(0, 1).with("other").received(1, 30, 1, 2).deleted(2, 3);
    expect(Kind.ALTERED);
  }

  @Test
  void oneSendThatBecomesTwoMessagesIsDuplicated() {
    history.sent(0, 1).received(1, 30, 1, 2).called("other").received(1, 30, 1, 2).deleted(2, 3);
    expect(Kind.DUPLICATED);
  }

  @Test
  void twoSendsMayBecomeTwoMessages() {
    history.sent(0, 1).hearing(INFO).sent(2, 3).hearing(OK);
    history.received(1, 30, 3, 4).called("other").received(1, 30, 3, 4).deleted(4, 5);
    expectValid();
  }

  @Test
  void aPublishAndItsRepetitionMayBeOneMessage() {
    history.once().hearing(INFO).sent(0, 1).hearing(OK).sent(2, 3).sent(4, 5);
    history.received(1, 30, 5, 6).deleted(6, 7);
    expectValid();
  }

  @Test
  void aRepetitionThatWasAcknowledgedAndNeverComesIsLost() {
    history.once().hearing(INFO).sent(0, 1).restarted(1, 2).hearing(OK).sent(3, 4);
    expect(Kind.LOST);
  }

  @Test
  void aRepetitionThatBecomesAMessageOfItsOwnIsASecondCopy() {
    history.once().hearing(INFO).sent(0, 1).hearing(OK).sent(2, 3);
    history.received(1, 30, 4, 5).deleted(5, 6).called("other").received(1, 30, 4, 5).deleted(5, 6);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aRestartBeforeTheRepetitionMayCauseASecondCopy() {
    history.once().hearing(INFO).sent(0, 1).restarted(1, 2).hearing(OK).sent(3, 4);
    history.received(1, 30, 4, 5).deleted(5, 6).called("other").received(1, 30, 4, 5).deleted(5, 6);
    expectValid();
  }

  @Test
  void aRestartAfterTheRepetitionCausesNoSecondCopy() {
    history.once().hearing(INFO).sent(0, 1).hearing(OK).sent(2, 3).restarted(4, 5);
    history.received(1, 30, 6, 7).deleted(7, 8).called("other").received(1, 30, 6, 7).deleted(7, 8);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aRestartCausesNoSecondCopyOfWhatWasAcknowledged() {
    history.once().sent(0, 1).restarted(1, 2).sent(3, 4);
    history.received(1, 30, 4, 5).deleted(5, 6).called("other").received(1, 30, 4, 5).deleted(5, 6);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void oneRestartCausesNoThirdCopy() {
    history.once().hearing(INFO).sent(0, 1).sent(0, 1).restarted(1, 2).hearing(OK).sent(3, 4);
    history.received(1, 30, 4, 5).deleted(5, 6).called("other").received(1, 30, 4, 5).deleted(5, 6);
    history.called("third").received(1, 30, 4, 5).deleted(5, 6);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aDeliveryAskedForAfterTheDeletionWasAcknowledgedIsResurrected() {
    history.sent(0, 1).received(1, 1, 1, 2).deleted(3, 4).received(2, 1, 4.1, 5);
    expect(Kind.RESURRECTED);
  }

  @Test
  void aDeliveryUnderWayDuringTheDeletionIsNotResurrected() {
    history.sent(0, 1).received(1, 1, 1, 2).deleted(3, 4).received(2, 1, 3.9, 5);
    expectValid();
  }

  @Test
  void aMessageThatComesAfterItsTwinWasDeletedIsNotResurrected() {
    history.sent(0, 1).hearing(INFO).sent(0, 1).hearing(OK);
    history.received(1, 30, 1, 2).deleted(3, 4).called("other").received(1, 30, 5, 6).deleted(6, 7);
    expectValid();
  }

  @Test
  void aChangeProlongsNoLeaseOfATwin() {
    history.sent(0, 1).hearing(INFO).sent(0, 1).hearing(OK);
    history.received(1, 5, 1, 2).changed(30, 3, 4).deleted(5, 6);
    history.called("other").received(1, 5, 1, 2).received(2, 30, 8, 9).deleted(9, 10);
    expectValid();
  }

  @Test
  void aDeliveryBeforeTheDelayIsOverIsEarly() {
    history.sent(0, 1, 5).received(1, 30, 3, 4.9).deleted(5, 6);
    expect(Kind.EARLY);
  }

  @Test
  void aDeliveryHeardAfterTheDelayIsNotEarly() {
    history.sent(0, 1, 5).received(1, 30, 3, 5.1).deleted(6, 7);
    expectValid();
  }

  @Test
  void aSecondDeliveryWithinTheVisibilityTimeoutIsDouble() {
    history.sent(0, 1).received(1, 30, 1, 2).received(2, 30, 20, 30.9).deleted(31, 32);
    expect(Kind.DOUBLE_DELIVERY);
  }

  @Test
  void aSecondDeliveryAfterTheVisibilityTimeoutIsClean() {
    history.sent(0, 1).received(1, 30, 1, 2).received(2, 30, 20, 31.1).deleted(32, 33);
    expectValid();
  }

  @Test
  void aLeaseOutlivesARestart() {
    history.sent(0, 1).received(1, 30, 1, 2).restarted(3, 4).received(2, 30, 5, 6).deleted(7, 8);
    expect(Kind.DOUBLE_DELIVERY_ACROSS_RESTART);
  }

  @Test
  void aLeaseMayEndDuringARestart() {
    history.sent(0, 1).received(1, 2, 1, 2).restarted(3, 4).received(2, 30, 5, 6).deleted(7, 8);
    expectValid();
  }

  @Test
  void aLeaseEndsWithAChangeToZero() {
    history.sent(0, 1).received(1, 30, 1, 2).changed(0, 3, 4).received(2, 30, 3, 3.5).deleted(5, 6);
    expectValid();
  }

  @Test
  void anUnansweredChangeToZeroMayEndALease() {
    history.sent(0, 1).received(1, 30, 1, 2).hearing(INFO).changed(0, 3, 4).hearing(OK);
    history.received(2, 30, 5, 6).deleted(6, 7);
    expectValid();
  }

  @Test
  void anAcknowledgedChangeProlongsALease() {
    history
        .sent(0, 1)
        .received(1, 5, 1, 2)
        .changed(30, 3, 4)
        .received(2, 30, 20, 21)
        .deleted(22, 23);
    expect(Kind.DOUBLE_DELIVERY);
  }

  @Test
  void anUnansweredChangeDoesNotSurelyProlongALease() {
    history.sent(0, 1).received(1, 5, 1, 2).hearing(INFO).changed(30, 3, 4).hearing(OK);
    history.received(2, 30, 20, 21).deleted(22, 23);
    expectValid();
  }

  @Test
  void aRepeatedReceiveCountIsWrong() {
    history.sent(0, 1).received(1, 1, 1, 2).received(1, 1, 5, 6).deleted(7, 8);
    expect(Kind.WRONG_COUNT);
  }

  @Test
  void aReceiveCountThatDoesNotBeginWithOneIsWrong() {
    history.sent(0, 1).received(2, 30, 1, 2).deleted(3, 4);
    expect(Kind.WRONG_COUNT);
  }

  @Test
  void aReceiveCountThatFallsIsWrong() {
    history.sent(0, 1).received(2, 1, 1, 2).received(1, 1, 5, 6).deleted(7, 8);
    history.receivedUnheard(1, 2);
    assertEquals(1, history.results().count(Kind.WRONG_COUNT));
  }

  @Test
  void anUnheardReceiveExplainsAGapInTheCounts() {
    history
        .sent(0, 1)
        .received(1, 1, 1, 2)
        .receivedUnheard(3, 4)
        .received(3, 1, 6, 7)
        .deleted(7, 8);
    expectValid();
  }

  @Test
  void anUnheardReceiveExplainsNoGapElsewhere() {
    history.sent(0, 1).received(1, 1, 1, 2).received(3, 1, 6, 7).deleted(7, 8);
    history.receivedUnheard(9, 10);
    expect(Kind.WRONG_COUNT);
  }

  @Test
  void theFiguresAreCounted() {
    history.sent(0, 1).received(1, 1, 1, 2).restarted(2, 3).received(2, 1, 5, 6).deleted(7, 8);
    var figures = history.results().figures();
    assertEquals(1, figures.get("restarts"));
    assertEquals(1, figures.get("messages ok"));
    assertEquals(2, figures.get("deliveries"));
    assertEquals(1, figures.get("redeliveries"));
  }

  private void expectValid() {
    assertEquals(List.of(), history.results().anomalies());
  }

  private void expect(Kind kind) {
    assertEquals(List.of(kind), history.results().anomalies().stream().map(Anomaly::kind).toList());
  }
}
