package io.fanfare.queues;

import static io.fanfare.queues.rules.QueueAction.DESCRIBE_QUEUES;
import static io.fanfare.queues.rules.QueueAction.GET_QUEUE_ATTRIBUTES;

import io.fanfare.core.Caller;
import io.fanfare.queues.QueueLifecycle.Listing;
import io.fanfare.queues.history.Hour;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.RedrivePolicy;
import io.fanfare.queues.model.monitoring.DescribeQueues;
import io.fanfare.queues.model.monitoring.DescribeQueues.QueueDescription;
import io.fanfare.queues.model.monitoring.GetQueueHistory;
import io.fanfare.queues.rules.QueueAction;
import io.fanfare.runtime.Attempt;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How many queues stand, told to one caller from the numbers that they count anyway: no queue at
 * work is asked. What all queues of an account did together is a sum, with those in it that the
 * caller is denied to know.
 */
record QueueReports(QueuePartition partition, Caller caller) {

  Future<DescribeQueues.Result> describe(DescribeQueues request) {
    String prefix = Objects.requireNonNullElse(request.queueNamePrefix(), "");
    int most = Objects.requireNonNullElse(request.maxResults(), Limits.LIST_RESULTS.most());
    return Attempt.of(
        () -> {
          partition.access().list(caller, DESCRIBE_QUEUES, prefix);
          Listing listing = new Listing(most, request.nextToken(), "describe " + prefix);
          return partition
              .lifecycle()
              .list(listing, ref -> ref.queue().name().isOf(caller, prefix))
              .compose(
                  page -> {
                    List<QueueRef> refs = refs(page.items());
                    return Future.join(refs.stream().map(this::atWork).toList())
                        .transform(opened -> Future.succeededFuture())
                        .map(opened -> new DescribeQueues.Result(all(refs), page.nextToken()));
                  });
        });
  }

  Future<GetQueueHistory.Result> history(GetQueueHistory request) {
    String url = request.queueUrl();
    return Attempt.of(
            () -> {
              if (url != null) {
                return partition
                    .histories()
                    .of(partition.access().open(caller, QueueAction.GET_QUEUE_HISTORY, url));
              }
              partition.access().list(caller, QueueAction.GET_QUEUE_HISTORY, "");
              return partition.histories().of(caller.account(), caller.region());
            })
        .map(QueueReports::result);
  }

  private static GetQueueHistory.Result result(Hour hour) {
    int seconds = Limits.HISTORY_PERIOD_SECONDS;
    List<List<Integer>> series = hour.series();
    return new GetQueueHistory.Result(
        seconds,
        hour.first() * seconds,
        series.get(0),
        series.get(1),
        series.get(2),
        series.get(3),
        series.get(4),
        series.get(5));
  }

  /** Those that are called so, without what the caller is denied to know. */
  private List<QueueRef> refs(List<QueueName> names) {
    return names.stream()
        .map(partition::find)
        .flatMap(Optional::stream)
        .filter(
            ref -> partition.access().isOpen(caller, ref, DESCRIBE_QUEUES, GET_QUEUE_ATTRIBUTES))
        .toList();
  }

  /** A queue counts nothing until it is at work, as for a moment after a start. */
  private Future<?> atWork(QueueRef ref) {
    return ref.opened().isPresent()
        ? Future.succeededFuture()
        : partition.on(ref, host -> Future.succeededFuture());
  }

  private List<QueueDescription> all(List<QueueRef> refs) {
    long now = partition.now();
    return refs.stream()
        .filter(ref -> !ref.queue().isDeleted())
        .map(ref -> describe(ref, now))
        .toList();
  }

  private QueueDescription describe(QueueRef ref, long now) {
    QueueName name = ref.queue().name();
    Optional<QueueStatistics> known =
        ref.opened().map(host -> QueuePartition.statistics(ref, host));
    Optional<QueueCounts> counts = known.map(QueueStatistics::counts);
    return new QueueDescription(
        name.name(),
        name.url(caller),
        name.isFifo(),
        counts.map(QueueCounts::visible).orElse(null),
        counts.map(QueueCounts::inFlight).orElse(null),
        counts.map(QueueCounts::delayed).orElse(null),
        counts.map(QueueCounts::oldestSentAt).map(oldest -> age(oldest, now)).orElse(null),
        known.map(QueueStatistics::sent).orElse(null),
        known.map(QueueStatistics::received).orElse(null),
        known.map(QueueStatistics::deleted).orElse(null),
        ref.settings()
            .redrive()
            .map(RedrivePolicy::deadLetterTarget)
            .map(target -> QueueName.of(target).name())
            .orElse(null));
  }

  private static @Nullable Long age(OptionalLong oldest, long now) {
    return oldest.isEmpty() ? null : Math.max(0, now - oldest.getAsLong()) / 1_000;
  }
}
