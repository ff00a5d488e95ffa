package io.fanfare.http;

import io.fanfare.core.Caller;
import io.fanfare.functions.FunctionStatistics;
import io.fanfare.functions.Functions;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.DeleteEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.functions.model.GetEventSourceMapping;
import io.fanfare.functions.model.Invoke;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.functions.model.ListTags;
import io.fanfare.functions.model.TagResource;
import io.fanfare.functions.model.UntagResource;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import io.vertx.core.Future;

/** Functions that answer {@code caller} as {@code fakes} were told, and do nothing else. */
record FakeFunctions(Fakes fakes, Caller caller) implements Functions {

  private <R> Future<R> answer(Object request, Class<R> result) {
    return fakes.answer(new Fakes.Call(caller, null, request), result);
  }

  @Override
  public Functions as(Caller other) {
    return new FakeFunctions(fakes, other);
  }

  @Override
  public Future<EventSourceMappingConfiguration> createEventSourceMapping(
      CreateEventSourceMapping request) {
    return answer(request, EventSourceMappingConfiguration.class);
  }

  @Override
  public Future<EventSourceMappingConfiguration> getEventSourceMapping(
      GetEventSourceMapping request) {
    return answer(request, EventSourceMappingConfiguration.class);
  }

  @Override
  public Future<ListEventSourceMappings.Result> listEventSourceMappings(
      ListEventSourceMappings request) {
    return answer(request, ListEventSourceMappings.Result.class);
  }

  @Override
  public Future<EventSourceMappingConfiguration> updateEventSourceMapping(
      UpdateEventSourceMapping request) {
    return answer(request, EventSourceMappingConfiguration.class);
  }

  @Override
  public Future<EventSourceMappingConfiguration> deleteEventSourceMapping(
      DeleteEventSourceMapping request) {
    return answer(request, EventSourceMappingConfiguration.class);
  }

  @Override
  public Future<Void> tagResource(TagResource request) {
    return answer(request, Void.class);
  }

  @Override
  public Future<Void> untagResource(UntagResource request) {
    return answer(request, Void.class);
  }

  @Override
  public Future<ListTags.Result> listTags(ListTags request) {
    return answer(request, ListTags.Result.class);
  }

  @Override
  public Future<Invoke.Result> invoke(Invoke request) {
    return answer(request, Invoke.Result.class);
  }

  @Override
  public Future<Void> invokeAsync(FunctionName function, String event) {
    throw Fakes.unscripted();
  }

  @Override
  public FunctionStatistics statistics() {
    throw Fakes.unscripted();
  }

  @Override
  public Future<Void> close() {
    throw Fakes.unscripted();
  }
}
