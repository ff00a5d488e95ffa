package io.fanfare.broker.config;

import io.fanfare.broker.config.Resources.MappingEntry;
import io.fanfare.broker.config.Resources.QueueEntry;
import io.fanfare.broker.config.Resources.SubscriptionEntry;
import io.fanfare.broker.config.Resources.TopicEntry;
import io.fanfare.core.Arn;
import io.fanfare.yaml.Fields;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the queues, topics and mappings of a file. */
final class ResourceReader {

  static final String QUEUES = "queues";
  static final String TOPICS = "topics";
  static final String MAPPINGS = "eventSourceMappings";
  static final String PRUNE = "prune";
  static final String SUBSCRIPTIONS = "subscriptions";
  static final String PROTOCOL = "protocol";
  static final String ENDPOINT = "endpoint";
  static final String QUEUE = "queue";
  static final String FUNCTION = "function";

  private static final Pattern ANY = Pattern.compile("(?s:.*)");
  private static final Pattern SOME = Pattern.compile("(?s:.+)");
  private static final String A_NAME = "This has to be a name.";

  /* What each kind of resource has beside its attributes; all else is an attribute, or none. */
  private static final List<String> QUEUE_MEMBERS =
      List.of(PartReader.ACCOUNT, PartReader.REGION, PartReader.DEAD_LETTER, Part.TAGS);
  private static final List<String> TOPIC_MEMBERS =
      List.of(SUBSCRIPTIONS, PartReader.ACCOUNT, PartReader.REGION, Part.TAGS);
  private static final List<String> SUBSCRIPTION_MEMBERS =
      List.of(PROTOCOL, ENDPOINT, PartReader.DEAD_LETTER);
  private static final List<String> MAPPING_MEMBERS =
      List.of(QUEUE, FUNCTION, PartReader.ACCOUNT, PartReader.REGION, Part.TAGS);

  private final Scope home;
  private final List<Mistake> mistakes;
  private final Map<String, Integer> lines = new HashMap<>();

  ResourceReader(Scope home, List<Mistake> mistakes) {
    this.home = home;
    this.mistakes = mistakes;
  }

  /** The resources that stand in {@code top}. */
  Resources read(Fields top) {
    List<QueueEntry> queues = new ArrayList<>();
    List<TopicEntry> topics = new ArrayList<>();
    List<MappingEntry> mappings = new ArrayList<>();
    top.named(QUEUES, ANY, A_NAME, (name, node) -> queues.add(queue(name, node)));
    top.named(TOPICS, ANY, A_NAME, (name, node) -> topics.add(topic(name, node)));
    top.items(MAPPINGS).forEach(node -> mapping(node).ifPresent(mappings::add));
    return new Resources(home, queues, topics, mappings, top.flag(PRUNE, false));
  }

  private QueueEntry queue(String key, YamlNode node) {
    PartReader members = new PartReader(node, mistakes, QUEUE_MEMBERS);
    Scope scope = scope(key, "sqs", members);
    members.deadLetter(scope, true);
    QueueEntry queue = new QueueEntry(scope, name(key), members.part());
    once(queue.arn(), node);
    return queue;
  }

  private TopicEntry topic(String key, YamlNode node) {
    PartReader members = new PartReader(node, mistakes, TOPIC_MEMBERS);
    Scope scope = scope(key, "sns", members);
    String arn = scope.topic(name(key)).toString();
    once(arn, node);
    List<SubscriptionEntry> subscriptions = new ArrayList<>();
    members
        .items(SUBSCRIPTIONS)
        .forEach(each -> subscription(scope, arn, each).ifPresent(subscriptions::add));
    return new TopicEntry(scope, name(key), members.part(), subscriptions);
  }

  private Optional<SubscriptionEntry> subscription(Scope scope, String topic, YamlNode node) {
    PartReader members = new PartReader(node, mistakes, SUBSCRIPTION_MEMBERS);
    members.deadLetter(scope, false);
    Optional<String> protocol = members.required(PROTOCOL, SOME);
    Optional<String> endpoint = members.required(ENDPOINT, SOME);
    if (protocol.isEmpty() || endpoint.isEmpty()) {
      return Optional.empty();
    }
    String where =
        switch (protocol.get()) {
          case "sqs" -> scope.queueArn(endpoint.get());
          case "lambda" -> scope.functionArn(endpoint.get());
          default -> endpoint.get();
        };
    if (protocol.get().equals("application")) {
      mistakes.add(
          new Mistake(node.line(), "A device is subscribed by its application, not by a file."));
    }
    once(topic + " " + protocol.get() + " " + where, node);
    return Optional.of(new SubscriptionEntry(scope, topic, protocol.get(), where, members.part()));
  }

  private Optional<MappingEntry> mapping(YamlNode node) {
    PartReader members = new PartReader(node, mistakes, MAPPING_MEMBERS);
    Scope scope = members.scope(home);
    Optional<String> queue = members.required(QUEUE, SOME);
    Optional<String> function = members.required(FUNCTION, SOME);
    if (queue.isEmpty() || function.isEmpty()) {
      return Optional.empty();
    }
    String arn = scope.queueArn(queue.get());
    once(arn + " " + scope.functionArn(function.get()), node);
    return Optional.of(new MappingEntry(scope, arn, function.get(), members.members()));
  }

  /** Where {@code key} is, a name or an ARN. */
  private Scope scope(String key, String service, PartReader members) {
    Optional<Arn> arn = Arn.parse(key).filter(found -> found.service().equals(service));
    return members.scope(arn.map(found -> new Scope(found.account(), found.region())).orElse(home));
  }

  private static String name(String key) {
    return Arn.parse(key).map(Arn::resource).orElse(key);
  }

  private void once(String what, YamlNode node) {
    Integer before = lines.putIfAbsent(what, node.line());
    if (before != null) {
      mistakes.add(new Mistake(node.line(), "The same stands in line " + before + "."));
    }
  }
}
