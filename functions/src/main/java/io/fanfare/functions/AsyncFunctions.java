package io.fanfare.functions;

import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.queues.model.QueueName;
import io.vertx.core.Future;

/** The functions as topics see them: an event is handed over, and the function invoked later. */
@FunctionalInterface
public interface AsyncFunctions {

  /**
   * Hands {@code event} over to {@code function}, which is invoked with it until it succeeds, or
   * has failed as often or for as long as its configuration says.
   *
   * @return completes on the caller's context when the event is durable; fails with {@code
   *     ResourceNotFoundException} if the configuration has no such function
   */
  Future<Void> invokeAsync(FunctionName function, String event);

  /** No functions at all. */
  static AsyncFunctions none() {
    return (function, event) ->
        Future.failedFuture(
            FunctionError.RESOURCE_NOT_FOUND.refuse("Function not found: %s", function.name()));
  }

  /** Whether {@code queue} is one in which events wait, be its function configured now or not. */
  static boolean owns(QueueName queue) {
    return queue.name().startsWith(EventQueue.PREFIX);
  }
}
