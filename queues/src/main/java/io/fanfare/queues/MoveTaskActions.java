package io.fanfare.queues;

import static io.fanfare.queues.rules.QueueAction.CANCEL_MESSAGE_MOVE_TASK;
import static io.fanfare.queues.rules.QueueAction.DELETE_MESSAGE;
import static io.fanfare.queues.rules.QueueAction.GET_QUEUE_ATTRIBUTES;
import static io.fanfare.queues.rules.QueueAction.LIST_MESSAGE_MOVE_TASKS;
import static io.fanfare.queues.rules.QueueAction.RECEIVE_MESSAGE;
import static io.fanfare.queues.rules.QueueAction.SEND_MESSAGE;
import static io.fanfare.queues.rules.QueueAction.START_MESSAGE_MOVE_TASK;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.queues.model.CancelMessageMoveTask;
import io.fanfare.queues.model.ListMessageMoveTasks;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.rows.TaskHandle;
import io.fanfare.queues.rows.TaskStarter;
import io.fanfare.queues.rules.MoveTaskRules;
import io.fanfare.queues.rules.QueueAction;
import io.fanfare.runtime.Attempt;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.Optional;

/**
 * The actions on move tasks, for one caller, who must own the queues: no policy gives them to
 * others.
 */
final class MoveTaskActions {

  private static final String SOURCE = "SourceArn";

  private final QueuePartition partition;
  private final Caller caller;

  MoveTaskActions(QueuePartition partition, Caller caller) {
    this.partition = partition;
    this.caller = caller;
  }

  Future<StartMessageMoveTask.Result> start(StartMessageMoveTask request) {
    return Attempt.of(
        () -> {
          Arn source = request.source();
          Optional<QueueRef> found =
              find(
                  source,
                  START_MESSAGE_MOVE_TASK,
                  RECEIVE_MESSAGE,
                  DELETE_MESSAGE,
                  GET_QUEUE_ATTRIBUTES);
          MoveTaskRules.checkQueues(
              found.isPresent(),
              request.destination().map(to -> destination(to).isPresent()).orElse(true),
              partition.lifecycle().isDeadLetterQueue(QueueName.of(source)));
          if (request.destination().isEmpty()) {
            partition.access().checkSources(caller, QueueName.of(source));
          }
          return partition
              .on(
                  found.orElseThrow(),
                  host ->
                      host.mover()
                          .start(
                              request,
                              TaskStarter.of(caller).orElse(null),
                              partition.access().sources(caller)))
              .map(task -> new StartMessageMoveTask.Result(task.handle(source.toString()).text()));
        });
  }

  Future<CancelMessageMoveTask.Result> cancel(CancelMessageMoveTask request) {
    return Attempt.of(
        () -> {
          TaskHandle handle = TaskHandle.parse(request.taskHandle());
          QueueRef source =
              Arn.parse(handle.sourceArn())
                  .flatMap(
                      arn ->
                          find(
                              arn,
                              CANCEL_MESSAGE_MOVE_TASK,
                              RECEIVE_MESSAGE,
                              DELETE_MESSAGE,
                              GET_QUEUE_ATTRIBUTES))
                  .orElseThrow(() -> MoveTaskRules.missing(SOURCE));
          return partition
              .on(source, host -> host.mover().cancel(handle.taskId()))
              .map(CancelMessageMoveTask.Result::new);
        });
  }

  Future<ListMessageMoveTasks.Result> list(ListMessageMoveTasks request) {
    return Attempt.of(
        () -> {
          int most = Objects.requireNonNullElse(request.maxResults(), 1);
          QueueRef source =
              find(request.source(), LIST_MESSAGE_MOVE_TASKS, GET_QUEUE_ATTRIBUTES)
                  .orElseThrow(() -> MoveTaskRules.missing(SOURCE));
          return partition
              .on(source, host -> host.mover().newest(most))
              .map(
                  tasks ->
                      new ListMessageMoveTasks.Result(
                          tasks.stream().map(task -> task.listed(request.sourceArn())).toList()));
        });
  }

  /** Others have no right to a move, so whoever may send to their own queue may move there. */
  private Optional<QueueRef> destination(Arn arn) {
    return arn.account().equals(caller.account())
        ? find(arn, SEND_MESSAGE)
        : find(arn, START_MESSAGE_MOVE_TASK, SEND_MESSAGE);
  }

  private Optional<QueueRef> find(Arn arn, QueueAction... actions) {
    return partition.access().find(caller, arn, actions);
  }
}
