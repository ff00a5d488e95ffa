package io.fanfare.queues.engine;

import static io.fanfare.queues.model.QueueAttribute.BACKOFF_FACTOR;
import static io.fanfare.queues.model.QueueAttribute.BACKOFF_INITIAL_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.BACKOFF_MAXIMUM_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.FIFO_QUEUE;
import static io.fanfare.queues.model.QueueAttribute.VISIBILITY_TIMEOUT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.queues.rules.Backoff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A queue with a back-off hands out what keeps failing less and less often. */
class BackoffTest {

  private static final int WIDE = 1_000_000;
  private static final Attributes BACKOFF =
      Attributes.none()
          .with(VISIBILITY_TIMEOUT, "5")
          .with(BACKOFF_INITIAL_SECONDS, "10")
          .with(BACKOFF_FACTOR, "3")
          .with(BACKOFF_MAXIMUM_SECONDS, "60");

  @Test
  void whatIsNotDeletedComesBackLaterEachTime() {
    Timeline.check(
        new VirtualQueue(BACKOFF, WIDE),
        """
        0s      send     hello
        0s      receive  hello x1
        14.999s receive  nothing
        14.999s restart
        15s     receive  hello x2
        49.999s receive  nothing
        50s     receive  hello x3
        114.999s receive nothing
        115s    receive  hello x4
        179.999s receive nothing
        180s    receive  hello x5
        181s    delete   hello
        1000s   receive  nothing
        """);
  }

  @Test
  void aReceiverThatGivesAMessageBackDoesNotGetItAtOnce() {
    Timeline.check(
        new VirtualQueue(BACKOFF, WIDE),
        """
        0s     send     hello
        0s     receive  hello x1
        1s     hide     hello 0s
        1s     counts   visible=0 inflight=1
        10.999s receive nothing
        11s    receive  hide=0s hello x2
        40.999s receive nothing
        41s    receive  hello x3
        42s    hide     hello 100s
        201.999s receive nothing
        202s   receive  hello x4
        """);
  }

  @Test
  void aGroupWaitsForItsFirstMessage() {
    Timeline.check(
        new VirtualQueue(BACKOFF.with(FIFO_QUEUE, "true"), WIDE),
        """
        0s     send     first  group=a
        0s     send     second group=a
        0s     send     other  group=b
        0s     receive  first x1
        1s     hide     first 0s
        1s     receive  other x1
        10.999s receive nothing
        11s    receive  first x2
        12s    delete   first
        12s    receive  second x1
        """);
  }

  @Test
  void itCanBeSetAndUnsetWhileMessagesAreInFlight() {
    VirtualQueue queue = VirtualQueue.with(VISIBILITY_TIMEOUT, "5");
    queue.send("hello", null);
    queue.receive(1, null, 0);
    queue.set(BACKOFF_INITIAL_SECONDS, "10");
    queue.passTo(5_000);
    assertEquals(1, queue.receive(1, null, 0).orElseThrow().size());
    queue.set(BACKOFF_INITIAL_SECONDS, "0");
    queue.passTo(29_999);
    assertEquals(0, queue.receive(1, null, 0).orElseThrow().size());
    queue.passTo(30_000);
    assertEquals(1, queue.receive(1, null, 0).orElseThrow().size());
    queue.passTo(35_000);
    assertEquals(1, queue.receive(1, null, 0).orElseThrow().size());
  }

  @Test
  void whatWasNotTriedComesBackAtOnce() {
    VirtualQueue queue = new VirtualQueue(BACKOFF, WIDE);
    queue.send("hello", null);
    Received received = queue.receive(1, null, 0).orElseThrow().get(0);
    queue.passTo(1_000);
    queue.changeVisibility(received.handle(), 0, VisibilityChange.Intent.RETURN);
    assertEquals(1, queue.receive(1, null, 0).orElseThrow().size());
  }

  @ParameterizedTest
  @CsvSource({
    // initial, factor, most, receives, hidden for
    "0,     2,  900000,  1,          0",
    "0,     2,  900000,  9,          0",
    "1000,  2,  900000,  1,       1000",
    "1000,  2,  900000,  2,       2000",
    "1000,  2,  900000,  10,    512000",
    "1000,  2,  900000,  11,    900000",
    "1000,  1,  900000,  1000000, 1000",
    "1000,  10, 43200000, 2147483647, 43200000",
    "60000, 2,  30000,   1,      30000",
  })
  void itGrowsToItsMaximum(long initial, int factor, long most, int receives, long hidden) {
    assertEquals(hidden, new Backoff(initial, factor, most).millis(receives));
  }
}
