package io.fanfare.queues.engine;

import io.fanfare.core.Arn;
import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.fixture.VirtualStep;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.queues.rules.QueueSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue with a virtual clock and a store in memory: does what a host does, at once. After each
 * act it checks that the heap and the store tell the same.
 */
final class VirtualQueue {

  private static final Arn ARN = Arn.ofQueue("us-east-1", "000000000000", "source");
  private static final long START = 1_000_000_000_000L;
  private static final long WIDE = 1_000_000;
  private static final int REMEMBERED_AT_ONCE = 100;

  private final VirtualStep step;
  private final VirtualStore store;
  private final VirtualLoads loads;
  final VirtualRoom room = new VirtualRoom();
  private final long mostHeld;
  private final List<Answer> answers = new ArrayList<>();
  private final List<TransferredMessage> departed = new ArrayList<>();
  private @Nullable VirtualQueue deadLetters;
  private boolean takesDeadLetters = true;
  private WindowBudget budget;
  private Queue queue;
  private long generation;
  private long waiters;
  private long uniqueIds;
  private Attributes attributes;

  VirtualQueue(Attributes attributes, long heldEntries) {
    this(attributes, heldEntries, new VirtualStep(START), new VirtualStore(), 1);
  }

  private VirtualQueue(
      Attributes attributes,
      long heldEntries,
      VirtualStep step,
      VirtualStore store,
      long generation) {
    this.attributes = attributes;
    this.mostHeld = heldEntries;
    this.step = step;
    this.store = store;
    this.loads = new VirtualLoads(store);
    this.generation = generation;
    this.budget = new WindowBudget(heldEntries);
    this.queue = open();
  }

  /** A queue whose windows are wide. */
  static VirtualQueue standard() {
    return new VirtualQueue(Attributes.none(), WIDE);
  }

  /** A queue with one attribute set. */
  static VirtualQueue with(Attribute<?> attribute, String text) {
    return new VirtualQueue(Attributes.none().with(attribute, text), WIDE);
  }

  /** A FIFO queue whose windows are wide. */
  static VirtualQueue fifo() {
    return new VirtualQueue(fifoAttributes(), WIDE);
  }

  /** A FIFO queue with one attribute set. */
  static VirtualQueue fifoWith(Attribute<?> attribute, String text) {
    return new VirtualQueue(fifoAttributes().with(attribute, text), WIDE);
  }

  static Attributes fifoAttributes() {
    return Attributes.none().with(QueueAttribute.FIFO_QUEUE, "true");
  }

  /** A queue that takes what this one gives up, in the same store and at the same time. */
  VirtualQueue deadLetterQueue(Attributes ofDeadLetters) {
    VirtualQueue dead = new VirtualQueue(ofDeadLetters, WIDE, step, store, generation + WIDE);
    deadLetters = dead;
    return dead;
  }

  void at(long millis) {
    step.setNow(START + millis);
  }

  /** Lets time pass as a host does that looks at the queue at each of its deadlines. */
  void passTo(long millis) {
    OptionalLong next = queue.nextDeadline();
    while (next.isPresent() && next.getAsLong() <= START + millis) {
      step.setNow(Math.max(step.now(), next.getAsLong()));
      tick();
      if (next.equals(queue.nextDeadline())) {
        throw new AssertionError("a deadline that never passes: " + next);
      }
      next = queue.nextDeadline();
    }
    at(millis);
  }

  long now() {
    return sinceStart(step.now());
  }

  long sinceStart(long time) {
    return time - START;
  }

  void set(Attribute<?> attribute, String text) {
    attributes = attributes.with(attribute, text);
    run(
        () -> {
          queue.apply(QueueSettings.of(attributes));
          return Outcome.of(true);
        });
  }

  void refuseDeadLetters() {
    takesDeadLetters = false;
  }

  /** From now on some rows arrive only after the next act, or not at all at first. */
  void loadLate(Random chance) {
    loads.beLate(chance);
  }

