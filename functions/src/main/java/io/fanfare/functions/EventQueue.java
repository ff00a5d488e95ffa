package io.fanfare.functions;

import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.MessageAttribute;
import io.fanfare.functions.model.FunctionTarget;
import io.fanfare.functions.rules.Answer;
import io.fanfare.functions.rules.AsyncRules;
import io.fanfare.functions.rules.InvocationOutcome;
import io.fanfare.functions.rules.InvocationRules;
import io.fanfare.queues.Queues;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.Lease;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.SendMessage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events that one function is still to be invoked with. They stand in a queue of its own, which
 * no request reaches, so they survive as all messages do; what failed waits there to be tried
 * again. How often a function has thrown at an event is known until a restart, after which it is
 * counted anew; if that is to be known of too many events, how often they were tried counts.
 */
final class EventQueue {

  /** How the names of these queues begin. */
  static final String PREFIX = "function-";

  private static final System.Logger LOG = System.getLogger(EventQueue.class.getName());
  private static final String QUALIFIER = "Qualifier";
  private static final int BATCH = 10;
  private static final int SPARE_SECONDS = 30;
  private static final int MOST_KNOWN = 10_000;
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Means means;
  private final FunctionHost host;
  private final FunctionTarget function;
  private final QueueName name;
  private final Queues queues;
  private final Map<String, Integer> errors = new HashMap<>();
  private @Nullable QueueConsumer consumer;
  private boolean closed;

  /** The events of {@code function}, in a queue of {@code home}. */
  EventQueue(Means means, FunctionHost host, FunctionTarget function, Caller home) {
    this.means = means;
    this.host = host;
    this.function = function;
    this.name = new QueueName(home.account(), home.region(), PREFIX + function.name());
    this.queues = means.queues().as(home);
  }

  /** Goes on with what is still to be done; completes when the queue is there. */
  Future<Void> open() {
    return hidden()
        .create(name)
        .compose(created -> hidden().isEmpty(name))
        .map(
            empty -> {
              if (!empty) {
                wake();
              }
              return null;
            });
  }

  /** Adds an event; completes when it is durable. */
  Future<Void> put(String event, String qualifier) {
    Map<String, MessageAttribute> attributes =
        qualifier.isEmpty() ? Map.of() : Map.of(QUALIFIER, MessageAttribute.string(qualifier));
    SendMessage message =
        new SendMessage(name.name(), event, null, attributes, Map.of(), null, null);
    return queues.send(name.arn(), true, message).onSuccess(sent -> wake());
  }

  /** Stops; what is not done is done after the next start. */
  Future<Void> close() {
    closed = true;
    QueueConsumer open = consumer;
    return open == null ? Future.succeededFuture() : open.close();
  }

  private SubscriptionQueues hidden() {
    return queues.subscriptionQueues();
  }

  private void wake() {
    if (consumer != null || closed) {
      return;
    }
    int concurrency = function.concurrency();
    QueueConsumer opened =
        hidden()
            .consumer(
                name,
                new ConsumerOptions()
                    .setConcurrency(concurrency)
                    .setBatch(Math.min(BATCH, concurrency))
                    .setVisibilitySeconds(function.timeoutSeconds() + SPARE_SECONDS));
    consumer = opened;
    opened
        .exceptionHandler(fault -> LOG.log(WARNING, this + ": " + fault.getMessage()))
        .endHandler(end -> consumer = null)
        .handler(this::take);
  }

  private void take(Lease event) {
    MessageAttribute qualifier = event.attributes().get(QUALIFIER);
    String text = qualifier == null ? null : qualifier.stringValue();
    Invocation invocation =
        new Invocation(
            Buffer.buffer(event.body()), text == null ? "" : text, null, null, Long.MAX_VALUE);
    means
        .loop()
        .during(host.invoke(invocation))
        .onSuccess(answer -> settle(event, way(event, answer)))
        .onFailure(means.loop()::report);
  }

