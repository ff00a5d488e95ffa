package io.fanfare.queues.engine;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.core.Step;
import io.fanfare.core.deduplication.DeduplicationKey;
import io.fanfare.queues.engine.VisibilityChange.Intent;
import io.fanfare.queues.model.PeekMessages;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.ReceiptHandle;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rows.QueueTables;
import io.fanfare.queues.rules.QueueSettings;
import io.fanfare.runtime.EngineHost;
import io.fanfare.virtual.VirtualHost;
import io.fanfare.virtual.VirtualLoop;
import io.fanfare.virtual.VirtualStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A queue in the host that it has in the broker, on a loop with a virtual clock and a store in
 * memory. After each act it checks that the heap and the store tell the same.
 */
final class VirtualQueue implements EngineHost.Actor<QueueEngine.Effect> {

  private static final QueueName NAME = new QueueName("000000000000", "us-east-1", "source");
  private static final long START = 1_000_000_000_000L;
  private static final long WIDE = 1_000_000;

  private final VirtualLoop loop;
  private final VirtualStore store;
  private final QueueRows rows;
  final VirtualRoom room = new VirtualRoom();
  private final long mostHeld;
  private final List<Answer> answers = new ArrayList<>();
  private final List<TransferredMessage> departed = new ArrayList<>();
  private @Nullable VirtualQueue deadLetters;
  private @Nullable Random lateness;
  private boolean takesDeadLetters = true;
  private WindowBudget budget;
  private Queue queue;
  private VirtualHost<QueueEngine.Effect> host;
  private long generation;
  private long waiters;
  private long uniqueIds;
  private Attributes attributes;

  VirtualQueue(Attributes attributes, long heldEntries) {
    this(attributes, heldEntries, new VirtualLoop(START));
  }

  private VirtualQueue(Attributes attributes, long heldEntries, VirtualLoop loop) {
    this(attributes, heldEntries, loop, new QueueRows(loop.store()), 1);
  }

  private VirtualQueue(
      Attributes attributes, long heldEntries, VirtualLoop loop, QueueRows rows, long generation) {
    this.attributes = attributes;
    this.mostHeld = heldEntries;
    this.loop = loop;
    this.store = loop.store();
    this.rows = rows;
    this.generation = generation;
    this.budget = new WindowBudget(heldEntries);
    this.queue = rows.open(record(), budget, true);
    this.host = new VirtualHost<>(loop, new QueueEngine(queue, record()), this);
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
    VirtualQueue dead = new VirtualQueue(ofDeadLetters, WIDE, loop, rows, generation + WIDE);
    deadLetters = dead;
    return dead;
  }

  /** Lets the time be so late at once, as on a loop that is held up. */
  void at(long millis) {
    loop.jumpTo(START + millis);
  }

  /** Lets time pass until then, with the queue looked at whenever it asked to be. */
  void passTo(long millis) {
    loop.passTo(START + millis);
    rows.check(queue.counts(), generation, isFifo());
  }

  long now() {
    return sinceStart(loop.now());
  }

  long sinceStart(long time) {
    return time - START;
  }

  void set(Attribute<?> attribute, String text) {
    attributes = attributes.with(attribute, text);
    run(
        step -> {
          queue.apply(QueueSettings.of(attributes));
          return Outcome.of(true);
        });
  }

  void refuseDeadLetters() {
    takesDeadLetters = false;
  }

  /** From now on some rows arrive only after the next act, or not at all at first. */
  void loadLate(Random chance) {
    lateness = chance;
    store.readLate(chance);
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
    Supplier<Set<Key>> suspects = () -> queue.suspects(drafts);
    return get(
        host.host()
            .recalling(
                QueueTables.DEDUPLICATION,
                suspects,
                recalled -> host.run(step -> queue.send(drafts, recalled, step))));
  }

  /** A message for a FIFO queue, with an id of its own if none is given. */
  Draft draft(String body, String group, @Nullable String deduplicationId) {
    boolean perGroup = attributes.get(QueueAttribute.DEDUPLICATION_SCOPE).equals("messageGroup");
    String id = deduplicationId == null ? "unique" + ++uniqueIds : deduplicationId;
    return Drafts.fifo(body, group, DeduplicationKey.of(perGroup ? group : null, id));
  }

  /** The messages of a receive; absent if it waits, under the number that {@link #waits} tells. */
  Optional<List<Received>> receive(int most, @Nullable Integer visibilitySeconds, int waitSeconds) {
    OptionalLong hide =
        visibilitySeconds == null
            ? OptionalLong.empty()
            : OptionalLong.of(visibilitySeconds * 1_000L);
    return receive(new ReceiveOptions(most, hide, null), waitSeconds);
  }