  Sent send(String body, @Nullable Integer delaySeconds) {
    return send(body, delaySeconds, null);
  }

  Sent send(String body, @Nullable Integer delaySeconds, @Nullable String group) {
    return send(1, body, delaySeconds, group).get(0);
  }

  /** Sends the same {@code copies} times in one batch. */
  List<Sent> send(int copies, String body, @Nullable Integer delaySeconds, @Nullable String group) {
    Draft draft = Drafts.standard(body, delaySeconds, group, queue.settings());
    return send(Collections.nCopies(copies, draft));
  }

  List<Sent> send(List<Draft> drafts) {
    Map<Key, byte[]> recalled = new HashMap<>();
    for (Key key : queue.suspects(drafts)) {
      recall(QueueTables.DEDUPLICATION, key, recalled);
    }
    return run(() -> queue.send(drafts, recalled, step));
  }

  /** A message for a FIFO queue, with an id of its own if none is given. */
  Draft draft(String body, String group, @Nullable String deduplicationId) {
    boolean perGroup = attributes.get(QueueAttribute.DEDUPLICATION_SCOPE).equals("messageGroup");
    String id = deduplicationId == null ? "unique" + ++uniqueIds : deduplicationId;
    return Drafts.fifo(body, group, DeduplicationKey.of(perGroup ? group : null, id));
  }

  /** The messages of a receive; absent if it waits, under the number that {@link #waits} tells. */
  Optional<List<Received>> receive(int most, @Nullable Integer visibilitySeconds, int waitSeconds) {
    return receive(most, visibilitySeconds, waitSeconds, null);
  }

  Optional<List<Received>> receive(
      int most, @Nullable Integer visibilitySeconds, int waitSeconds, @Nullable String attempt) {
    OptionalLong hide =
        visibilitySeconds == null
            ? OptionalLong.empty()
            : OptionalLong.of(visibilitySeconds * 1_000L);
    ReceiveOptions options = new ReceiveOptions(most, hide, attempt);
    long number = ++waiters;
    Optional<List<Received>> received =
        run(
            () ->
                queue.receive(number, options, room, OptionalLong.of(waitSeconds * 1_000L), step));
    if (received.isPresent() || waitSeconds > 0) {
      return received;
    }
    return takeDelivery(number).or(() -> afterAllLoads(number));
  }

  private Optional<List<Received>> afterAllLoads(long number) {
    loadAll();
    return takeDelivery(number);
  }

  long waits() {
    return waiters;
  }

  /** What came to the receive that waited as {@code number}, if anything did. */
  Optional<List<Received>> takeDelivery(long number) {
    Optional<Answer> found =
        answers.stream().filter(answer -> answer.waiter() == number).findFirst();
    return found.filter(answers::remove).map(Answer::received);
  }

  void leave(long number) {
    queue.leave(number);
  }

  Optional<BrokerException> delete(ReceiptHandle handle) {
    return delete(List.of(handle)).get(0);
  }

  List<Optional<BrokerException>> delete(List<ReceiptHandle> handles) {
    List<OpenHandle> open =
        handles.stream().map(handle -> new OpenHandle(handle, "handle")).toList();
    return run(() -> queue.delete(open, recalled(handles), step));
  }

  Optional<BrokerException> changeVisibility(ReceiptHandle handle, int seconds) {
    VisibilityChange change = new VisibilityChange(new OpenHandle(handle, "handle"), seconds);
    return run(() -> queue.changeVisibility(List.of(change), recalled(List.of(handle)), step))
        .get(0);
  }

  void tick() {
    run(() -> queue.tick(step));
  }

  void purge() {
    generation++;
    run(
        () -> {
          queue.purge(generation);
          return Outcome.of(true);
        });
  }

  /** Starts again from what the store holds. */
  void restart() {
    loads.forget();
    budget = new WindowBudget(mostHeld);
    queue = open();
    tick();
  }

  QueueCounts counts() {
    tick();
    loadAll();
    return queue.counts();
  }

  List<TransferredMessage> departed() {
    return departed;
  }

