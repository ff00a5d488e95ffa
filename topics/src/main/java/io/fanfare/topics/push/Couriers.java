package io.fanfare.topics.push;

import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.core.BrokerException;
import io.fanfare.push.Courier;
import io.fanfare.push.Mailbox;
import io.fanfare.push.model.PushPolicy;
import io.fanfare.queues.SubscriptionQueues;
import io.fanfare.queues.model.QueueError;
import io.fanfare.queues.model.QueueName;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.engine.Subscriber;
import io.fanfare.topics.rows.TopicRecord;
import io.fanfare.topics.rules.FunctionDelivery;
import io.fanfare.topics.rules.HttpDelivery;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The couriers of one event loop: one for each subscription that has been sent something since the
 * broker started. A subscription that is only there has none, and takes no heap for one.
 */
public final class Couriers {

  private static final System.Logger LOG = System.getLogger(Couriers.class.getName());

  private final EventLoop loop;
  private final Pushing pushing;
  private final Ledger ledger;
  private final Map<String, Serving> byArn = new HashMap<>();
  private Source source = (subscriber, topic) -> Optional.of(new Current(subscriber, topic));

  /** The couriers of those topics that are on {@code loop}. */
  public Couriers(EventLoop loop, Pushing pushing, Ledger ledger) {
    this.loop = loop;
    this.pushing = pushing;
    this.ledger = ledger;
  }

  /** A subscription and its topic as they are now. */
  public record Current(Subscriber subscriber, TopicRecord topic) {}

  /** Who knows what has become of a subscription since. */
  @FunctionalInterface
  public interface Source {

    /** What {@code subscriber} of {@code topic} is now; nothing if it has ended for good. */
    Optional<Current> current(Subscriber subscriber, TopicRecord topic);
  }

  /** Asks {@code knows} from now on what has become of subscriptions. */
  public void ask(Source knows) {
    source = knows;
  }

  /** Whether {@code subscriber} has not ended for good. */
  public boolean serves(Subscriber subscriber, TopicRecord topic) {
    return source.current(subscriber, topic).isPresent();
  }

  /** How one subscription is served. */
  private record Serving(Courier courier, PushEndpoint endpoint, DeadLetters deadLetters) {}

  /** Creates the queue of a subscription, if it is not there; completes when it is durable. */
  public Future<Void> prepare(Subscriber subscriber) {
    return queues().create(subscriber.ownQueue());
  }

  /**
   * The queue of {@code subscriber} to {@code topic} has been sent something. What was sent may
   * have been on its way for some time, so they are asked for as they are now.
   */
  public void wake(Subscriber subscriber, TopicRecord topic) {
    Serving serving = byArn.get(subscriber.arn());
    if (serving == null) {
      Optional<Current> current = source.current(subscriber, topic);
      if (current.isEmpty()) {
        return;
      }
      serving = serve(current.get().subscriber(), current.get().topic());
      byArn.put(subscriber.arn(), serving);
    }
    serving.courier().wake();
  }

  /** A subscription or its topic is not what it was. */
  public void changed(Subscriber subscriber, TopicRecord topic) {
    Serving serving = byArn.get(subscriber.arn());
    if (serving != null) {
      Plan plan = plan(subscriber, topic);
      serving.endpoint().changed(plan.terms());
      serving.deadLetters().changed(subscriber);
      serving.courier().policy(plan.pace());
    }
  }

  /** A subscription has ended for good: its queue is deleted, with all that is still in it. */
  public void end(Subscriber subscriber) {
    if (!subscriber.pushes()) {
      return;
    }
    Serving serving = byArn.remove(subscriber.arn());
    if (serving != null) {
      serving.courier().close();
    }
    delete(subscriber.ownQueue());
  }

  /** Deletes the queue of a subscription that is not there any more. */
  public Future<Void> delete(QueueName queue) {
    return queues()
        .delete(queue)
        .recover(
            fault -> {
              boolean gone =
                  fault instanceof BrokerException refusal
                      && refusal.code() == QueueError.QUEUE_DOES_NOT_EXIST;
              if (!gone) {
                LOG.log(WARNING, "The next start deletes the queue of a subscription", fault);
              }
              return Future.succeededFuture();
            });
  }

  /** Stops all, as far as possible after the attempts that are under way. */
  public Future<Void> close() {
    List<Future<Void>> closing =
        byArn.values().stream().map(serving -> serving.courier().close()).toList();
    byArn.clear();
    return Future.join(closing).mapEmpty();
  }

  private Serving serve(Subscriber subscriber, TopicRecord topic) {
    Plan plan = plan(subscriber, topic);
    PushEndpoint endpoint =
        subscriber.postsToUrl()
            ? new HttpEndpoint(pushing.sender(), ledger, plan.terms())
            : new FunctionEndpoint(pushing.functions(), ledger, plan.terms());
    DeadLetters deadLetters = new DeadLetters(pushing.queues(), ledger, subscriber);
    Courier.Route route =
        new Courier.Route(
            subscriber.arn(),
            mailbox(subscriber.arn(), subscriber.ownQueue()),
            endpoint,
            deadLetters);
    Courier courier =
        new Courier(
            queues().loop(subscriber.ownQueue()),
            route,
            plan.pace(),
            pushing.concurrency(),
            pushing.budget());
    return new Serving(courier, endpoint, deadLetters);
  }

  /** What holds for a subscription, as its texts and those of its topic say, which are long. */
  private record Plan(Terms terms, PushPolicy pace) {}

  private static Plan plan(Subscriber subscriber, TopicRecord topic) {
    if (!subscriber.postsToUrl()) {
      DeliveryLog log = DeliveryLog.of(topic, "Lambda");
      return new Plan(new Terms(subscriber, null, "", "", log), FunctionDelivery.PACE);
    }
    HttpDelivery http = HttpDelivery.of(subscriber.deliveryPolicy(), topic.deliveryPolicy());
    DeliveryLog log = DeliveryLog.of(topic, "HTTP");
    return new Plan(Terms.of(subscriber, http.contentType(), log), http.pace());
  }

  private void rest(String arn, QueueName queue) {
    Serving serving = byArn.get(arn);
    if (serving != null && !serving.courier().isAwake()) {
      byArn.remove(arn);
      queues()
          .rest(queue)
          .onFailure(fault -> LOG.log(WARNING, "The queue of {0} goes on: {1}", arn, fault));
    }
  }

  private Mailbox mailbox(String arn, QueueName queue) {
    return Mailbox.of(queues(), queue, () -> loop.execute(() -> rest(arn, queue)));
  }

  private SubscriptionQueues queues() {
    return pushing.queues().subscriptionQueues();
  }
}