  Optional<List<Received>> receive(ReceiveOptions options, int waitSeconds) {
    long number = ++waiters;
    Optional<List<Received>> received =
        run(
            step ->
                queue.receive(number, options, room, OptionalLong.of(waitSeconds * 1_000L), step));
    if (received.isPresent() || waitSeconds > 0) {
      return received;
    }
    if (answers.stream().noneMatch(answer -> answer.waiter() == number)) {
      loadAll();
    }
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
    List<OpenHandle> opened =
        handles.stream().map(handle -> new OpenHandle(handle, "handle")).toList();
    return get(
        recalling(handles, recalled -> host.run(step -> queue.delete(opened, recalled, step))));
  }

  Optional<BrokerException> changeVisibility(ReceiptHandle handle, int seconds, Intent intent) {
    OpenHandle opened = new OpenHandle(handle, "handle");
    VisibilityChange change = new VisibilityChange(opened, seconds, intent);
    return get(recalling(
            List.of(handle),
            recalled -> host.run(step -> queue.changeVisibility(List.of(change), recalled, step))))
        .get(0);
  }

  private <R> Future<R> recalling(
      List<ReceiptHandle> handles, Function<Map<Key, byte[]>, Future<R>> work) {
    Supplier<Set<Key>> unknown =
        () ->
            handles.stream()
                .flatMap(handle -> queue.unknown(handle).stream())
                .collect(Collectors.toSet());
    return host.host().recalling(QueueRows.BY_HANDLE, unknown, work);
  }

  void tick() {
    run(queue::tick);
  }

  void purge() {
    generation++;
    run(
        step -> {
          queue.purge(generation);
          return Outcome.of(true);
        });
  }

  /** Starts again from what the store holds, in another process than before or in the same. */
  void restart(boolean another) {
    host.host().end();
    store.forgetLate();
    budget = new WindowBudget(mostHeld);
    queue = rows.open(record(), budget, another);
    host = new VirtualHost<>(loop, new QueueEngine(queue, record()), this);
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
    return new VirtualPeek(store, record()).peek(request, queue.settings(), loop.now());
  }

  String body(Received received) {
    return rows.body(received.content());
  }

  String body(TransferredMessage transfer) {
    return rows.body(transfer.entry().content());
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
    return store.asked();
  }

  /** How many entries the queue holds in the heap. */
  long heldEntries() {
    return budget.held();
  }

  /** How many entries the windows may hold before they get narrow. */
  long mostHeld() {
    return mostHeld;
  }

  private <R> R run(Function<Step, Outcome<R>> rule) {
    return get(host.run(rule));
  }

  /** What comes of {@code reply}, with all that is to be done at this instant. */
  private <R> R get(Future<R> reply) {
    store.arrive();
    loop.run();
    rows.check(queue.counts(), generation, isFifo());
    if (!reply.succeeded()) {
      throw new AssertionError("There is no reply", reply.cause());
    }
    return reply.result();
  }

  /** Lets all rows arrive that are on their way. */
  private void loadAll() {
    store.arrive();
    store.readLate(null);
    tick();
    store.readLate(lateness);
  }

  @Override
  public void act(QueueEngine.Effect effect, Future<Void> durable) {
    if (effect instanceof QueueEngine.Effect.Answered answered) {
      durable.onSuccess(written -> answers.add(answered.answer()));
    } else if (effect instanceof QueueEngine.Effect.Load load) {
      host.host().load(load.rows(), fault -> {});
    } else if (effect instanceof QueueEngine.Effect.Transfer transfer) {
      loop.execute(() -> giveUp(transfer.transfers()));
    }
  }

  @Override
  public void stepped() {}

  @Override
  public void closed(BrokerException fault) {
    throw new AssertionError("A fault has closed the queue");
  }

  private void giveUp(List<TransferredMessage> transfers) {
    if (!takesDeadLetters) {
      host.run(step -> queue.stay(transfers, step));
      return;
    }
    arrive(transfers)
        .onSuccess(
            arrived -> {
              departed.addAll(transfers);
              host.run(step -> queue.departed(transfers, step));
            });
  }

  /** Takes messages in where they are given up to, if anywhere. */
  private Future<?> arrive(List<TransferredMessage> transfers) {
    VirtualQueue dead = deadLetters;
    return dead == null
        ? store.write(transfers.stream().flatMap(one -> one.removals().stream()).toList())
        : dead.host.run(step -> dead.queue.accept(transfers, NAME.arn(), step));
  }

  private QueueRecord record() {
    return QueueRows.record(NAME, generation, attributes);
  }

  /** A queue that gives up a message after {@code receives}. */
  static VirtualQueue givingUpAfter(int receives) {
    return with(QueueAttribute.REDRIVE_POLICY, Redrive.after(receives));
  }
}
