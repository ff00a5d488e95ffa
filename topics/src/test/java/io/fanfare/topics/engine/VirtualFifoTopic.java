package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowsWanted;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A FIFO topic over a store in a map, played from a table of acts. {@code publish g x new a} takes
 * in a message of the group g with the deduplication id x, which is new and called a from then on;
 * {@code again a} says that it is a duplicate of a, {@code early a} that a is still underway.
 */
final class VirtualFifoTopic {

  private static final long START = 1_700_000_000_000L;

  private final TopicRecord record;
  private final ByteBudget budget = new ByteBudget(1 << 24);
  private final VirtualStep step = new VirtualStep(START);
  private final NavigableMap<Key, byte[]> rows = new TreeMap<>();
  private final Map<String, FifoMessage> messages = new HashMap<>();
  private FifoTopic topic;

  private VirtualFifoTopic(Map<String, String> attributes) {
    record = new TopicRecord(7, "arn:aws:sns:r:1:t.fifo", new Attributes(attributes), Map.of());
    topic = newTopic();
  }

  /** Plays {@code acts} on a topic with these attributes. */
  static void check(Map<String, String> attributes, String acts) {
    VirtualFifoTopic topic = new VirtualFifoTopic(attributes);
    acts.lines().map(String::strip).forEach(topic::play);
  }

  private void play(String line) {
    List<String> words = List.of(line.split("\\s+"));
    String time = words.get(0);
    step.setNow(START + Math.round(Double.parseDouble(time.substring(0, time.length() - 1)) * 1e3));
    switch (words.get(1)) {
      case "publish" -> publish(words, line);
      case "deliver" -> apply(topic.delivered(List.of(message(words.get(2))), step));
      case "fail" -> topic.failed(message(words.get(2)));
      case "restart" -> restart();
      case "rows" -> {
        apply(topic.tick(step).changes());
        assertEquals(Integer.parseInt(words.get(2)), rows.size(), line);
      }
      default -> throw new IllegalArgumentException(line);
    }
  }

  private void publish(List<String> words, String line) {
    Publication publication =
        new Publication("text", null, Map.of(), words.get(2), words.get(3), 4);
    Map<Key, byte[]> recalled = new HashMap<>();
    for (Key key : topic.suspects(List.of(publication))) {
      Optional.ofNullable(rows.get(key)).ifPresent(row -> recalled.put(key, row));
    }
    Acceptance acceptance = topic.accept(publication, "http://x", recalled, step);
    String name = words.get(5);
    switch (words.get(4)) {
      case "new" -> {
        if (!(acceptance instanceof Acceptance.New accepted)) {
          throw new AssertionError(line + " is " + acceptance);
        }
        messages.put(name, (FifoMessage) accepted.message());
      }
      case "again" ->
          assertEquals(new Acceptance.Duplicate(message(name).receipt()), acceptance, line);
      case "early" -> assertEquals(new Acceptance.Premature(message(name)), acceptance, line);
      default -> throw new IllegalArgumentException(line);
    }
  }

  private FifoMessage message(String name) {
    FifoMessage message = messages.get(name);
    if (message == null) {
      throw new IllegalArgumentException("No message is called " + name);
    }
    return message;
  }

  private void restart() {
    topic.close();
    topic = newTopic();
    topic.remember(rows(Key.first(record.id()), Key.afterAll(record.id())));
  }

  private FifoTopic newTopic() {
    return new FifoTopic(new Topic(record, List.of()), budget);
  }

  private void apply(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Put put) {
        rows.put(put.key(), put.value());
      } else {
        rows.remove(change.key());
      }
    }
    Optional<RowsWanted> wanted = topic.wanted();
    if (wanted.isPresent()) {
      RowsWanted range = wanted.get();
      range.loader().loaded(range, rows(range.from(), range.to()));
      apply(topic.tick(step).changes());
    }
  }

  private List<Row> rows(Key from, Key to) {
    List<Row> found = new ArrayList<>();
    rows.subMap(from, to).forEach((key, value) -> found.add(new Row(key, value)));
    return found;
  }
}
