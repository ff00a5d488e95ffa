package io.fanfare.broker.proof;

import static io.fanfare.broker.proof.Completion.FAIL;
import static io.fanfare.broker.proof.Completion.INFO;
import static io.fanfare.broker.proof.Completion.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.Anomaly.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What FIFO queues promise beyond other queues: broken, planted, and found; kept, and not. */
final class GroupHistoryTest {

  private final HistoryBuilder history = new HistoryBuilder();

  @Test
  void aGroupThatComesInItsOrderIsClean() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    history.of("g2").sent(0, 1).received(1, 30, 4.1, 5).deleted(5, 6);
    expectValid();
  }

  @Test
  void aMessageThatComesBeforeAnOlderOneIsOutOfOrder() {
    history.of("g2").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    history.of("g1").sent(0, 1).received(1, 30, 5, 6).deleted(6, 7);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void aMessageMayComeTogetherWithAnOlderOne() {
    history.of("g2").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    expectValid();
  }

  @Test
  void aMessageThatComesWithAnOlderOneMustNotLeaveOutOneInBetween() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    history.of("g3").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    history.of("g2").sent(0, 1).received(1, 30, 5, 6).deleted(6, 7);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void anOlderMessageMayBeDeletedWhileTheReceiveIsUnderWay() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    history.of("g2").sent(0, 1).received(1, 30, 2, 3.5).deleted(5, 6);
    expectValid();
  }

  @Test
  void anOlderMessageWhoseDeletionNobodyAnsweredMayBeGone() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).hearing(INFO).deleted(3, 4).hearing(OK);
    history.of("g2").sent(0, 1).received(1, 30, 5, 6).deleted(6, 7);
    expectValid();
  }

  @Test
  void anOlderMessageThatComesAgainWasNotDeleted() {
    history.of("g1").sent(0, 1).received(1, 1, 2, 3).hearing(INFO).deleted(3, 4).hearing(OK);
    history.of("g2").sent(0, 1).received(1, 30, 5, 6).deleted(6, 7);
    history.of("g1").received(2, 30, 8, 9).deleted(9, 10);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void anOlderMessageWhoseDeletionWasRefusedIsStillFirst() {
    history.of("g1").sent(0, 1).received(1, 1, 2, 3).hearing(FAIL).deleted(4, 5).hearing(OK);
    history.of("g2").sent(0, 1).received(1, 30, 6, 7).deleted(7, 8);
    history.of("g1").received(2, 30, 9, 10).deleted(10, 11);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void anOlderMessageWhoseTimeoutPassedComesFirstAgain() {
    history.of("g1").sent(0, 1).received(1, 1, 2, 3).received(2, 30, 6, 7).deleted(7, 8);
    history.of("g2").sent(0, 1).received(1, 30, 6, 7).deleted(7, 8);
    expectValid();
  }

  @Test
  void aMessageThatComesWhileAnOlderOneIsHiddenBreaksTheLock() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(9, 10);
    history.of("g2").sent(0, 1).received(1, 30, 4, 5).deleted(6, 7);
    expect(Kind.LOCK_BROKEN);
  }

  @Test
  void aLockOutlivesARestart() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).restarted(4, 5).deleted(9, 10);
    history.of("g2").sent(0, 1).received(1, 30, 6, 7).deleted(7, 8);
    expect(Kind.LOCK_BROKEN);
  }

  @Test
  void aLockThatWasProlongedIsALock() {
    history.of("g1").sent(0, 1).received(1, 5, 2, 3).changed(30, 3, 4).deleted(20, 21);
    history.of("g2").sent(0, 1).received(1, 30, 10, 11).deleted(12, 13);
    expect(Kind.LOCK_BROKEN);
  }

  @Test
  void aYoungerMessageThatIsHiddenLocksNothing() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).changed(0, 3, 4).received(2, 30, 5, 6);
    history.deleted(7, 8);
    history.of("g2").sent(0, 1).received(1, 30, 2, 3).deleted(7, 8);
    expectValid();
  }

  @Test
  void aGroupDoesNotLockAnother() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(9, 10);
    history.of("h2").sent(0, 1).received(1, 30, 4, 5).deleted(6, 7);
    expectValid();
  }

  @Test
  void aMessageOfAGroupThatNeverComesIsLost() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4).of("g2").sent(0, 1);
    expect(Kind.LOST);
  }

  @Test
  void sendsOfOneIdThatToldOfOneMessageAreOneCopy() {
    history.of("g1").hearing(INFO).sent(0, 1).hearing(OK).sent(2, 3).sent(8, 9);
    history.received(1, 30, 4, 5).deleted(5, 6);
    expectValid();
  }

  @Test
  void sendsOfOneIdThatToldOfTwoMessagesMadeASecondCopy() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4).restarted(4, 5);
    history.called("other").sent(5, 6);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void sendsOfOneIdThatToldOfTwoSequenceNumbersMadeASecondCopy() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4).numbered(2).sent(4, 5);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aRetryWhoseFirstAttemptComesTooMadeASecondCopy() {
    history.of("g1").hearing(INFO).sent(0, 1).hearing(OK).sent(2, 3);
    history.received(1, 30, 4, 5).deleted(5, 6);
    history.called("other").numbered(2).received(1, 30, 4, 5);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aMessageThatComesInAnotherGroupIsASecondCopy() {
    history.of("g1").sent(0, 1).inGroup("h").received(1, 30, 2, 3).deleted(3, 4);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aSequenceNumberThatFallsAfterARestartFell() {
    history.of("g5").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4).restarted(4, 5);
    history.of("h4").sent(5, 6).received(1, 30, 7, 8).deleted(8, 9);
    expect(Kind.SEQUENCE_FELL);
  }

  @Test
  void aSequenceNumberThatComesTwiceFell() {
    history.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    history.of("h1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    expect(Kind.SEQUENCE_FELL);
  }

  @Test
  void sendsAtTheSameTimeMayBeNumberedEitherWay() {
    history.of("g2").sent(0, 1).received(1, 30, 3, 4).deleted(5, 6);
    history.of("h1").sent(0.9, 2).received(1, 30, 3, 4).deleted(5, 6);
    expectValid();
  }

  @Test
  void aMessageOfAGroupThatCameBeforeItWasSentIsUnexpected() {
    history.of("g1").received(1, 30, 0, 1).sent(2, 3).deleted(4, 5);
    assertEquals(1, history.results().count(Kind.UNEXPECTED));
  }

  @Test
  void whatATopicAcknowledgedBeforeAnotherPublishIsNumberedBeforeIt() {
    history.of("g2").published(0, 1).of("g1").published(2, 3).received(1, 30, 4, 5).deleted(5, 6);
    history.of("g2").received(1, 30, 4, 5).deleted(5, 6);
    expect(Kind.SEQUENCE_FELL);
  }

  @Test
  void publishesAtTheSameTimeMayBeNumberedEitherWay() {
    history.of("g2").published(0, 2).of("g1").published(1, 3).received(1, 30, 4, 5).deleted(5, 6);
    history.of("g2").received(1, 30, 4, 5).deleted(5, 6);
    expectValid();
  }

  @Test
  void whatATopicPublishedLaterMustNotComeBeforeWhatIsOlder() {
    history.of("g1").published(0, 1).of("g2").published(2, 3).received(1, 30, 4, 5).deleted(5, 6);
    history.of("g1").received(1, 30, 6, 7).deleted(7, 8);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void aSecondCopyInAFifoQueueIsOneAlsoAfterARestart() {
    history.of("g1").hearing(INFO).published(0, 1).restarted(1, 2).hearing(OK).published(3, 4);
    history.received(1, 30, 5, 6).deleted(6, 7);
    history.called("other").numbered(2).received(1, 30, 5, 6).deleted(6, 7);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aRetryKeepsTheNumberOfTheFirstAttempt() {
    history.of("g1").hearing(INFO).sent(0, 1).hearing(OK).of("h2").sent(2, 3).of("g1").sent(4, 5);
    history.received(1, 30, 6, 7).deleted(8, 9).of("h2").received(1, 30, 6, 7).deleted(8, 9);
    expectValid();
  }

  private void expectValid() {
    assertEquals(List.of(), history.results().anomalies());
  }

  private void expect(Kind kind) {
    assertEquals(List.of(kind), history.results().anomalies().stream().map(Anomaly::kind).toList());
  }
}
