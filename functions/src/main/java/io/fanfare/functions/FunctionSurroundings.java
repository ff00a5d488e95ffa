package io.fanfare.functions;

import io.fanfare.core.Caller;
import io.fanfare.functions.model.FunctionTarget;
import io.fanfare.push.http.HttpSender;
import io.fanfare.queues.Queues;
import io.fanfare.runtime.Environment;
import java.util.Map;

/**
 * What all functions share, on whatever event loop they are.
 *
 * @param home whose the queues are in which events wait
 * @param targets the functions of the configuration, by name
 */
record FunctionSurroundings(
    Environment environment,
    Queues queues,
    HttpSender sender,
    Caller home,
    Map<String, FunctionTarget> targets) {

  /** Whether callers may do what they ask for. */
  Access access() {
    return new Access(environment.guard());
  }

  /** How many event loops run functions. */
  static final int LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors());
}
