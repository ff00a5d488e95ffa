package io.fanfare.queues;

import static io.fanfare.queues.model.QueueError.PURGE_QUEUE_IN_PROGRESS;
import static io.fanfare.queues.rules.QueueAction.ADD_PERMISSION;
import static io.fanfare.queues.rules.QueueAction.CHANGE_MESSAGE_VISIBILITY;
import static io.fanfare.queues.rules.QueueAction.DELETE_MESSAGE;
import static io.fanfare.queues.rules.QueueAction.DELETE_QUEUE;
import static io.fanfare.queues.rules.QueueAction.GET_QUEUE_ATTRIBUTES;
import static io.fanfare.queues.rules.QueueAction.LIST_DEAD_LETTER_SOURCE_QUEUES;
import static io.fanfare.queues.rules.QueueAction.LIST_QUEUES;
import static io.fanfare.queues.rules.QueueAction.LIST_QUEUE_TAGS;
import static io.fanfare.queues.rules.QueueAction.PURGE_QUEUE;
import static io.fanfare.queues.rules.QueueAction.RECEIVE_MESSAGE;
import static io.fanfare.queues.rules.QueueAction.REMOVE_PERMISSION;
import static io.fanfare.queues.rules.QueueAction.SET_QUEUE_ATTRIBUTES;
import static io.fanfare.queues.rules.QueueAction.TAG_QUEUE;
import static io.fanfare.queues.rules.QueueAction.UNTAG_QUEUE;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.Published;
import io.fanfare.core.Step;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.heap.RequestScope;
import io.fanfare.queues.QueueLifecycle.Listing;
import io.fanfare.queues.consumer.ConsumerOptions;
import io.fanfare.queues.consumer.QueueConsumer;
import io.fanfare.queues.engine.SharedDraft;
import io.fanfare.queues.model.AddPermission;
import io.fanfare.queues.model.CancelMessageMoveTask;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteQueue;
import io.fanfare.queues.model.GetQueueAttributes;
import io.fanfare.queues.model.GetQueueUrl;
import io.fanfare.queues.model.ListDeadLetterSourceQueues;
import io.fanfare.queues.model.ListMessageMoveTasks;
import io.fanfare.queues.model.ListQueueTags;
import io.fanfare.queues.model.ListQueues;
import io.fanfare.queues.model.PurgeQueue;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.RemovePermission;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.queues.model.SetQueueAttributes;
import io.fanfare.queues.model.StartMessageMoveTask;
import io.fanfare.queues.model.TagQueue;
import io.fanfare.queues.model.UntagQueue;
import io.fanfare.queues.model.monitoring.DescribeQueues;
import io.fanfare.queues.model.monitoring.GetQueueHistory;
import io.fanfare.queues.rows.QueueKind;
import io.fanfare.queues.rows.QueueRecord;
import io.fanfare.queues.rules.AttributeRules;
import io.fanfare.queues.rules.AttributeView;
import io.fanfare.queues.rules.PermissionRules;
import io.fanfare.queues.rules.QueueAction;
import io.fanfare.queues.rules.TagRules;
import io.fanfare.runtime.Attempt;
import io.fanfare.seal.DataKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The queues' service as one caller sees it. */
final class QueueService extends MessageActions {

  private final Optional<DataKey> dataKey;

  /**
   * The service for {@code caller}, for one request within {@code scope} if there is one.
   *
   * @param dataKey with what shared messages are sealed, if not with one of the broker's own
   */
  private QueueService(
      QueuePartition partition,
      Caller caller,
      @Nullable RequestScope scope,
      Optional<DataKey> dataKey) {
    super(partition, caller, scope);
    this.dataKey = dataKey;
  }

  /** The service for a caller who stays. */
  static Queues of(QueuePartition partition, Caller caller) {
    return new QueueService(partition, caller, null, Optional.empty());
  }

  @Override
  public Queues as(Caller other) {
    return new QueueService(partition, other, scope, dataKey);
  }

  @Override
  public Delivery sealedBy(Optional<DataKey> key) {
    return new QueueService(partition, caller, scope, key);
  }

  @Override
  public Queues within(RequestScope other) {
    return new QueueService(partition, caller, other, dataKey);
  }

  @Override
  public List<QueueStatistics> statistics() {
    return partition.statistics();
  }

  @Override
  public QueueTotals totals() {
    return partition.totals();
  }

  @Override
  public Future<Void> close() {
    return partition.close();
  }

