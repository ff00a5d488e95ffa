package io.fanfare.queues.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.model.SendMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue with a virtual clock and a store in memory: does what a host does, at once. After each
 * act it checks that the heap and the store tell the same.
 */
final class VirtualQueue {

  private static final Caller CALLER = new Caller("000000000000", "us-east-1", "http://localhost");
  private static final long START = 1_000_000_000_000L;

  private final VirtualStep step = new VirtualStep(START);
  private final Map<Table, NavigableMap<Key, byte[]>> tables = new HashMap<>();
  private final WindowBudget budget;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Departure> departed = new ArrayList<>();
  private boolean takesDeadLetters = true;
  private Queue queue;
  private long generation = 1;
  private long waiters;
  private Attributes attributes;

  VirtualQueue(Attributes attributes, long heldEntries) {
    this.attributes = attributes;
    this.budget = new WindowBudget(heldEntries);
    this.queue = open();
  }

  /** A queue whose windows are wide. */
  static VirtualQueue standard() {
    return new VirtualQueue(Attributes.none(), 1_000_000);
  }

  /** A queue with one attribute set. */
  static VirtualQueue with(Attribute<?> attribute, String text) {
    return new VirtualQueue(Attributes.none().with(attribute, text), 1_000_000);
  }

  void at(long millis) {
    step.setNow(START + millis);
  }

  long now() {
    return sinceStart(step.now());
  }

  long sinceStart(long time) {
    return time - START;
  }

  void set(Attribute<?> attribute, String text) {
    attributes = attributes.with(attribute, text);
    queue.apply(QueueSettings.of(attributes));
  }

  void refuseDeadLetters() {
    takesDeadLetters = false;
  }

  Sent send(String body, @Nullable Integer delaySeconds) {
    Draft draft =
        Draft.of(
            new SendMessage("q", body, delaySeconds, Map.of(), Map.of(), null, null),
            CALLER,
            queue.settings(),
            Draft.Wording.SINGLE);
    return run(() -> queue.send(List.of(draft), Map.of(), step)).get(0);
  }

  /** The messages of a receive; absent if it waits, under the number that {@link #waits} tells. */
  Optional<List<Handed>> receive(int most, @Nullable Integer visibilitySeconds, int waitSeconds) {
    OptionalLong hide =
        visibilitySeconds == null
            ? OptionalLong.empty()
            : OptionalLong.of(visibilitySeconds * 1_000L);
    long number = ++waiters;
    Optional<List<Handed>> handed =
        run(
            () ->
                queue.receive(
                    number,
                    new Wish(most, hide, null),
                    OptionalLong.of(waitSeconds * 1_000L),
                    step));
    return handed.or(() -> waitSeconds > 0 ? Optional.empty() : takeDelivery(number));
  }

  long waits() {
    return waiters;
  }

  /** What came to the receive that waited as {@code number}, if anything did. */
  Optional<List<Handed>> takeDelivery(long number) {
    Optional<Delivery> found =
        deliveries.stream().filter(delivery -> delivery.waiter() == number).findFirst();
    found.ifPresent(deliveries::remove);
    return found.map(Delivery::handed);
  }

  void leave(long number) {
    queue.leave(number);
  }

  Optional<BrokerException> delete(ReceiptHandle handle) {
    Claim claim = new Claim(handle, "handle");
    return run(() -> queue.delete(List.of(claim), recalled(handle), step)).get(0);
  }

  Optional<BrokerException> changeVisibility(ReceiptHandle handle, int seconds) {
    VisibilityChange change = new VisibilityChange(new Claim(handle, "handle"), seconds);
    return run(() -> queue.changeVisibility(List.of(change), recalled(handle), step)).get(0);
  }

  void tick() {
    run(() -> queue.tick(step));
  }

  void purge() {
    generation++;
    queue.purge(generation);
  }

  /** Starts again from what the store holds. */
  void restart() {
    queue = open();
    tick();
  }

  QueueCounts counts() {
    tick();
    return queue.counts();
  }

  OptionalLong nextDeadline() {
    return queue.nextDeadline();
  }

  List<Departure> departed() {
    return departed;
  }

