package io.fanfare.functions;

import io.fanfare.functions.model.Limits;
import io.fanfare.functions.rules.Answer;
import io.fanfare.functions.rules.BatchResponse;
import io.fanfare.functions.rules.InvocationOutcome;
import io.fanfare.functions.rules.InvocationPace;
import io.fanfare.functions.rules.InvocationRules;
import io.fanfare.queues.model.Message;
import io.fanfare.runtime.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The handing on of one event: the function is invoked, again while it has no room and the messages
 * are still hidden, and what it has taken is deleted. Other messages are left as they are, and come
 * back when their visibility timeout ends.
 */
final class Handover {

  private final EventLoop loop;
  private final Source source;
  private final FunctionHost function;
  private final FunctionCounters counters;
  private final Event event;
  private final InvocationPace rests = new InvocationPace();
  private final Promise<Result> over = Promise.promise();

  /**
   * What is handed on.
   *
   * @param messages those that are in the event
   * @param body the event
   * @param qualifier the version or alias that is meant; empty if none is
   * @param reportsFailures whether the function tells which of them have failed
   * @param until when they are hidden no longer, in milliseconds
   */
  record Event(
      List<Message> messages, Buffer body, String qualifier, boolean reportsFailures, long until) {}

  /**
   * What came of it.
   *
   * @param outcome of the last invocation
   * @param complete whether all messages of the event were taken
   * @param reason what the log says of it
   * @param settled completes when what was taken is deleted, or is known to come back
   */
  record Result(InvocationOutcome outcome, boolean complete, String reason, Future<Void> settled) {}

  Handover(
      EventLoop loop,
      Source source,
      FunctionHost function,
      FunctionCounters counters,
      Event event) {
    this.loop = loop;
    this.source = source;
    this.function = function;
    this.counters = counters;
    this.event = event;
  }

  /** Begins; completes once the function has answered, and fails only by a fault of ours. */
  Future<Result> begin() {
    attempt();
    return over.future();
  }

  /* One promise for all attempts: futures that wait for each other would nest as deep as they. */
  private void attempt() {
    Future.succeededFuture()
        .compose(begun -> invoke())
        .map(this::answered)
        .onSuccess(
            result ->
                result.ifPresentOrElse(
                    over::complete, () -> loop.after(rests.rest(loop.now()), this::attempt)))
        .onFailure(over::fail);
  }

  private Future<Answer> invoke() {
    if (event.body().length() > Limits.EVENT_BYTES) {
      return Future.succeededFuture(
          Answer.none(
              "the event of one message is longer than %d bytes".formatted(Limits.EVENT_BYTES)));
    }
    // A trace is one message's, so it is passed on if there is no other.
    Map<String, String> first = event.messages().get(0).attributes();
    String trace = event.messages().size() == 1 ? first.get("AWSTraceHeader") : null;
    return loop.during(
        function.invoke(
            new Invocation(event.body(), event.qualifier(), null, trace, event.until())));
  }

  /** What came of it; nothing if the function is to be asked again. */
  private Optional<Result> answered(Answer answer) {
    InvocationOutcome outcome = InvocationRules.outcome(answer, function.tellsErrorsInBody());
    counters.invoked(outcome);
    if (outcome == InvocationOutcome.THROTTLED) {
      rests.failed(loop.now());
      if (loop.now() + rests.rest(loop.now()) < event.until()) {
        return Optional.empty();
      }
    }
    String reason = InvocationRules.words(answer, outcome);
    if (outcome != InvocationOutcome.SUCCEEDED) {
      counters.settled(0, event.messages().size());
      return Optional.of(new Result(outcome, false, reason, Future.succeededFuture()));
    }
    return Optional.of(settle(failures(answer), reason));
  }

  /** The ids of the messages that have failed; nothing if the function does not tell. */
  private Optional<Set<String>> failures(Answer answer) {
    if (!event.reportsFailures()) {
      return Optional.of(Set.of());
    }
    Set<String> ids = event.messages().stream().map(Message::messageId).collect(Collectors.toSet());
    return BatchResponse.failures(answer.payload(), ids);
  }

  private Result settle(Optional<Set<String>> failures, String reason) {
    List<Message> taken =
        failures.isEmpty()
            ? List.of()
            : event.messages().stream()
                .filter(message -> !failures.get().contains(message.messageId()))
                .toList();
    int back = event.messages().size() - taken.size();
    counters.settled(taken.size(), back);
    Future<Void> settled = source.delete(taken);
    return failures.isEmpty()
        ? new Result(
            InvocationOutcome.FAILED, false, "it did not tell which messages have failed", settled)
        : new Result(InvocationOutcome.SUCCEEDED, back == 0, reason, settled);
  }
}
