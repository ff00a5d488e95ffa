package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Page;
import io.fanfare.queues.model.MessageState;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.PeekMessages.PeekedMessage;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.rules.PeekedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A peek shows the messages of a queue, page by page, and leaves them as they are. */
class PeekTest {

  @Test
  void eachMessageIsShownWhereItStands() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     a
        0s   send     b
        0s   send     late delay=60s
        0s   receive  a
        1s   peek     b a@30s late@60s
        1s   peek     state=VISIBLE   b
        1s   peek     state=IN_FLIGHT a@30s
        1s   peek     state=DELAYED   late@60s
        2s   hide     a 100s
        2s   peek     state=IN_FLIGHT a@102s
        30s  hide     a 0s
        30s  peek     a b late@60s
        60s  peek     a b late
        """);
  }

  @Test
  void aPeekIsNoReceive() {
    Timeline.check(
        VirtualQueue.givingUpAfter(1),
        """
        0s   peek     nothing
        0s   send     hello
        0s   peek     hello
        0s   peek     hello
        0s   counts   visible=1 inflight=0 delayed=0
        0s   receive  hello x1
        1s   peek     hello@30s
        30s  peek     hello
        30s  receive  nothing
        30s  peek     nothing
        """);
  }

  @Test
  void aMessageThatTheDeadLetterQueueDoesNotTakeIsStillThere() {
    VirtualQueue queue = VirtualQueue.givingUpAfter(1);
    queue.refuseDeadLetters();
    Timeline.check(
        queue,
        """
        0s   send     hello
        0s   receive  hide=0s hello x1
        1s   peek     hello
        """);
  }

  @Test
  void pagesFollowOneAnotherThroughAllRegions() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     a
        0s   send     b
        0s   send     c
        0s   send     d
        0s   send     late  delay=60s
        0s   send     later delay=90s
        0s   receive  a
        0s   peek     most=2 b c more
        0s   peek     most=2 next d a@30s more
        0s   peek     most=2 next late@60s later@90s
        0s   peek     most=6 b c d a@30s late@60s later@90s
        0s   peek     most=3 b c d more
        0s   peek     most=3 next a@30s late@60s later@90s
        0s   peek     most=3 state=VISIBLE b c d
        """);
  }

  @Test
  void messagesThatComeAndGoBetweenPagesNeitherBreakATokenNorAreShownTwice() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     a
        0s   send     b
        0s   send     c
        0s   send     d
        0s   peek     most=2 state=VISIBLE a b more
        1s   receive  most=2 hide=10s a b
        1s   delete   b
        1s   send     e
        1s   peek     most=2 state=VISIBLE next c d more
        20s  peek     most=2 state=VISIBLE next e
        20s  peek     state=VISIBLE a c d e
        """);
  }

  @Test
  void aPageBeginsWhereTheOneBeforeEndedWhateverIsLeft() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     a
        0s   send     b
        0s   peek     most=1 a more
        1s   purge
        2s   send     new
        2s   peek     most=1 next new
        """);
  }

  @Test
  void whatItsRetentionHasEndedForIsNotShown() {
    Timeline.check(
        VirtualQueue.with(QueueAttribute.MESSAGE_RETENTION_PERIOD, "60"),
        """
        0s   send     gone  delay=100s
        0s   send     gone2 delay=110s
        10s  send     alive delay=200s
        59s  peek     most=1 gone@100s more
        60s  counts   delayed=3
        60s  peek     most=1 nothing more
        60s  peek     most=1 next nothing more
        60s  peek     most=1 next alive@210s
        """);
  }

  @Test
  void aTextIsLookedForInEachBodyWithoutRegardToCapitals() {
    Timeline.check(
        VirtualQueue.standard(),
        """
        0s   send     red-Car
        0s   send     blue-car
        0s   send     RED-bike delay=60s
        0s   send     straße
        0s   receive  red-Car
        1s   peek     has=car blue-car red-Car@30s
        1s   peek     has=RED red-Car@30s RED-bike@60s
        1s   peek     has=STRAßE straße
        1s   peek     has=d-C red-Car@30s
        1s   peek     has=dd-c nothing
        1s   peek     most=1 has=car blue-car more
        1s   peek     most=1 has=car next red-Car@30s more
        1s   peek     most=1 has=car next nothing
        1s   peek     state=DELAYED has=red RED-bike@60s
        """);
  }

  @ParameterizedTest
  @CsvSource({"CLOUR, 1", "Colour, 1", "deep RED, 1", "Number, 0", "AAE=, 0", "sender, 0"})
  void aTextIsLookedForInTheIdAndInWhatItsSenderGave(String text, int found) {
    Map<String, MessageAttribute> attributes =
        Map.of(
            "colour", MessageAttribute.string("a deep red"),
            "clour", MessageAttribute.number("7"),
            "raw", MessageAttribute.binary(Bytes.of((byte) 0, (byte) 1)));
    String id = "0B5F2D70-0000-4000-8000-00000000ABCD";
    PeekedMessage message =
        new PeekedMessage(
            id.toLowerCase(Locale.ROOT),
            "body",
            Map.of("SenderId", "sender"),
            attributes,
            MessageState.VISIBLE,
            null);
    assertEquals(found == 1, new PeekedText(text).test(message));
    assertTrue(new PeekedText("f2d70-").test(message));
    assertTrue(new PeekedText(id).test(message));
  }

  @Test
  void aPageLooksAtAThousandMessagesForAText() {
    VirtualQueue queue = VirtualQueue.standard();
    for (int i = 0; i < 2_500; i++) {
      queue.send(i == 2_100 ? "needle" : "hay", null);
    }
    List<Integer> found = new ArrayList<>();
    String token = null;
    do {
      PeekMessages.Result page = queue.peek(new PeekMessages("q", List.of(), 100, token, "needle"));
      found.add(page.messages().size());
      token = page.nextToken();
    } while (token != null);
    assertEquals(List.of(0, 0, 1), found);
  }

  @Test
  void aPageLooksThroughFourMebibytesForAText() {
    VirtualQueue queue = VirtualQueue.standard();
    for (int i = 0; i < 6; i++) {
      queue.send(Integer.toString(i).repeat(1_048_576), null);
    }
    PeekMessages.Result first = queue.peek(new PeekMessages("q", List.of(), 10, null, "55555"));
    assertEquals(List.of(), first.messages());
    PeekMessages.Result second =
        queue.peek(new PeekMessages("q", List.of(), 10, first.nextToken(), "55555"));
    assertEquals("5", firstLetters(second));
    assertNull(second.nextToken());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 257})
  void aTextHasOneTo256Characters(int length) {
    BrokerException refusal =
        assertThrows(
            BrokerException.class,
            () -> new PeekMessages("q", List.of(), null, null, "x".repeat(length)));
    assertEquals(
        "Value for parameter Contains is invalid. Reason: Must be 1 to 256 characters in length.",
        refusal.sentence());
    assertNotNull(new PeekMessages("q", List.of(), null, null, "x".repeat(256)).contains());
  }

  @Test
  void aPageEndsAfterFourMebibytes() {
    VirtualQueue queue = VirtualQueue.standard();
    for (int i = 0; i < 6; i++) {
      queue.send(Integer.toString(i).repeat(1_048_576), null);
    }
    PeekMessages.Result first = queue.peek(new PeekMessages("q"));
    assertEquals("0123", firstLetters(first));
    PeekMessages.Result second =
        queue.peek(new PeekMessages("q", List.of(), null, first.nextToken()));
    assertEquals("45", firstLetters(second));
    assertNull(second.nextToken());
  }

  @Test
  void aPageHasTenMessagesUnlessMoreAreAskedFor() {
    VirtualQueue queue = VirtualQueue.standard();
    for (int i = 0; i < 100; i++) {
      queue.send("hello", null);
    }
    assertEquals(10, queue.peek(new PeekMessages("q")).messages().size());
    PeekMessages.Result all = queue.peek(new PeekMessages("q", List.of(), 100, null));
    assertEquals(100, all.messages().size());
    assertNull(all.nextToken());
  }

  @Test
  void whatWasNeverReceivedHasNoTimeOfItsFirstReceive() {
    VirtualQueue queue = VirtualQueue.standard();
    queue.send("hello", null);
    assertEquals(
        Map.of(
            "SenderId", "000000000000",
            "SentTimestamp", "1000000000000",
            "ApproximateReceiveCount", "0"),
        queue.peek(new PeekMessages("q")).messages().get(0).attributes());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 101})
  void aPageHasOneToAHundredMessages(int results) {
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> new PeekMessages("q", List.of(), results, null));
    assertEquals(
        "Value %d for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and 100."
            .formatted(results),
        refusal.sentence());
  }

  @ParameterizedTest
  @CsvSource({"VISIBLE, 2", "VISIBLE DELAYED, 1", "DELAYED, 1", "'', 1"})
  void aTokenIsBoundToTheOtherParameters(String states, int results) {
    VirtualQueue queue = VirtualQueue.standard();
    queue.send("a", null);
    queue.send("b", null);
    String token =
        queue.peek(new PeekMessages("q", List.of(MessageState.VISIBLE), 1, null)).nextToken();
    assertNotNull(token);
    List<MessageState> others =
        states.isEmpty()
            ? List.of()
            : List.of(states.split(" ")).stream().map(MessageState::valueOf).toList();
    assertEquals(
        "Invalid NextToken value. If you are passing in NextToken, you must not change the other"
            + " request parameters.",
        refusal(queue, new PeekMessages("q", others, results, token)));
  }

  @Test
  void theOrderInWhichStatesAreNamedDoesNotMatter() {
    VirtualQueue queue = VirtualQueue.standard();
    queue.send("late", 60);
    queue.send("a", null);
    List<MessageState> states = List.of(MessageState.DELAYED, MessageState.VISIBLE);
    PeekMessages.Result first = queue.peek(new PeekMessages("q", states, 1, null));
    assertEquals("a", firstLetters(first));
    states = List.of(MessageState.VISIBLE, MessageState.DELAYED, MessageState.DELAYED);
    assertEquals(
        "l", firstLetters(queue.peek(new PeekMessages("q", states, 1, first.nextToken()))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VISIBLE 1", "DELAYED 1 1", "VISIBLE a b", "HIDDEN 1 1", "nonsense"})
  void aTokenThatNobodyGaveIsRefused(String position) {
    PeekMessages request =
        new PeekMessages(
            "q", List.of(MessageState.VISIBLE), 1, Page.token(position, "peek 1 [visible] 1"));
    assertEquals("Invalid or expired next token.", refusal(VirtualQueue.standard(), request));
    assertEquals(
        "Invalid or expired next token.",
        refusal(VirtualQueue.standard(), new PeekMessages("q", List.of(), null, position)));
  }

  private static String refusal(VirtualQueue queue, PeekMessages request) {
    return assertThrows(BrokerException.class, () -> queue.peek(request)).sentence();
  }

  private static String firstLetters(PeekMessages.Result page) {
    StringBuilder letters = new StringBuilder();
    page.messages().forEach(message -> letters.append(message.body().charAt(0)));
    return letters.toString();
  }
}