  /** What the queue shows of itself. */
  PeekMessages.Result peek(PeekMessages request) {
    QueueName name = new QueueName("000000000000", "us-east-1", "q");
    QueueRecord.Times never = new QueueRecord.Times(0, 0, 0, 0);
    Peek peek =
        new Peek(request, new QueueRecord(1, name, generation, attributes, Map.of(), never));
    List<List<Row>> rows =
        peek.slices().stream()
            .map(slice -> scan(slice.table(), slice.from(), slice.to(), slice.limit()))
            .toList();
    PeekPage page = peek.page(rows, queue.settings(), step.now());
    for (List<Key> keys = page.wanted(); !keys.isEmpty(); keys = page.wanted()) {
      page.loaded(
          keys.stream()
              .map(key -> Optional.ofNullable(table(QueueTables.BODIES).get(key)))
              .toList());
    }
    return page.result();
  }

  String body(Handed handed) {
    byte[] row = table(QueueTables.BODIES).get(Key.of(handed.body()));
    return row == null ? "(no body)" : Content.decode(row).body();
  }

  int heldBodies() {
    return table(QueueTables.BODIES).size();
  }

  private Map<Key, byte[]> recalled(ReceiptHandle handle) {
    Map<Key, byte[]> rows = new HashMap<>();
    queue
        .unknown(handle)
        .ifPresent(
            key -> {
              byte[] row = table(QueueTables.READY).get(key);
              if (row != null) {
                rows.put(key, row);
              }
            });
    return rows;
  }

  private <R> R run(Supplier<Outcome<R>> rule) {
    Outcome<R> outcome = rule.get();
    write(outcome.changes());
    R reply = outcome.reply();
    settle();
    return reply;
  }

  /** Serves, moves on and loads until nothing moves at this instant. */
  private void settle() {
    boolean moving = true;
    while (moving) {
      Outcome<List<Delivery>> served = queue.serve(step);
      write(served.changes());
      deliveries.addAll(served.reply());
      List<RowsWanted> wanted = queue.wanted();
      wanted.forEach(rows -> queue.loaded(rows, scan(rows)));
      List<Departure> departures = queue.takeDepartures();
      if (takesDeadLetters) {
        departures.forEach(departure -> write(departure.removals()));
        write(queue.departed(departures, step).changes());
        departed.addAll(departures);
      } else {
        write(queue.stay(departures, step).changes());
      }
      List<Change> ticked = queue.tick(step).changes();
      write(ticked);
      moving = !ticked.isEmpty() || !wanted.isEmpty() || !served.changes().isEmpty();
    }
    checkAgainstStore();
  }

  private void checkAgainstStore() {
    QueueCounts counts = queue.counts();
    check("visible", counts.visible(), rows(QueueTables.READY));
    check("in flight", counts.inFlight(), rows(QueueTables.LEASED));
    check("delayed", counts.delayed(), rows(QueueTables.DELAYED));
  }

  private static void check(String what, long heap, long store) {
    if (heap != store) {
      throw new AssertionError(what + ": " + heap + " in the heap, " + store + " in the store");
    }
  }

  private long rows(Table table) {
    return table(table).subMap(Key.first(generation), Key.afterAll(generation)).size();
  }

  private List<Row> scan(RowsWanted wanted) {
    return scan(wanted.table(), wanted.from(), wanted.to(), wanted.limit());
  }

  private List<Row> scan(Table table, Key from, Key to, int limit) {
    return table(table).subMap(from, to).entrySet().stream()
        .limit(limit)
        .map(entry -> new Row(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void write(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Put put) {
        table(put.table()).put(put.key(), put.value());
      } else {
        table(change.table()).remove(change.key());
      }
    }
  }

  private NavigableMap<Key, byte[]> table(Table table) {
    return tables.computeIfAbsent(table, name -> new TreeMap<>());
  }

  private Queue open() {
    List<Row> leased =
        table(QueueTables.LEASED)
            .subMap(Key.first(generation), Key.afterAll(generation))
            .entrySet()
            .stream()
            .map(entry -> new Row(entry.getKey(), entry.getValue()))
            .toList();
    Regions regions =
        new Regions(
            generation,
            QueueSettings.of(attributes),
            new Regions.Sizes(rows(QueueTables.READY), rows(QueueTables.DELAYED)),
            leased,
            budget);
    return new Queue(1, regions, VirtualQueue::isDeadLetterQueue);
  }

  private static boolean isDeadLetterQueue(Arn arn) {
    return arn.resource().equals("dead");
  }

  /** The redrive policy of a queue that gives up after {@code receives}. */
  static String redrivePolicy(int receives) {
    return "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\","
        + "\"maxReceiveCount\":"
        + receives
        + "}";
  }

  /** A queue that gives up a message after {@code receives}. */
  static VirtualQueue givingUpAfter(int receives) {
    return with(QueueAttribute.REDRIVE_POLICY, redrivePolicy(receives));
  }
}