  boolean isFifo() {
    return queue.settings().isFifo();
  }

  /** What the queue shows of itself. */
  PeekMessages.Result peek(PeekMessages request) {
    return new VirtualPeek(store, generation, attributes)
        .peek(request, queue.settings(), step.now());
  }

  String body(Received received) {
    return store.body(received.content());
  }

  String body(TransferredMessage transfer) {
    return store.body(transfer.entry().content());
  }

  int heldBodies() {
    return store.size(QueueTables.BODIES) + store.size(QueueTables.SHARED);
  }

  /** How many messages the store knows again. */
  int remembered() {
    return store.count(QueueTables.DEDUPLICATION, generation);
  }

  /** How many rows the queue has asked the store for so far, at the most. */
  long rowsAsked() {
    return loads.asked();
  }

  /** How many entries the queue holds in the heap. */
  long heldEntries() {
    return budget.held();
  }

  private Map<Key, byte[]> recalled(List<ReceiptHandle> handles) {
    Map<Key, byte[]> rows = new HashMap<>();
    Consumer<Key> recall = key -> recall(QueueTables.READY, key, rows);
    handles.forEach(handle -> queue.unknown(handle).ifPresent(recall));
    return rows;
  }

  private void recall(Table table, Key key, Map<Key, byte[]> rows) {
    store.get(table, key).ifPresent(row -> rows.put(key, row));
  }

  /** How many entries the windows may hold before they get narrow. */
  long mostHeld() {
    return mostHeld;
  }

  private <R> R run(Supplier<Outcome<R>> rule) {
    Outcome<R> outcome = rule.get();
    store.write(outcome.changes());
    R reply = outcome.reply();
    loads.arrive(queue);
    settle(false);
    return reply;
  }

  /** Lets all rows arrive that are on their way. */
  private void loadAll() {
    loads.arrive(queue);
    settle(true);
  }

  /** Serves, moves on and loads until nothing moves at this instant. */
  private void settle(boolean atOnce) {
    boolean moving = true;
    while (moving) {
      Outcome<List<Answer>> served = queue.serve(step);
      store.write(served.changes());
      answers.addAll(served.reply());
      boolean loaded = loads.load(queue, atOnce);
      boolean gaveUp = giveUp(queue.takeTransfers());
      List<Change> ticked = queue.tick(step).changes();
      store.write(ticked);
      moving = !ticked.isEmpty() || loaded || gaveUp || !served.changes().isEmpty();
    }
    store.check(queue.counts(), generation, isFifo());
  }

  private boolean giveUp(List<TransferredMessage> transfers) {
    if (transfers.isEmpty()) {
      return false;
    }
    if (!takesDeadLetters) {
      store.write(queue.stay(transfers, step).changes());
      return false;
    }
    VirtualQueue dead = deadLetters;
    if (dead != null) {
      dead.run(() -> dead.queue.accept(transfers, ARN, step));
    } else {
      transfers.forEach(transfer -> store.write(transfer.removals()));
    }
    store.write(queue.departed(transfers, step).changes());
    departed.addAll(transfers);
    return true;
  }

  private Queue open() {
    Regions regions =
        new Regions(
            generation,
            QueueSettings.of(attributes),
            new Regions.Sizes(
                store.count(QueueTables.READY, generation),
                store.count(QueueTables.DELAYED, generation)),
            store.rows(QueueTables.LEASED, generation),
            budget);
    Queue opened = new Queue(1, regions, arn -> arn.resource().equals("dead"));
    List<Row> known = store.rows(QueueTables.DEDUPLICATION, generation);
    for (int i = 0; i < known.size(); i += REMEMBERED_AT_ONCE) {
      opened.remember(known.subList(i, Math.min(known.size(), i + REMEMBERED_AT_ONCE)));
    }
    return opened;
  }

  /** A queue that gives up a message after {@code receives}. */
  static VirtualQueue givingUpAfter(int receives) {
    return with(QueueAttribute.REDRIVE_POLICY, Redrive.after(receives));
  }
}
