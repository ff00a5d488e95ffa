package io.fanfare.functions;

import io.fanfare.core.Caller;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.DeleteEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.functions.model.GetEventSourceMapping;
import io.fanfare.functions.model.Invoke;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.functions.model.ListTags;
import io.fanfare.functions.model.MappingState;
import io.fanfare.functions.model.TagResource;
import io.fanfare.functions.model.UntagResource;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import io.fanfare.functions.rules.FunctionAction;
import io.fanfare.functions.rules.InvokeRules;
import io.fanfare.functions.rules.MappingView;
import io.fanfare.functions.rules.ModelRules;
import io.fanfare.functions.rules.TagRules;
import io.fanfare.runtime.Attempt;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.Optional;

/** The functions' service as one caller sees it. */
record FunctionService(FunctionPartition partition, Caller caller) implements Functions {

  @Override
  public Functions as(Caller other) {
    return new FunctionService(partition, other);
  }

  @Override
  public Future<EventSourceMappingConfiguration> createEventSourceMapping(
      CreateEventSourceMapping request) {
    boolean enabled = Objects.requireNonNullElse(request.enabled(), true);
    MappingState state = enabled ? MappingState.CREATING : MappingState.DISABLED;
    return Attempt.of(
            () -> {
              partition
                  .access()
                  .check(
                      caller,
                      FunctionAction.CREATE_EVENT_SOURCE_MAPPING,
                      Asked.tags(request.tags()));
              return partition.mappings(mappings -> mappings.create(request, caller));
            })
        .map(mapping -> MappingView.of(mapping, state));
  }

  @Override
  public Future<EventSourceMappingConfiguration> getEventSourceMapping(
      GetEventSourceMapping request) {
    return partition
        .mappings(mappings -> mappings.get(request.uuid(), caller))
        .map(mapping -> MappingView.of(mapping, MappingState.of(mapping.definition().enabled())));
  }

  @Override
  public Future<ListEventSourceMappings.Result> listEventSourceMappings(
      ListEventSourceMappings request) {
    return Attempt.of(
        () -> {
          partition
              .access()
              .check(caller, FunctionAction.LIST_EVENT_SOURCE_MAPPINGS, Asked.NOTHING);
          int size = ModelRules.checkPage(request.maxItems());
          Optional<FunctionName> function = ModelRules.checkFunction(request.functionName());
          String queue = request.eventSourceArn();
          return partition
              .mappings(
                  mappings ->
                      mappings.list(
                          mapping ->
                              (queue == null || mapping.queue().toString().equals(queue))
                                  && function
                                      .map(name -> name.arn(caller))
                                      .map(mapping.definition().functionArn()::equals)
                                      .orElse(true),
                          caller,
                          request.marker(),
                          size))
              .map(
                  page ->
                      new ListEventSourceMappings.Result(
                          page.items().stream().map(MappingView::listed).toList(),
                          page.nextToken()));
        });
  }

  @Override
  public Future<EventSourceMappingConfiguration> updateEventSourceMapping(
      UpdateEventSourceMapping request) {
    return partition
        .mappings(mappings -> mappings.update(request, caller))
        .map(mapping -> MappingView.of(mapping, state(request)));
  }

  private static MappingState state(UpdateEventSourceMapping request) {
    Boolean enabled = request.enabled();
    if (enabled == null) {
      return MappingState.UPDATING;
    }
    UpdateEventSourceMapping alone =
        new UpdateEventSourceMapping(String.valueOf(request.uuid()), enabled);
    if (!request.equals(alone)) {
      return MappingState.UPDATING;
    }
    return enabled ? MappingState.ENABLING : MappingState.DISABLING;
  }

  @Override
  public Future<EventSourceMappingConfiguration> deleteEventSourceMapping(
      DeleteEventSourceMapping request) {
    return partition
        .mappings(mappings -> mappings.delete(request.uuid(), caller))
        .map(mapping -> MappingView.of(mapping, MappingState.DELETING));
  }

  @Override
  public Future<Void> tagResource(TagResource request) {
    return Attempt.of(
        () -> {
          String arn = ModelRules.checkResource(request.resource());
          MappingHost.Wish wish =
              new MappingHost.Wish(caller, FunctionAction.TAG_RESOURCE, Asked.tags(request.tags()));
          return partition.mappings(
              mappings -> mappings.tag(arn, wish, tags -> TagRules.add(tags, request.tags())));
        });
  }

  @Override
  public Future<Void> untagResource(UntagResource request) {
    return Attempt.of(
        () -> {
          String arn = ModelRules.checkResource(request.resource());
          MappingHost.Wish wish =
              new MappingHost.Wish(
                  caller, FunctionAction.UNTAG_RESOURCE, Asked.untag(request.tagKeys()));
          return partition.mappings(
              mappings ->
                  mappings.tag(arn, wish, tags -> TagRules.remove(tags, request.tagKeys())));
        });
  }

  @Override
  public Future<ListTags.Result> listTags(ListTags request) {
    return Attempt.of(
        () -> {
          String arn = ModelRules.checkResource(request.resource());
          return partition
              .mappings(mappings -> mappings.tags(arn, caller))
              .map(ListTags.Result::new);
        });
  }

  @Override
  public Future<Invoke.Result> invoke(Invoke request) {
    return Attempt.of(
        () -> {
          InvokeRules.Checked checked = InvokeRules.check(request);
          if (!partition.knows(checked.function())) {
            throw InvokeRules.notFound(checked.function(), caller);
          }
          partition.access().invoke(caller, checked.function());
          return switch (checked.type()) {
            case DRY_RUN -> Future.succeededFuture(InvokeRules.dry());
            case EVENT ->
                partition
                    .invokeAsync(checked.function(), checked.event())
                    .map(held -> InvokeRules.accepted());
            case REQUEST_RESPONSE ->
                partition.invoke(checked, request.clientContext(), caller.traceHeader());
          };
        });
  }

  @Override
  public Future<Void> invokeAsync(FunctionName function, String event) {
    return partition.invokeAsync(function, event);
  }

  @Override
  public FunctionStatistics statistics() {
    return partition.statistics();
  }

  @Override
  public Future<Void> close() {
    return partition.close();
  }
}
