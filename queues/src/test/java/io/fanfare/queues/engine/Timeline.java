package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.queues.engine.VisibilityChange.Intent;
import io.fanfare.queues.model.MessageState;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.rows.ContentRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A table of time, act and result, played on a queue with a virtual clock.
 *
 * <pre>
 *   0s   send     hello [delay=5s] [group=g1]
 *   0s   send     g1-a g1-b [group=g1] [id=x] [duplicate]    (a batch whose last is a duplicate)
 *   0s   send     big size=3                      (takes as much room as three small messages)
 *   0s   room     4                               (for so many small messages from now on)
 *   0s   receive  [most=10] [hide=0s] [wait=20s] hello [x1] | hello other | nothing | waits
 *   0s   receive  [attempt=a1] soon                 (at once or a moment later: see then)
 *   0s   receive  [by=consumer] hello               (into the hand of a consumer)
 *  10s   then     hello | nothing | waits          (what came to the receive that waited last)
 *  10s   leave                                     (that receive goes away)
 *  30s   hide     [by=consumer] hello 60s [refused]  (a consumer keeps it in hand)
 *  31s   delete   hello [#1] [refused]              (by its last receipt handle, or its first)
 *  32s   counts   visible=1 inflight=0 delayed=0 since=0s   (since when the oldest ages, or never)
 *  32s   peek     [state=DELAYED] [most=2] [has=x] [next] hello late@60s [more] | nothing
 *                                                  (what is hidden, with the time until which)
 *  32s   given-up hello                            (what has gone to the dead-letter queue so far)
 *  33s   purge, retention=60s, timeout=5s, delay=5s
 *  33s   restart, reopen                           (in another process, or in the same)
 * </pre>
 *
 * Between the rows the queue is looked at when it asked to be, and never else. In a FIFO queue the
 * group of a message is what its name begins with, up to the dash.
 */
final class Timeline {

  private static final int MILLIS = 1_000;
  private static final int BESIDE_BODY = 200;

  private final VirtualQueue queue;
  private final Map<String, List<ReceiptHandle>> handles = new HashMap<>();
  private final Map<String, String> options = new HashMap<>();
  private final Map<DeduplicationKey, Sent> taken = new HashMap<>();
  private Optional<List<Received>> soon = Optional.empty();
  private String line = "";
  private @Nullable String nextToken;

  private Timeline(VirtualQueue queue) {
    this.queue = queue;
  }

  static void check(VirtualQueue queue, String table) {
    Timeline timeline = new Timeline(queue);
    table.lines().map(String::strip).filter(row -> !row.isEmpty()).forEach(timeline::play);
  }

  private void play(String row) {
    line = row;
    List<String> words = new ArrayList<>(List.of(row.split("\\s+")));
    queue.passTo(millis(words.remove(0)));
    String act = words.remove(0);
    options.clear();
    words.removeIf(this::isOption);
    switch (act) {
      case "send" -> send(words);
      case "receive" -> receive(words);
      case "then" -> then(words);
      case "leave" -> queue.leave(queue.waits());
      case "hide" -> hide(words);
      case "delete" -> delete(words);
      case "counts" -> counts();
      case "peek" -> peek(words);
      case "given-up" -> givenUp(words);
      case "purge" -> queue.purge();
      case "room" -> room(Long.parseLong(words.get(0)));
      case "restart" -> queue.restart(true);
      case "reopen" -> queue.restart(false);
      default -> setting(act);
    }
  }

  private void send(List<String> words) {
    if (!queue.isFifo()) {
      words.forEach(word -> queue.send(sized(word), seconds("delay"), options.get("group")));
      return;
    }
    boolean duplicate = words.remove("duplicate");
    List<Draft> drafts =
        words.stream()
            .map(word -> queue.draft(sized(word), group(word), options.get("id")))
            .toList();
    List<Sent> sent = queue.send(drafts);
    assertEquals(drafts, sent.stream().map(Sent::draft).toList(), line);
    for (int i = 0; i < sent.size(); i++) {
      checkSent(sent.get(i), duplicate && i == sent.size() - 1);
    }
  }

  /** A body as large as is said, with the names beside it. */
  private String sized(String word) {
    int bytes = Integer.parseInt(options.getOrDefault("size", "0")) * ContentRef.SMALL_BYTES;
    return word + " ".repeat(Math.max(0, bytes - BESIDE_BODY - word.length()));
  }

  private void room(long messages) {
    queue.room.become(messages);
    queue.tick();
  }

  private String group(String word) {
    return options.getOrDefault("group", word.split("-", 2)[0]);
  }

  private void checkSent(Sent sent, boolean duplicate) {
    DeduplicationKey key = Objects.requireNonNull(sent.draft().deduplication());
    Sent before = taken.get(key);
    if (duplicate) {
      assertNotNull(before, line);
      assertEquals(before.id(), sent.id(), line);
      assertEquals(before.sequence(), sent.sequence(), line);
    } else {
      for (Sent other : taken.values()) {
        assertNotEquals(other.id(), sent.id(), line);
        assertTrue(other.sequence() < sent.sequence(), line);
      }
      taken.put(key, sent);
    }
  }

  private void receive(List<String> expected) {
    int most = Integer.parseInt(options.getOrDefault("most", "1"));
    Integer hide = seconds("hide");
    Integer wait = seconds("wait");
    OptionalLong hidden =
        hide == null ? OptionalLong.empty() : OptionalLong.of((long) hide * MILLIS);
    Optional<List<Received>> received =
        queue.receive(
            new ReceiveOptions(most, hidden, options.get("attempt"), isByConsumer()),
            wait == null ? 0 : wait);
    soon = Optional.empty();
    if (expected.get(0).equals("soon")) {
      soon = received;
    } else if (expected.get(0).equals("waits")) {
      assertTrue(received.isEmpty(), line);
    } else {
      check(received.orElse(null), expected);
    }
  }

  private void then(List<String> expected) {
    Optional<List<Received>> received = soon.or(() -> queue.takeDelivery(queue.waits()));
    if (expected.get(0).equals("waits")) {
      assertTrue(received.isEmpty(), line);
    } else {
      check(received.orElse(null), expected);
    }
  }

  private void check(@Nullable List<Received> received, List<String> row) {
    assertFalse(received == null, line + ": waits");
    List<String> bodies = new ArrayList<>();
    for (Received message : received) {
      String body = queue.body(message);
      bodies.add(body);
      handles.computeIfAbsent(body, name -> new ArrayList<>()).add(message.handle());
    }
    List<String> expected = new ArrayList<>(row);
    String last = expected.get(expected.size() - 1);
    if (last.matches("x[0-9]+")) {
      expected.remove(last);
      assertEquals(last, "x" + received.get(received.size() - 1).receiveCount(), line);
    }
    assertEquals(expected.equals(List.of("nothing")) ? List.of() : expected, bodies, line);
  }

  private void delete(List<String> words) {
    Optional<BrokerException> refusal = queue.delete(handle(words));
    assertEquals(words.contains("refused"), refusal.isPresent(), line);
  }

  private void hide(List<String> words) {
    Intent intent = isByConsumer() ? Intent.KEEP : Intent.DEFER;
    Optional<BrokerException> refusal =
        queue.changeVisibility(handle(words), (int) (millis(words.get(1)) / MILLIS), intent);
    assertEquals(words.contains("refused"), refusal.isPresent(), line);
  }

  private boolean isByConsumer() {
    return "consumer".equals(options.get("by"));
  }

  private void counts() {
    QueueCounts counts = queue.counts();
    String since = options.remove("since");
    if (since != null) {
      OptionalLong oldest = counts.oldestSentAt();
      assertEquals(
          since,
          oldest.isEmpty() ? "never" : queue.sinceStart(oldest.getAsLong()) / MILLIS + "s",
          line);
    }
    options.forEach(
        (name, value) ->
            assertEquals(
                Long.parseLong(value),
                switch (name) {
                  case "visible" -> counts.visible();
                  case "inflight" -> counts.inFlight();
                  case "delayed" -> counts.delayed();
                  case "bodies" -> queue.heldBodies();
                  case "remembered" -> queue.remembered();
                  default -> throw new IllegalArgumentException(line);
                },
                line));
  }

  private void peek(List<String> expected) {
    String state = options.get("state");
    PeekMessages.Result page =
        queue.peek(
            new PeekMessages(
                "q",
                state == null ? List.of() : List.of(MessageState.valueOf(state)),
                options.containsKey("most") ? Integer.valueOf(options.get("most")) : null,
                expected.remove("next") ? nextToken : null,
                options.get("has")));
    nextToken = page.nextToken();
    assertEquals(expected.remove("more"), nextToken != null, line);
    assertEquals(
        expected.equals(List.of("nothing")) ? List.of() : expected,
        page.messages().stream().map(this::sighted).toList(),
        line);
  }

  private String sighted(PeekMessages.PeekedMessage message) {
    Long until = message.visibleTimestamp();
    return until == null
        ? message.body()
        : message.body() + "@" + queue.sinceStart(until) / MILLIS + "s";
  }

  private void givenUp(List<String> expected) {
    List<String> givenUp = queue.departed().stream().map(queue::body).toList();
    assertEquals(expected, givenUp, line);
  }

  private void setting(String act) {
    String[] parts = act.split("=", 2);
    String value = Long.toString(millis(parts[1]) / MILLIS);
    switch (parts[0]) {
      case "retention" -> queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, value);
      case "timeout" -> queue.set(QueueAttribute.VISIBILITY_TIMEOUT, value);
      case "delay" -> queue.set(QueueAttribute.DELAY_SECONDS, value);
      default -> throw new IllegalArgumentException(line);
    }
  }

  private ReceiptHandle handle(List<String> words) {
    List<ReceiptHandle> all = handles.getOrDefault(words.get(0), List.of());
    boolean first = words.stream().anyMatch("#1"::equals);
    return all.get(first ? 0 : all.size() - 1);
  }

  private boolean isOption(String word) {
    String[] parts = word.split("=", 2);
    if (parts.length == 2) {
      options.put(parts[0], parts[1]);
    }
    return parts.length == 2;
  }

  private @Nullable Integer seconds(String option) {
    String text = options.get(option);
    return text == null ? null : (int) (millis(text) / MILLIS);
  }

  private static long millis(String text) {
    if (text.endsWith("ms")) {
      return Long.parseLong(text.substring(0, text.length() - 2));
    }
    return Math.round(Double.parseDouble(text.substring(0, text.length() - 1)) * MILLIS);
  }
}