  @Override
  public Future<CreateQueue.Result> createQueue(CreateQueue request) {
    return Attempt.of(
        () -> {
          AttributeRules.checkName(request.queueName(), request.attributes());
          partition.access().create(caller, request);
          return partition
              .lifecycle()
              .create(request, caller)
              .map(name -> new CreateQueue.Result(name.url(caller)));
        });
  }

  @Override
  public Future<Void> deleteQueue(DeleteQueue request) {
    return Attempt.of(
        () ->
            partition
                .lifecycle()
                .delete(QueueKind.USER, open(DELETE_QUEUE, request.queueUrl()).queue().name()));
  }

  @Override
  public Future<GetQueueUrl.Result> getQueueUrl(GetQueueUrl request) {
    String account = Objects.requireNonNullElse(request.queueOwnerAwsAccountId(), caller.account());
    QueueName wanted = new QueueName(account, caller.region(), request.queueName());
    return Attempt.of(
        () -> {
          partition.access().locate(caller, wanted);
          return partition
              .lifecycle()
              .find(wanted)
              .map(name -> new GetQueueUrl.Result(name.url(caller)));
        });
  }

  @Override
  public Future<ListQueues.Result> listQueues(ListQueues request) {
    String prefix = Objects.requireNonNullElse(request.queueNamePrefix(), "");
    return attempt(
            () -> {
              partition.access().list(caller, LIST_QUEUES, prefix);
              return new Listing(request.maxResults(), request.nextToken(), prefix);
            })
        .compose(
            listing ->
                partition.lifecycle().list(listing, ref -> ref.queue().name().isOf(caller, prefix)))
        .map(page -> new ListQueues.Result(urls(page.items()), page.nextToken()));
  }

  @Override
  public Future<DescribeQueues.Result> describeQueues(DescribeQueues request) {
    return new QueueReports(partition, caller).describe(request);
  }

  @Override
  public Future<GetQueueHistory.Result> getQueueHistory(GetQueueHistory request) {
    return new QueueReports(partition, caller).history(request);
  }

  @Override
  public Future<ListDeadLetterSourceQueues.Result> listDeadLetterSourceQueues(
      ListDeadLetterSourceQueues request) {
    return Attempt.of(
            () ->
                partition
                    .lifecycle()
                    .find(open(LIST_DEAD_LETTER_SOURCE_QUEUES, request.queueUrl()).queue().name()))
        .compose(
            target -> {
              String scope = target.arn().toString();
              Listing listing = new Listing(request.maxResults(), request.nextToken(), scope);
              return partition.lifecycle().list(listing, ref -> ref.isSourceOf(target));
            })
        .map(page -> new ListDeadLetterSourceQueues.Result(urls(page.items()), page.nextToken()));
  }

  @Override
  public Future<GetQueueAttributes.Result> getQueueAttributes(GetQueueAttributes request) {
    return on(
        GET_QUEUE_ATTRIBUTES,
        request.queueUrl(),
        (ref, host) ->
            host.counts()
                .map(
                    counts ->
                        new GetQueueAttributes.Result(
                            AttributeView.of(ref.queue(), counts, request.attributeNames()))));
  }

  @Override
  public Future<Void> setQueueAttributes(SetQueueAttributes request) {
    return change(
        SET_QUEUE_ATTRIBUTES,
        request.queueUrl(),
        (queue, step) ->
            queue.withAttributes(
                new AttributeRules(queue.name(), false, partition.lifecycle()::redriveAllowPolicy)
                    .apply(queue.attributes(), request.attributes()),
                step.now()));
  }

  @Override
  public Future<Void> addPermission(AddPermission request) {
    return change(
        ADD_PERMISSION,
        request.queueUrl(),
        (queue, step) ->
            queue.withAttributes(
                PermissionRules.add(queue.name().arn(), queue.attributes(), request), step.now()));
  }

  @Override
  public Future<Void> removePermission(RemovePermission request) {
    return change(
        REMOVE_PERMISSION,
        request.queueUrl(),
        (queue, step) ->
            queue.withAttributes(PermissionRules.remove(queue.attributes(), request), step.now()));
  }

  @Override
  public Future<Void> purgeQueue(PurgeQueue request) {
    return on(
        PURGE_QUEUE,
        request.queueUrl(),
        (ref, host) -> host.purge(step -> purged(ref.queue(), step)).mapEmpty());
  }

