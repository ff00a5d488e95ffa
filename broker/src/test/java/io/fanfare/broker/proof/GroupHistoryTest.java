package io.fanfare.broker.proof;

import static io.fanfare.broker.proof.Outcome.ACKED;
import static io.fanfare.broker.proof.Outcome.MAYBE;
import static io.fanfare.broker.proof.Outcome.REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What FIFO queues promise beyond other queues: broken, planted, and condemned; kept, and not. */
final class GroupHistoryTest {

  private final Story story = new Story();

  @Test
  void aGroupThatComesInItsOrderIsClean() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    story.of("g2").sent(0, 1).received(1, 30, 4.1, 5).deleted(5, 6);
    expectClean();
  }

  @Test
  void aMessageThatComesBeforeAnOlderOneIsOutOfOrder() {
    story.of("g2").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    story.of("g1").sent(0, 1).received(1, 30, 5, 6).deleted(6, 7);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void aMessageMayComeTogetherWithAnOlderOne() {
    story.of("g2").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    expectClean();
  }

  @Test
  void aMessageThatComesWithAnOlderOneMustNotLeaveOutOneInBetween() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    story.of("g3").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    story.of("g2").sent(0, 1).received(1, 30, 5, 6).deleted(6, 7);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void anOlderMessageMayBeDeletedWhileTheReceiveIsUnderWay() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    story.of("g2").sent(0, 1).received(1, 30, 2, 3.5).deleted(5, 6);
    expectClean();
  }

  @Test
  void anOlderMessageWhoseDeletionNobodyAnsweredMayBeGone() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).hearing(MAYBE).deleted(3, 4).hearing(ACKED);
    story.of("g2").sent(0, 1).received(1, 30, 5, 6).deleted(6, 7);
    expectClean();
  }

  @Test
  void anOlderMessageThatComesAgainWasNotDeleted() {
    story.of("g1").sent(0, 1).received(1, 1, 2, 3).hearing(MAYBE).deleted(3, 4).hearing(ACKED);
    story.of("g2").sent(0, 1).received(1, 30, 5, 6).deleted(6, 7);
    story.of("g1").received(2, 30, 8, 9).deleted(9, 10);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void anOlderMessageWhoseDeletionWasRefusedIsStillFirst() {
    story.of("g1").sent(0, 1).received(1, 1, 2, 3).hearing(REFUSED).deleted(4, 5).hearing(ACKED);
    story.of("g2").sent(0, 1).received(1, 30, 6, 7).deleted(7, 8);
    story.of("g1").received(2, 30, 9, 10).deleted(10, 11);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void anOlderMessageWhoseTimeoutPassedComesFirstAgain() {
    story.of("g1").sent(0, 1).received(1, 1, 2, 3).received(2, 30, 6, 7).deleted(7, 8);
    story.of("g2").sent(0, 1).received(1, 30, 6, 7).deleted(7, 8);
    expectClean();
  }

  @Test
  void aMessageThatComesWhileAnOlderOneIsHiddenBreaksTheLock() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(9, 10);
    story.of("g2").sent(0, 1).received(1, 30, 4, 5).deleted(6, 7);
    expect(Kind.LOCK_BROKEN);
  }

  @Test
  void aLockOutlivesARestart() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).restarted(4, 5).deleted(9, 10);
    story.of("g2").sent(0, 1).received(1, 30, 6, 7).deleted(7, 8);
    expect(Kind.LOCK_BROKEN);
  }

  @Test
  void aLockThatWasProlongedIsALock() {
    story.of("g1").sent(0, 1).received(1, 5, 2, 3).changed(30, 3, 4).deleted(20, 21);
    story.of("g2").sent(0, 1).received(1, 30, 10, 11).deleted(12, 13);
    expect(Kind.LOCK_BROKEN);
  }

  @Test
  void aYoungerMessageThatIsHiddenLocksNothing() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).changed(0, 3, 4).received(2, 30, 5, 6);
    story.deleted(7, 8);
    story.of("g2").sent(0, 1).received(1, 30, 2, 3).deleted(7, 8);
    expectClean();
  }

  @Test
  void aGroupDoesNotLockAnother() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(9, 10);
    story.of("h2").sent(0, 1).received(1, 30, 4, 5).deleted(6, 7);
    expectClean();
  }

  @Test
  void aMessageOfAGroupThatNeverComesIsLost() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4).of("g2").sent(0, 1);
    expect(Kind.LOST);
  }

  @Test
  void sendsOfOneIdThatToldOfOneMessageAreOneCopy() {
    story.of("g1").hearing(MAYBE).sent(0, 1).hearing(ACKED).sent(2, 3).sent(8, 9);
    story.received(1, 30, 4, 5).deleted(5, 6);
    expectClean();
  }

  @Test
  void sendsOfOneIdThatToldOfTwoMessagesMadeASecondCopy() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4).restarted(4, 5);
    story.called("other").sent(5, 6);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void sendsOfOneIdThatToldOfTwoSequenceNumbersMadeASecondCopy() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4).numbered(2).sent(4, 5);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aRetryWhoseFirstAttemptComesTooMadeASecondCopy() {
    story.of("g1").hearing(MAYBE).sent(0, 1).hearing(ACKED).sent(2, 3);
    story.received(1, 30, 4, 5).deleted(5, 6);
    story.called("other").numbered(2).received(1, 30, 4, 5);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aMessageThatComesInAnotherGroupIsASecondCopy() {
    story.of("g1").sent(0, 1).inGroup("h").received(1, 30, 2, 3).deleted(3, 4);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aSequenceNumberThatFallsAfterARestartFell() {
    story.of("g5").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4).restarted(4, 5);
    story.of("h4").sent(5, 6).received(1, 30, 7, 8).deleted(8, 9);
    expect(Kind.SEQUENCE_FELL);
  }

  @Test
  void aSequenceNumberThatComesTwiceFell() {
    story.of("g1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    story.of("h1").sent(0, 1).received(1, 30, 2, 3).deleted(3, 4);
    expect(Kind.SEQUENCE_FELL);
  }

  @Test
  void sendsAtTheSameTimeMayBeNumberedEitherWay() {
    story.of("g2").sent(0, 1).received(1, 30, 3, 4).deleted(5, 6);
    story.of("h1").sent(0.9, 2).received(1, 30, 3, 4).deleted(5, 6);
    expectClean();
  }

  @Test
  void aMessageOfAGroupThatCameBeforeItWasSentIsUnexpected() {
    story.of("g1").received(1, 30, 0, 1).sent(2, 3).deleted(4, 5);
    assertEquals(1, story.verdict().count(Kind.UNEXPECTED));
  }

  @Test
  void whatATopicAcknowledgedBeforeAnotherPublishIsNumberedBeforeIt() {
    story.of("g2").published(0, 1).of("g1").published(2, 3).received(1, 30, 4, 5).deleted(5, 6);
    story.of("g2").received(1, 30, 4, 5).deleted(5, 6);
    expect(Kind.SEQUENCE_FELL);
  }

  @Test
  void publishesAtTheSameTimeMayBeNumberedEitherWay() {
    story.of("g2").published(0, 2).of("g1").published(1, 3).received(1, 30, 4, 5).deleted(5, 6);
    story.of("g2").received(1, 30, 4, 5).deleted(5, 6);
    expectClean();
  }

  @Test
  void whatATopicPublishedLaterMustNotComeBeforeWhatIsOlder() {
    story.of("g1").published(0, 1).of("g2").published(2, 3).received(1, 30, 4, 5).deleted(5, 6);
    story.of("g1").received(1, 30, 6, 7).deleted(7, 8);
    expect(Kind.OUT_OF_ORDER);
  }

  @Test
  void aSecondCopyInAFifoQueueIsOneAlsoAfterARestart() {
    story.of("g1").hearing(MAYBE).published(0, 1).restarted(1, 2).hearing(ACKED).published(3, 4);
    story.received(1, 30, 5, 6).deleted(6, 7);
    story.called("other").numbered(2).received(1, 30, 5, 6).deleted(6, 7);
    expect(Kind.SECOND_COPY);
  }

  @Test
  void aRetryKeepsTheNumberOfTheFirstAttempt() {
    story.of("g1").hearing(MAYBE).sent(0, 1).hearing(ACKED).of("h2").sent(2, 3).of("g1").sent(4, 5);
    story.received(1, 30, 6, 7).deleted(8, 9).of("h2").received(1, 30, 6, 7).deleted(8, 9);
    expectClean();
  }

  private void expectClean() {
    assertEquals(List.of(), story.verdict().violations());
  }

  private void expect(Kind kind) {
    assertEquals(
        List.of(kind), story.verdict().violations().stream().map(Violation::kind).toList());
  }
}
