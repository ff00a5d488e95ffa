package io.fanfare.broker.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The queues, topics and mappings that a file names.
 *
 * @param home the account and the region of those that name none
 * @param prune whether what is in the same accounts and regions and not named is deleted
 */
record Resources(
    Scope home,
    List<QueueEntry> queues,
    List<TopicEntry> topics,
    List<MappingEntry> mappings,
    boolean prune) {

  Resources {
    queues = List.copyOf(queues);
    topics = List.copyOf(topics);
    mappings = List.copyOf(mappings);
  }

  /** A queue. */
  record QueueEntry(Scope scope, String name, Part part) {

    String arn() {
      return scope.queue(name).toString();
    }

    @Override
    public String toString() {
      return "the queue " + name;
    }
  }

  /** A topic with its subscriptions. */
  record TopicEntry(Scope scope, String name, Part part, List<SubscriptionEntry> subscriptions) {

    TopicEntry {
      subscriptions = List.copyOf(subscriptions);
    }

    String arn() {
      return scope.topic(name).toString();
    }

    @Override
    public String toString() {
      return "the topic " + name;
    }
  }

  /** A subscription to a topic. */
  record SubscriptionEntry(
      Scope scope, String topicArn, String protocol, String endpoint, Part part) {

    /** Whether messages come when the endpoint has confirmed only, by a request to the broker. */
    boolean needsConfirmation() {
      return protocol.startsWith("http");
    }

    @Override
    public String toString() {
      return "the subscription of " + endpoint;
    }
  }

  /** A mapping of a queue to a function; its attributes are members, as JSON. */
  record MappingEntry(Scope scope, String queueArn, String function, Part part) {

    @Override
    public String toString() {
      return "the mapping to the function " + function;
    }
  }

  boolean isEmpty() {
    return queues.isEmpty() && topics.isEmpty() && mappings.isEmpty() && !prune;
  }

  List<SubscriptionEntry> subscriptions() {
    return topics.stream().flatMap(topic -> topic.subscriptions().stream()).toList();
  }

  /** The accounts and regions that the file speaks of. */
  Set<Scope> scopes() {
    Set<Scope> scopes = new LinkedHashSet<>();
    scopes.add(home);
    queues.forEach(queue -> scopes.add(queue.scope()));
    topics.forEach(topic -> scopes.add(topic.scope()));
    mappings.forEach(mapping -> scopes.add(mapping.scope()));
    return scopes;
  }
}
