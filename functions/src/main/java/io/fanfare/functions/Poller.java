package io.fanfare.functions;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.filter.FilterPattern;
import io.fanfare.functions.Gathering.Gathered;
import io.fanfare.functions.Gathering.Wanted;
import io.fanfare.functions.model.Limits;
import io.fanfare.functions.model.MappingDefinition;
import io.fanfare.functions.rows.MappingRecord;
import io.fanfare.functions.rules.InvocationOutcome;
import io.fanfare.functions.rules.InvocationPace;
import io.fanfare.functions.rules.LeaseRules;
import io.fanfare.functions.rules.QueueEvent;
import io.fanfare.heap.HeapBudget;
import io.fanfare.queues.model.Message;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping at work on the event loop of its function: gathers batches from the queue and hands
 * them on. What it has received it hands on at once, so it never receives more than may be under
 * way; what the function has taken is deleted meanwhile. While its queue is full it receives
 * several times at once, and else only once.
 */
final class Poller {

  private static final System.Logger LOG = System.getLogger(Poller.class.getName());
  private static final long KNOWN_MILLIS = 10_000;
  private static final int MOST_RECEIVES = 64;

  private final Means means;
  private final MappingRecord mapping;
  private final FunctionHost function;
  private final Source source;
  private final QueueEvent event;
  private final List<FilterPattern> filters;
  private final InvocationPace pace = new InvocationPace();
  private final InvocationPace receives = new InvocationPace();
  private final Set<Gathering> gathering = new HashSet<>();
  private final Promise<Void> idle = Promise.promise();
  private final Promise<Void> still = Promise.promise();
  private int wanted = 1;
  private int underWay;
  private int settling;
  private int hideSeconds;
  private long hideSecondsUntil;
  private long timer = -1;
  private boolean failing;
  private boolean closed;

  /** The poller of {@code mapping}, whose function is {@code function}. */
  Poller(Means means, MappingRecord mapping, FunctionHost function) {
    this.means = means;
    this.mapping = mapping;
    this.function = function;
    this.source = Source.of(means.queues(), mapping);
    MappingDefinition definition = mapping.definition();
    this.event = new QueueEvent(mapping.queue(), definition.batch().windowSeconds() > 0);
    this.filters =
        definition.filters().stream().map(FilterPattern::parse).flatMap(Optional::stream).toList();
  }

  /** Begins to poll, or goes on as things stand now. */
  void look() {
    if (closed) {
      completeIfIdle();
      return;
    }
    // What is begun may be over at once, and a rest follow it.
    while (!closed
        && rest() == 0
        && gathering.size() < wanted
        && gathering.size() + underWay < most()
        && settling < 2 * most()) {
      gather();
    }
    if (!closed && rest() > 0) {
      lookAfter(rest());
    }
  }

  private long rest() {
    long now = loop().now();
    return Math.max(pace.rest(now), receives.rest(now));
  }

  private int most() {
    return pace.concurrency(definition().concurrency().limit(function.concurrency()));
  }

  private void lookAfter(long millis) {
    if (timer < 0) {
      timer =
          loop()
              .after(
                  millis,
                  () -> {
                    timer = -1;
                    look();
                  });
    }
  }

  /**
   * Stops: receives no more, and hands on what was received.
   *
   * @return completes when all of that is settled
   */
  Future<Void> close() {
    closed = true;
    loop().cancel(timer);
    List.copyOf(gathering).forEach(Gathering::hurry);
    completeIfIdle();
    return idle.future();
  }

  /** Completes when it is closed and receives nothing any more. */
  Future<Void> still() {
    return still.future();
  }

  private void completeIfIdle() {
    if (gathering.isEmpty()) {
      still.tryComplete();
    }
    if (gathering.isEmpty() && underWay + settling == 0) {
      idle.tryComplete();
    }
  }

  private void gather() {
    MappingDefinition.Batch batch = definition().batch();
    Wanted one = new Wanted(batch.size(), batch.windowSeconds() * 1_000L, filters, event);
    Gathering next = new Gathering(loop(), source, one, means.counters(), means.heap());
    gathering.add(next);
    Future.succeededFuture()
        .compose(begun -> hideSeconds())
        .compose(next::begin)
        .onComplete(
            gathered -> {
              gathering.remove(next);
              gathered(gathered);
            });
  }

  /** For how many seconds messages are hidden; asked for from time to time. */
  private Future<Integer> hideSeconds() {
    long now = loop().now();
    if (hideSeconds > 0 && now < hideSecondsUntil) {
      return Future.succeededFuture(hideSeconds);
    }
    return source
        .visibilitySeconds()
        .map(
            visibility -> {
              int window = definition().batch().windowSeconds();
              int seconds = LeaseRules.seconds(visibility, window, function.timeoutSeconds());
              hideSeconds = seconds;
              hideSecondsUntil = now + KNOWN_MILLIS;
              return seconds;
            });
  }

