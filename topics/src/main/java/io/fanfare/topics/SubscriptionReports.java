package io.fanfare.topics;

import io.fanfare.core.Page;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.engine.Topic;
import io.fanfare.topics.model.PreviewPublish;
import io.fanfare.topics.model.PreviewPublish.PreviewedSubscription;
import io.fanfare.topics.notification.Publication;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is told of the subscriptions of a topic: who would get a message. */
final class SubscriptionReports {

  private SubscriptionReports() {}

  /** The page behind {@code after} of who would get {@code message}, found as for a publish. */
  static Future<PreviewPublish.Result> preview(
      Routing routing, Topic topic, Publication message, String after) {
    return routing.route(
        List.of(message),
        routes -> {
          Set<Subscriber> wanting = new HashSet<>(routes.of(message));
          Page<Subscriber> page = topic.page(after, previewScope(topic.record().arn()));
          return Future.succeededFuture(
              new PreviewPublish.Result(
                  page.items().stream().map(one -> previewed(one, wanting.contains(one))).toList(),
                  page.nextToken()));
        });
  }

  private static PreviewedSubscription previewed(Subscriber subscriber, boolean matches) {
    return new PreviewedSubscription(
        subscriber.arn(), subscriber.protocol(), subscriber.endpoint(), matches);
  }

  /** What the token of a page of {@link #preview} is bound to. */
  static String previewScope(String topic) {
    return "preview " + topic;
  }
}
