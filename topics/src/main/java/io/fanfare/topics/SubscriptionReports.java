package io.fanfare.topics;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Page;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.model.QueueCounts;
import io.fanfare.queues.model.QueueError;
import io.fanfare.topics.engine.Audience;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.model.DescribeSubscriptions;
import io.fanfare.topics.model.DescribeSubscriptions.DeliveryError;
import io.fanfare.topics.model.DescribeSubscriptions.SubscriptionDescription;
import io.fanfare.topics.model.PreviewPublish;
import io.fanfare.topics.model.PreviewPublish.PreviewedSubscription;
import io.fanfare.topics.notification.Publication;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is told of the subscriptions of a topic: who would get a message, how deliveries go. */
record SubscriptionReports(TopicLoop shared) {

  /**
   * The page behind {@code after} of who would get {@code message}, found as for a publish, but
   * among those on the page only: what a page costs does not depend on how many there are. Its
   * policies are put together for it, which may be long, so it is done elsewhere.
   */
  Future<PreviewPublish.Result> preview(Topic topic, Publication message, String after) {
    Page<Subscriber> page = topic.page(after, previewScope(topic.record().arn()));
    return shared
        .elsewhere()
        .run(() -> Audience.of(page.items()).route(message))
        .map(
            some -> {
              Set<Subscriber> wanting = new HashSet<>(some);
              return new PreviewPublish.Result(
                  page.items().stream().map(one -> previewed(one, wanting.contains(one))).toList(),
                  page.nextToken());
            });
  }

  private static PreviewedSubscription previewed(Subscriber subscriber, boolean matches) {
    return new PreviewedSubscription(
        subscriber.arn(), subscriber.protocol(), subscriber.endpoint(), matches);
  }

  /** How the deliveries to those on {@code page} go. */
  Future<DescribeSubscriptions.Result> describe(Page<Subscriber> page) {
    List<Future<SubscriptionDescription>> all =
        page.items().stream()
            .map(one -> waiting(one).map(waiting -> described(one, waiting)))
            .toList();
    return Future.all(all)
        .map(
            done ->
                new DescribeSubscriptions.Result(
                    all.stream().map(Future::result).toList(), page.nextToken()));
  }

  private SubscriptionDescription described(Subscriber subscriber, long waiting) {
    String arn = subscriber.arn();
    PushStates.@Nullable State state = shared.pushes().of(arn).orElse(null);
    DeliveryError lost = shared.failures().last(arn).orElse(null);
    return new SubscriptionDescription(
        arn,
        subscriber.protocol(),
        subscriber.endpoint(),
        subscriber.owner(),
        subscriber.isPending(),
        subscriber.isRaw(),
        subscriber.hasFilter(),
        waiting,
        later(state == null ? null : state.lastError(), lost),
        state == null ? null : state.delivered(),
        state == null ? null : state.failed());
  }

  /**
   * What went wrong last: a push that failed, or a loss. A loss that came of that push has the
   * status that was answered.
   */
  static @Nullable DeliveryError later(@Nullable DeliveryError push, @Nullable DeliveryError lost) {
    if (push == null || lost == null) {
      return push == null ? lost : push;
    }
    if (lost.time().isBefore(push.time())) {
      return push;
    }
    return lost.message().startsWith(push.message())
        ? new DeliveryError(push.status(), lost.message(), lost.time())
        : lost;
  }

  /** A queue that has nothing is not brought to work to say so. */
  private Future<Long> waiting(Subscriber subscriber) {
    if (!subscriber.pushes()) {
      return Future.succeededFuture(0L);
    }
    SubscriptionQueues queues = shared.queues().subscriptionQueues();
    return queues
        .isEmpty(subscriber.ownQueue())
        .compose(
            empty ->
                empty
                    ? Future.succeededFuture(0L)
                    : queues.counts(subscriber.ownQueue()).map(SubscriptionReports::sum))
        .recover(SubscriptionReports::noneIfGone);
  }

  private static long sum(QueueCounts counts) {
    return counts.visible() + counts.inFlight() + counts.delayed();
  }

  /** One that nobody has confirmed may have no queue yet. */
  private static Future<Long> noneIfGone(Throwable fault) {
    return fault instanceof BrokerException refusal
            && refusal.code() == QueueError.QUEUE_DOES_NOT_EXIST
        ? Future.succeededFuture(0L)
        : Future.failedFuture(fault);
  }

  /** What the token of a page of {@link #preview} is bound to. */
  static String previewScope(String topic) {
    return "preview " + topic;
  }

  /** What the token of a page of {@link #describe} is bound to. */
  static String descriptionScope(String topic) {
    return "describe " + topic;
  }
}