  private void gathered(AsyncResult<Gathered> gathered) {
    if (gathered.failed()) {
      loop().report(gathered.cause());
      if (receives.failed(loop().now())) {
        LOG.log(WARNING, "{0} is polled again later: {1}", this, gathered.cause().getMessage());
      }
    } else {
      receives.succeeded();
      Gathered batch = gathered.result();
      boolean more = batch.full() && definition().batch().windowSeconds() == 0;
      wanted = more ? Math.min(MOST_RECEIVES, wanted + 1) : Math.max(1, wanted - 1);
      if (!batch.messages().isEmpty()) {
        handOn(batch);
      }
    }
    look();
  }

  /** Hands {@code batch} on; the next may begin when this one is answered for. */
  private void handOn(Gathered batch) {
    List<Future<Void>> settled = new ArrayList<>(1);
    underWay++;
    Future.succeededFuture(batch)
        .compose(this::events)
        .compose(events -> handOn(events, 0, settled))
        .onFailure(this::metFault)
        .onComplete(
            over -> {
              underWay--;
              settling++;
              Future.join(settled).onComplete(done -> settled(batch));
              look();
            });
  }

  private void settled(Gathered batch) {
    settling--;
    batch.close();
    look();
  }

  /** A fault of ours leaves a batch as it is. */
  private void metFault(Throwable fault) {
    loop().report(fault);
    pace.failed(loop().now());
    LOG.log(WARNING, this + " meets a fault and messages come back", fault);
  }

  /** The events of {@code batch}: one, unless it is longer than a function takes. */
  private Future<List<Handover.Event>> events(Gathered batch) {
    long until = batch.receivedAt() + hideSeconds * 1_000L;
    long length = batch.messages().stream().mapToLong(QueueEvent::length).sum();
    return length > HeapBudget.SMALL_BYTES
        ? means.vertx().executeBlocking(() -> written(batch, until), false)
        : Future.succeededFuture(writtenAtOnce(batch, until));
  }

  private List<Handover.Event> writtenAtOnce(Gathered batch, long until) {
    byte[] body = event.event(batch.messages());
    return body.length <= Limits.EVENT_BYTES
        ? List.of(handover(batch.messages(), body, until))
        : written(batch, until);
  }

  private List<Handover.Event> written(Gathered batch, long until) {
    List<byte[]> records = batch.messages().stream().map(event::record).toList();
    List<Handover.Event> events = new ArrayList<>();
    int start = 0;
    while (start < records.size()) {
      int end = start + QueueEvent.fitting(records, start);
      byte[] body = QueueEvent.of(records.subList(start, end));
      events.add(handover(batch.messages().subList(start, end), body, until));
      start = end;
    }
    return events;
  }

  private Handover.Event handover(List<Message> messages, byte[] body, long until) {
    return new Handover.Event(
        messages,
        Buffer.buffer(body),
        definition().function().qualifier(),
        definition().batch().reportsFailures(),
        until);
  }

  /** Hands on what is in {@code events} from {@code next} on, one after the other. */
  private Future<Void> handOn(List<Handover.Event> events, int next, List<Future<Void>> settled) {
    if (next == events.size()) {
      return Future.succeededFuture();
    }
    Handover one = new Handover(loop(), source, function, means.counters(), events.get(next));
    return one.begin()
        .compose(
            result -> {
              tell(result);
              settled.add(result.settled());
              // What follows in a FIFO queue may be of a group whose messages are to come back.
              return result.complete() || !mapping.queueName().isFifo()
                  ? handOn(events, next + 1, settled)
                  : Future.succeededFuture();
            });
  }

  private void tell(Handover.Result result) {
    if (result.outcome() == InvocationOutcome.SUCCEEDED) {
      pace.succeeded();
      if (failing) {
        LOG.log(INFO, "{0} succeeds again", this);
      }
      failing = false;
      return;
    }
    boolean thrown = result.outcome() == InvocationOutcome.FUNCTION_ERROR;
    if (!thrown || !definition().batch().reportsFailures()) {
      pace.failed(loop().now());
    }
    if (!failing) {
      LOG.log(WARNING, "{0} fails and its messages come back: {1}", this, result.reason());
    }
    failing = true;
  }

  private EventLoop loop() {
    return means.loop();
  }

  private MappingDefinition definition() {
    return mapping.definition();
  }

  /** The mapping, as the log calls it. */
  @Override
  public String toString() {
    return "The mapping of %s to %s".formatted(mapping.queue(), definition().functionArn());
  }
}