  @Override
  public Future<Void> tagQueue(TagQueue request) {
    return change(
        TAG_QUEUE,
        Asked.tags(request.tags()),
        request.queueUrl(),
        (queue, step) ->
            queue.withTags(TagRules.add(queue.name().name(), queue.tags(), request.tags())));
  }

  @Override
  public Future<Void> untagQueue(UntagQueue request) {
    return change(
        UNTAG_QUEUE,
        Asked.untag(request.tagKeys()),
        request.queueUrl(),
        (queue, step) -> queue.withTags(TagRules.remove(queue.tags(), request.tagKeys())));
  }

  @Override
  public Future<ListQueueTags.Result> listQueueTags(ListQueueTags request) {
    return on(
        LIST_QUEUE_TAGS,
        request.queueUrl(),
        (ref, host) -> host.counts().map(done -> new ListQueueTags.Result(ref.queue().tags())));
  }

  @Override
  public SharedMessage share(SendMessage message, OptionalInt gap) {
    return shared(new SharedDraft(message, gap, null, caller, partition.store().nextSequence()));
  }

  @Override
  public SharedMessage share(SendMessage message, Published published) {
    return shared(
        new SharedDraft(
            message, OptionalInt.empty(), published, caller, partition.store().nextSequence()));
  }

  private SharedMessage shared(SharedDraft draft) {
    return new SharedMessage(partition.seals().seal(draft, dataKey));
  }

  @Override
  public List<Future<List<Optional<BrokerException>>>> sendCopies(
      List<SharedMessage.Addressed> mail) {
    return new SharedSending(partition::deliver).send(mail);
  }

  @Override
  public Future<StartMessageMoveTask.Result> startMessageMoveTask(StartMessageMoveTask request) {
    return moveTasks().start(request);
  }

  @Override
  public Future<CancelMessageMoveTask.Result> cancelMessageMoveTask(CancelMessageMoveTask request) {
    return moveTasks().cancel(request);
  }

  @Override
  public Future<ListMessageMoveTasks.Result> listMessageMoveTasks(ListMessageMoveTasks request) {
    return moveTasks().list(request);
  }

  @Override
  public QueueConsumer consumer(String queueUrl, ConsumerOptions options) {
    return partition.consumer(() -> consumed(queueUrl), options, partition.heap());
  }

  /** The queue at {@code url}, if the caller may do all that a consumer does. */
  private QueueRef consumed(String url) {
    open(RECEIVE_MESSAGE, url);
    open(CHANGE_MESSAGE_VISIBILITY, url);
    return open(DELETE_MESSAGE, url);
  }

  @Override
  public SubscriptionQueues subscriptionQueues() {
    return new SubscriptionQueueService(partition);
  }

  private MoveTaskActions moveTasks() {
    return new MoveTaskActions(partition, caller);
  }

  private QueueRecord purged(QueueRecord queue, Step step) {
    if (queue.purgedAt() != 0 && step.now() < queue.purgedAt() + partition.purgeIntervalMillis()) {
      throw PURGE_QUEUE_IN_PROGRESS.refuse(
          "Only one PurgeQueue operation on %s is allowed every 60 seconds.", queue.name().name());
    }
    return queue.purged(step.nextSequence(), step.now());
  }

  private Future<Void> change(
      QueueAction action, String url, BiFunction<QueueRecord, Step, QueueRecord> change) {
    return change(action, Asked.NOTHING, url, change);
  }

  private Future<Void> change(
      QueueAction action,
      Asked asked,
      String url,
      BiFunction<QueueRecord, Step, QueueRecord> change) {
    return Attempt.of(
        () -> {
          QueueRef ref = partition.access().open(caller, action, asked, url);
          return partition.on(
              ref, host -> host.change(step -> change.apply(ref.queue(), step)).mapEmpty());
        });
  }

  /** Does {@code work} with the queue at {@code url} on its event loop, if the caller may. */
  private <R> Future<R> on(
      QueueAction action, String url, BiFunction<QueueRef, QueueHost, Future<R>> work) {
    return Attempt.of(
        () -> {
          QueueRef ref = open(action, url);
          return partition.on(ref, host -> work.apply(ref, host));
        });
  }

  private List<String> urls(List<QueueName> names) {
    return names.stream().map(name -> name.url(caller)).toList();
  }

  private static <T> Future<T> attempt(Supplier<T> value) {
    return Future.succeededFuture().map(start -> value.get());
  }
}
