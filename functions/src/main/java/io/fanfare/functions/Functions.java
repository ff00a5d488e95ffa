package io.fanfare.functions;

import io.fanfare.core.Caller;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.DeleteEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.functions.model.GetEventSourceMapping;
import io.fanfare.functions.model.Invoke;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.functions.model.ListTags;
import io.fanfare.functions.model.TagResource;
import io.fanfare.functions.model.UntagResource;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import io.fanfare.queues.Queues;
import io.fanfare.runtime.Environment;
import io.vertx.core.Future;
import java.util.function.IntPredicate;

/**
 * The functions' service, an action a method, in AWS's names: mappings of queues to functions,
 * which are then invoked with the messages of the queues, as Lambda does it. A function is a name
 * with a URL in the {@link FunctionsOptions}; nothing is run here.
 *
 * <p>A future completes on its caller's context, and only when what it reports is durable; it fails
 * with a {@link io.fanfare.core.BrokerException} where AWS would refuse. {@link
 * io.fanfare.functions.model.FunctionError} has all refusals. A mapping is its account's own: who
 * is another's caller finds none.
 */
public interface Functions extends AsyncFunctions {

  /**
   * Opens the mappings that the store holds, and goes on with them.
   *
   * @param ownPorts the ports that the broker listens at, where no function is; asked at each
   *     invocation
   */
  static Future<Functions> open(
      Environment environment, Queues queues, FunctionsOptions options, IntPredicate ownPorts) {
    return FunctionPartition.open(environment, queues, options, ownPorts)
        .map(partition -> new FunctionService(partition, partition.defaultCaller()));
  }

  /** The same functions, as {@code caller} sees them. */
  Functions as(Caller caller);

  /**
   * Maps a queue to a function. Refused with {@code ResourceConflictException} if it is mapped to
   * it already, and with {@code InvalidParameterValueException} if the function or the queue does
   * not exist, or the queue hides messages for less time than the function may take.
   */
  Future<EventSourceMappingConfiguration> createEventSourceMapping(
      CreateEventSourceMapping request);

  /** Reads a mapping. Refused with {@code ResourceNotFoundException} if there is none. */
  Future<EventSourceMappingConfiguration> getEventSourceMapping(GetEventSourceMapping request);

  /** Lists mappings. */
  Future<ListEventSourceMappings.Result> listEventSourceMappings(ListEventSourceMappings request);

  /** Changes a mapping; what was received before is handed on as it was to be. */
  Future<EventSourceMappingConfiguration> updateEventSourceMapping(
      UpdateEventSourceMapping request);

  /** Ends a mapping; what was received before is handed on. */
  Future<EventSourceMappingConfiguration> deleteEventSourceMapping(
      DeleteEventSourceMapping request);

  /** Adds tags to a mapping. */
  Future<Void> tagResource(TagResource request);

  /** Removes tags from a mapping. */
  Future<Void> untagResource(UntagResource request);

  /** Reads the tags of a mapping. */
  Future<ListTags.Result> listTags(ListTags request);

  /**
   * Invokes a function. Refused with {@code ResourceNotFoundException} if the configuration has no
   * such function, with {@code InvalidRequestContentException} if the event is not JSON, with
   * {@code RequestTooLargeException} if it is too long, with {@code TooManyRequestsException} if
   * the function has no room for it now, and with {@code ServiceException} if it is not reached.
   */
  Future<Invoke.Result> invoke(Invoke request);

  /** What was invoked and handed on, without asking any event loop. */
  FunctionStatistics statistics();

  /**
   * Ends the service: receives nothing any more, and waits some seconds for the invocations under
   * way. What they do not settle comes back when its visibility timeout ends.
   */
  Future<Void> close();
}
