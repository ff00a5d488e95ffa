package io.fanfare.queues;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.queues.model.CancelMessageMoveTask;
import io.fanfare.queues.model.ListMessageMoveTasks;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.rows.TaskHandle;
import io.fanfare.queues.rules.MoveTaskRules;
import io.fanfare.runtime.Attempt;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.Optional;

/** The actions on move tasks, for one caller, who must own the queues. */
final class MoveTaskActions {

  private static final String SOURCE = "SourceArn";

  private final QueueHouse house;
  private final Caller caller;

  MoveTaskActions(QueueHouse house, Caller caller) {
    this.house = house;
    this.caller = caller;
  }

  Future<StartMessageMoveTask.Result> start(StartMessageMoveTask request) {
    return Attempt.of(
        () -> {
          Arn source = request.source();
          Optional<QueueRef> found = find(source);
          MoveTaskRules.checkQueues(
              found.isPresent(),
              request.destination().isEmpty()
                  || request.destination().flatMap(this::find).isPresent(),
              house.directory().isDeadLetterQueue(QueueName.of(source)));
          return house
              .on(found.orElseThrow(), host -> host.mover().start(request))
              .map(task -> new StartMessageMoveTask.Result(task.handle(source.toString()).text()));
        });
  }

  Future<CancelMessageMoveTask.Result> cancel(CancelMessageMoveTask request) {
    return Attempt.of(
        () -> {
          TaskHandle handle = TaskHandle.parse(request.taskHandle());
          QueueRef source = source(Arn.parse(handle.sourceArn()));
          return house
              .on(source, host -> host.mover().cancel(handle.taskId()))
              .map(CancelMessageMoveTask.Result::new);
        });
  }

  Future<ListMessageMoveTasks.Result> list(ListMessageMoveTasks request) {
    return Attempt.of(
        () -> {
          int most = Objects.requireNonNullElse(request.maxResults(), 1);
          return house
              .on(source(Optional.of(request.source())), host -> host.mover().newest(most))
              .map(
                  tasks ->
                      new ListMessageMoveTasks.Result(
                          tasks.stream().map(task -> task.listed(request.sourceArn())).toList()));
        });
  }

  private QueueRef source(Optional<Arn> arn) {
    return arn.flatMap(this::find).orElseThrow(() -> MoveTaskRules.missing(SOURCE));
  }

  private Optional<QueueRef> find(Arn arn) {
    if (!arn.account().equals(caller.account())) {
      throw CommonError.ACCESS_DENIED.refuse("Access to the resource %s is denied.", arn);
    }
    return arn.region().equals(caller.region()) ? house.find(arn) : Optional.empty();
  }
}