  /** Settles {@code event} in that {@code way}, again until that has worked or is refused. */
  private void settle(Lease event, Supplier<Future<Void>> way) {
    Future.succeededFuture()
        .compose(begun -> way.get())
        .onFailure(
            fault -> {
              means.loop().report(fault);
              LOG.log(WARNING, this + " does not settle an event: " + fault.getMessage());
              if (BrokerException.isFinal(fault)) {
                errors.remove(event.messageId());
              } else if (!closed) {
                means.loop().after(AGAIN.toMillis(), () -> settle(event, way));
              }
            });
  }

  private Future<Void> done(Lease event) {
    return event.delete().onSuccess(deleted -> errors.remove(event.messageId()));
  }

  /** How {@code event} is settled after {@code answer}; decided once. */
  private Supplier<Future<Void>> way(Lease event, Answer answer) {
    InvocationOutcome outcome = InvocationRules.outcome(answer, host.tellsErrorsInBody());
    means.counters().invoked(outcome);
    if (outcome == InvocationOutcome.SUCCEEDED) {
      return () -> done(event);
    }
    if (closed) {
      return Future::succeededFuture;
    }
    AsyncRules.Failure failure =
        new AsyncRules.Failure(
            outcome,
            thrown(event, outcome),
            event.receiveCount(),
            means.loop().now() - event.sentAt());
    OptionalLong delay = AsyncRules.delayMillis(failure, function.async());
    if (delay.isPresent()) {
      return () -> event.release(Duration.ofMillis(delay.getAsLong()));
    }
    return () -> giveUp(event, answer, outcome);
  }

  /** How often the function has thrown at {@code event}. */
  private int thrown(Lease event, InvocationOutcome outcome) {
    if (outcome != InvocationOutcome.FUNCTION_ERROR) {
      return errors.getOrDefault(event.messageId(), 0);
    }
    if (errors.size() >= MOST_KNOWN && !errors.containsKey(event.messageId())) {
      return event.receiveCount();
    }
    return errors.merge(event.messageId(), 1, Integer::sum);
  }

  private Future<Void> giveUp(Lease event, Answer answer, InvocationOutcome outcome) {
    String reason = InvocationRules.words(answer, outcome);
    if (function.async().deadLetterTarget().isEmpty()) {
      return lost(event, reason);
    }
    Map<String, MessageAttribute> all = AsyncRules.deadLetterAttributes(event.messageId(), answer);
    Map<String, MessageAttribute> fewer = new HashMap<>(all);
    fewer.remove(AsyncRules.ERROR_MESSAGE);
    return sendDeadLetter(event, all)
        .recover(
            fault ->
                BrokerException.isFinal(fault)
                    ? sendDeadLetter(event, fewer)
                    : Future.failedFuture(fault))
        .compose(
            sent -> {
              means.counters().deadLettered();
              settle(event, () -> done(event));
              return Future.succeededFuture();
            },
            fault ->
                BrokerException.isFinal(fault)
                    ? lost(event, reason + "; dead-letter queue: " + fault.getMessage())
                    : event.release(AGAIN));
  }

  private Future<SendMessage.Result> sendDeadLetter(
      Lease event, Map<String, MessageAttribute> attributes) {
    Arn target = Arn.parse(function.async().deadLetterTarget()).orElseThrow();
    Caller owner = new Caller(target.account(), target.region(), "");
    String url = QueueName.of(target).url(owner);
    return queues
        .as(owner)
        .sendMessage(new SendMessage(url, event.body(), null, attributes, Map.of(), null, null));
  }

  private Future<Void> lost(Lease event, String reason) {
    means.counters().lost();
    LOG.log(WARNING, "{0} has lost the event {1}: {2}", this, event.messageId(), reason);
    settle(event, () -> done(event));
    return Future.succeededFuture();
  }

  @Override
  public String toString() {
    return "The function " + function.name();
  }
}
