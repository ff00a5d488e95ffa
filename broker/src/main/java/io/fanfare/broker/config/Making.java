package io.fanfare.broker.config;

import io.fanfare.broker.config.Resources.MappingEntry;
import io.fanfare.broker.config.Resources.QueueEntry;
import io.fanfare.broker.config.Resources.SubscriptionEntry;
import io.fanfare.broker.config.Resources.TopicEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The steps by which everything comes to be as a file says, each of which needs those before it: a
 * queue is there before another one hands its dead letters on to it.
 */
final class Making {

  private final BrokerServices services;
  private final SubscriptionMaking subscriptions;

  Making(BrokerServices services) {
    this.services = services;
    this.subscriptions = new SubscriptionMaking(services);
  }

  /**
   * One step for one resource.
   *
   * @param of the resource
   * @param part what this step makes of it
   * @param make makes as much of it as it is told
   */
  record Step(Object of, Part part, Function<Part, Future<Made>> make) {

    /** How mistakes name the resource. */
    String what() {
      return of.toString();
    }

    /** Makes {@code some} of it; also what cannot even be asked for fails in the future. */
    Future<Made> run(Part some) {
      return Future.succeededFuture(some).compose(make);
    }
  }

  /** The steps for {@code resources}, in stages; within one their order does not matter. */
  List<List<Step>> stages(Resources resources) {
    List<List<Step>> stages = new ArrayList<>();
    stages.add(resources.queues().stream().map(this::queue).toList());
    stages.add(
        resources.queues().stream()
            .filter(queue -> queue.part().text(PartReader.REDRIVE_POLICY).isPresent())
            .map(this::redrive)
            .toList());
    stages.add(resources.topics().stream().map(this::topic).toList());
    stages.add(
        resources.subscriptions().stream()
            .filter(entry -> !entry.needsConfirmation())
            .map(this::subscription)
            .toList());
    stages.add(resources.mappings().stream().map(this::mapping).toList());
    return stages;
  }

  /** The steps for those subscriptions whose endpoints ask the broker to confirm them. */
  List<Step> confirmed(Resources resources) {
    return resources.subscriptions().stream()
        .filter(SubscriptionEntry::needsConfirmation)
        .map(this::subscription)
        .toList();
  }

  private Step queue(QueueEntry queue) {
    Part part = queue.part().without(PartReader.REDRIVE_POLICY);
    return new Step(queue, part, some -> QueueMaking.make(services, queue, some));
  }

  private Step redrive(QueueEntry queue) {
    Part part = queue.part().only(PartReader.REDRIVE_POLICY, QueueMaking.FIFO);
    return new Step(queue, part, some -> QueueMaking.make(services, queue, some));
  }

  private Step topic(TopicEntry topic) {
    return new Step(topic, topic.part(), some -> TopicMaking.make(services, topic, some));
  }

  private Step subscription(SubscriptionEntry entry) {
    return new Step(entry, entry.part(), some -> subscriptions.make(entry, some));
  }

  private Step mapping(MappingEntry mapping) {
    return new Step(mapping, mapping.part(), some -> MappingMaking.make(services, mapping, some));
  }
}
