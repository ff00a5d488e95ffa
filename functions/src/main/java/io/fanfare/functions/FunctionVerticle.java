package io.fanfare.functions;

import io.fanfare.core.BrokerException;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.functions.model.Invoke;
import io.fanfare.functions.rows.MappingRecord;
import io.fanfare.functions.rules.InvocationOutcome;
import io.fanfare.functions.rules.InvocationRules;
import io.fanfare.functions.rules.InvokeRules;
import io.fanfare.queues.model.QueueError;
import io.fanfare.runtime.Environment;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The event loop of many functions, and of the mappings to them, touched by no other. */
final class FunctionVerticle extends VerticleBase {

  private static final System.Logger LOG = System.getLogger(FunctionVerticle.class.getName());

  /** How long invocations under way may take to be settled once all ends. */
  private static final long GRACE_MILLIS = 5_000;

  private final FunctionSurroundings surroundings;
  private final Consumer<FunctionVerticle> started;
  private final FunctionCounters counters = new FunctionCounters();
  private final Map<String, FunctionHost> functions = new HashMap<>();
  private final Map<Long, Poller> pollers = new HashMap<>();
  private final Map<Long, Future<Void>> ending = new HashMap<>();
  private final Map<String, EventQueue> events = new HashMap<>();
  private @Nullable EventLoop loop;
  private @Nullable Means means;

  /** A verticle that tells {@code started} once it can take functions. */
  FunctionVerticle(FunctionSurroundings surroundings, Consumer<FunctionVerticle> started) {
    this.surroundings = surroundings;
    this.started = started;
  }

  @Override
  public Future<?> start() {
    Environment environment = surroundings.environment();
    EventLoop own = new EventLoop(vertx, context, environment.store(), environment.clock());
    loop = own;
    means = new Means(own, vertx, surroundings.queues(), environment.pushHeap(), counters);
    started.accept(this);
    return Future.succeededFuture();
  }

  /** Waits for what is under way, but not for long. */
  @Override
  public Future<?> stop() {
    List<Future<Void>> closing = new ArrayList<>();
    pollers.forEach((id, poller) -> close(id, poller));
    closing.addAll(ending.values());
    events.values().forEach(queue -> closing.add(queue.close()));
    pollers.clear();
    Promise<Void> over = Promise.promise();
    long timer = vertx.setTimer(GRACE_MILLIS, late -> over.tryComplete());
    Future.join(closing)
        .onComplete(
            settled -> {
              vertx.cancelTimer(timer);
              over.tryComplete();
            });
    return over.future();
  }

  EventLoop loop() {
    return deployed(loop);
  }

  FunctionCounters counters() {
    return counters;
  }

  /**
   * Begins to poll for {@code mapping}; on the event loop only, as what follows.
   *
   * @return completes when nothing is received for it any more as it was before
   */
  Future<Void> poll(MappingRecord mapping) {
    String name = mapping.definition().function().name();
    Poller poller = new Poller(deployed(means), mapping, function(name));
    if (!surroundings.targets().containsKey(name)) {
      LOG.log(System.Logger.Level.WARNING, "{0} finds no such function configured", poller);
    }
    Poller before = pollers.put(mapping.id(), poller);
    if (before != null) {
      close(mapping.id(), before);
    }
    // Both together would have more under way than the mapping may.
    ending.getOrDefault(mapping.id(), Future.succeededFuture()).onComplete(ended -> poller.look());
    return before == null ? Future.succeededFuture() : before.still();
  }

  /** Closes a poller of the mapping {@code id}, of which earlier ones may not have ended yet. */
  private void close(long id, Poller poller) {
    Future<Void> before = ending.getOrDefault(id, Future.succeededFuture());
    Future<Void> all = Future.join(before, poller.close()).mapEmpty();
    ending.put(id, all);
    all.onComplete(ended -> ending.remove(id, all));
  }

  /** Polls no more for the mapping {@code id}. */
  Future<Void> end(long id) {
    Poller poller = pollers.remove(id);
    if (poller == null) {
      return Future.succeededFuture();
    }
    close(id, poller);
    return poller.still();
  }

  /** Invokes a function that the configuration has, if it has room at once. */
  Future<Invoke.Result> invoke(FunctionName function, Invocation invocation) {
    FunctionHost host = function(function.name());
    if (!host.hasRoom()) {
      counters.invoked(InvocationOutcome.THROTTLED);
      throw InvokeRules.throttled();
    }
    long begun = loop().now();
    return host.invoke(invocation)
        .map(
            answer -> {
              InvocationOutcome outcome = InvocationRules.outcome(answer, host.tellsErrorsInBody());
              counters.invoked(outcome);
              int seconds = host.timeoutSeconds();
              return answer.status() == 0 && loop().now() - begun >= seconds * 1_000L
                  ? InvokeRules.timedOut(function, UUID.randomUUID().toString(), seconds)
                  : InvokeRules.result(function, answer, outcome);
            });
  }

  /** Goes on with the events that the function {@code name} is still to be invoked with. */
  Future<Void> resumeEvents(String name) {
    return events(name).open();
  }

  /** Adds an event to those of a function that the configuration has. */
  Future<Void> put(FunctionName function, String event) {
    EventQueue queue = events(function.name());
    return queue
        .put(event, function.qualifier())
        .recover(
            fault ->
                fault instanceof BrokerException refusal
                        && refusal.code() == QueueError.QUEUE_DOES_NOT_EXIST
                    ? queue.open().compose(there -> queue.put(event, function.qualifier()))
                    : Future.failedFuture(fault));
  }

  private EventQueue events(String name) {
    return events.computeIfAbsent(
        name,
        first ->
            new EventQueue(
                deployed(means),
                function(name),
                Objects.requireNonNull(surroundings.targets().get(name)),
                surroundings.home()));
  }

  private FunctionHost function(String name) {
    return functions.computeIfAbsent(
        name,
        first ->
            new FunctionHost(
                name,
                Optional.ofNullable(surroundings.targets().get(name)),
                surroundings.sender(),
                deployed(loop)::now));
  }

  private static <T> T deployed(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The verticle has not been deployed");
    }
    return part;
  }
}
