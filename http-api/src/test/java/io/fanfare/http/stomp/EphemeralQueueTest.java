package io.fanfare.http.stomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.topics.listener.HeardMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which order an ephemeral subscription gets its messages, and gets them again. */
class EphemeralQueueTest {

  private static EphemeralQueue queue(boolean fifo, int prefetch, String... messages) {
    EphemeralQueue queue = new EphemeralQueue(fifo, prefetch, 1_000);
    for (String text : messages) {
      // The group is the letter.
      queue.add(
          new HeardMessage(
              new HeardMessage.Id(text, 0, null, null),
              text,
              null,
              Map.of(),
              text.substring(0, 1),
              1));
    }
    return queue;
  }

  private static HeardMessage large(int bytes) {
    return new HeardMessage(
        new HeardMessage.Id("large", 0, null, null), "large", null, Map.of(), null, bytes);
  }

  private static List<EphemeralQueue.Item> items(EphemeralQueue queue, long now) {
    List<EphemeralQueue.Item> items = new ArrayList<>();
    EphemeralQueue.@Nullable Item item = queue.next(now);
    while (item != null) {
      items.add(item);
      item = queue.next(now);
    }
    return items;
  }

  private static String texts(List<EphemeralQueue.Item> items) {
    return String.join(" ", items.stream().map(item -> item.message().text()).toList());
  }

  private static String next(EphemeralQueue queue, long now) {
    return texts(items(queue, now));
  }

  @Test
  void whatIsOutAndNotDoneIsBoundedInBytes() {
    EphemeralQueue queue = queue(false, 100);
    for (int i = 0; i < 8; i++) {
      queue.add(large(1 << 20));
    }
    List<EphemeralQueue.Item> out = items(queue, 0);
    assertEquals(4, out.size());
    queue.giveBack(out.get(0), 500, 0);
    assertEquals("", next(queue, 499));
    assertEquals("large", next(queue, 500));
    queue.settle(out.get(1));
    queue.settle(out.get(2));
    assertEquals(2, items(queue, 500).size());
  }

  @Test
  void whatWasGivenBackIsBoundedInNumber() {
    EphemeralQueue queue = queue(false, 100);
    for (int i = 0; i < 1_001; i++) {
      queue.add(large(1));
    }
    for (int i = 0; i < 1_000; i++) {
      queue.giveBack(Objects.requireNonNull(queue.next(0)), 500, 0);
    }
    assertEquals("", next(queue, 0));
    assertEquals(100, items(queue, 500).size());
  }

  @Test
  void thereIsNoMoreOutThanTheCredit() {
    EphemeralQueue queue = queue(false, 2, "a1", "a2", "a3");
    List<EphemeralQueue.Item> out = items(queue, 0);
    assertEquals("a1 a2", texts(out));
    assertTrue(queue.settle(out.get(1)));
    assertFalse(queue.settle(out.get(1)));
    assertEquals("a3", next(queue, 0));
  }

  @Test
  void whatIsGivenBackComesAgainBeforeWhatWaits() {
    EphemeralQueue queue = queue(false, 2, "a1", "a2", "a3");
    List<EphemeralQueue.Item> out = items(queue, 0);
    queue.giveBack(out.get(1), 0, 0);
    queue.giveBack(out.get(0), 0, 0);
    assertEquals("a1 a2", next(queue, 0));
    assertFalse(queue.settle(out.get(0)), "that was the first time");
  }

  @Test
  void aDelayHoldsUpNobodyElseInAStandardTopic() {
    EphemeralQueue queue = queue(false, 2, "a1", "a2", "a3");
    queue.giveBack(items(queue, 0).get(0), 500, 0);
    assertEquals("a3", next(queue, 0));
    assertEquals(500, queue.nextDeadline(0));
    assertEquals("", next(queue, 500), "there is no credit");
    assertEquals(1_000, queue.nextDeadline(500));
  }

  @Test
  void aMessageGroupKeepsItsOrder() {
    EphemeralQueue queue = queue(true, 5, "a1", "b1", "a2", "b2", "a3", "a4", "b3");
    List<EphemeralQueue.Item> out = items(queue, 0);
    assertEquals("a1 b1 a2 b2 a3", texts(out));
    queue.giveBack(out.get(2), 100, 0);
    assertFalse(queue.settle(out.get(4)), "it went back with the one before it");
    assertEquals("b3", next(queue, 99));
    assertEquals("a2", next(queue, 100));
    queue.settle(out.get(0));
    queue.settle(out.get(1));
    assertEquals("a3 a4", next(queue, 100));
  }

  @Test
  void whatIsNotAcknowledgedInTimeComesAgain() {
    EphemeralQueue queue = queue(true, 2, "a1", "a2", "a3");
    List<EphemeralQueue.Item> out = items(queue, 10);
    assertEquals(1_010, queue.nextDeadline(10));
    queue.expire(1_009);
    assertTrue(queue.settle(out.get(1)));
    queue.expire(1_010);
    assertFalse(queue.settle(out.get(0)));
    assertEquals("a1 a3", next(queue, 1_010));
  }
}
