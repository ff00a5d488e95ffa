package io.fanfare.broker.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.broker.command.RequestSigner;
import io.fanfare.core.Arn;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.topics.model.DefaultPolicy;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.model.TopicAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Reads from a broker that runs what would stand in a file: the queues, topics and mappings of who
 * asks, in one region. What is not in a file, such as devices, is counted.
 */
final class Export {

  private static final int PAGE = 1_000;
  private static final String TOKEN = "NextToken";
  private static final String MAPPINGS = "/2015-03-31/event-source-mappings";
  private static final String ALL = "All";
  private static final String QUEUE_ARN = QueueAttribute.QUEUE_ARN.name();

  private final AwsClient client;
  private final ExecutorService workers;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicInteger devices = new AtomicInteger();

  /** What {@code client} reads, several things at a time, as many as there are {@code workers}. */
  Export(AwsClient client, ExecutorService workers) {
    this.client = client;
    this.workers = workers;
  }

  /** How many subscriptions were left out, as their endpoints have not confirmed them. */
  int pending() {
    return pending.get();
  }

  /** How many subscriptions of devices were left out. */
  int devices() {
    return devices.get();
  }

  /**
   * All that there is.
   *
   * @param asked the region which the client asks for; the broker's own counts if nobody signs
   */
  ObjectNode read(String asked) {
    String account = XmlAnswer.text(client.topics("sts", "GetCallerIdentity", Map.of()), "Account");
    List<String> urls = queueUrls();
    List<String> arns = topicArns();
    String region = client.signs() ? asked : region(urls, arns, asked);
    Scope scope = new Scope(account, region);
    ObjectNode file = AwsClient.request();
    file.put(PartReader.ACCOUNT, account);
    file.put(PartReader.REGION, region);
    put(file, ResourceReader.QUEUES, each(urls, url -> queue(url, scope)));
    put(file, ResourceReader.TOPICS, each(arns, arn -> topic(arn, scope)));
    List<ObjectNode> mappings = each(mappings(), mapping -> mapping(mapping, scope));
    if (!mappings.isEmpty()) {
      ArrayNode all = file.putArray(ResourceReader.MAPPINGS);
      mappings.stream().sorted(Comparator.comparing(ObjectNode::toString)).forEach(all::add);
    }
    return file;
  }

  /** Where the first thing is that there is. */
  private String region(List<String> urls, List<String> arns, String otherwise) {
    Stream<String> topics = arns.stream();
    Stream<String> queues =
        urls.stream().limit(1).map(url -> shown(url).getOrDefault(QUEUE_ARN, ""));
    return Stream.concat(topics, queues)
        .flatMap(arn -> Arn.parse(arn).stream())
        .map(Arn::region)
        .findFirst()
        .orElse(otherwise);
  }

  /** A resource and how it is called. */
  private record Named(String name, ObjectNode resource) {}

  private static void put(ObjectNode file, String member, List<Named> all) {
    if (!all.isEmpty()) {
      ObjectNode object = file.putObject(member);
      all.stream()
          .sorted(Comparator.comparing(Named::name))
          .forEach(each -> object.set(each.name(), each.resource()));
    }
  }

  private <T, R> List<R> each(List<T> all, Function<T, R> read) {
    List<Future<R>> asked = all.stream().map(one -> workers.submit(() -> read.apply(one))).toList();
    List<R> done = new ArrayList<>();
    for (Future<R> one : asked) {
      try {
        done.add(one.get());
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        throw new ConfigException("It was ended before all was read.");
      } catch (ExecutionException failed) {
        throw failed.getCause() instanceof ConfigException known
            ? known
            : new IllegalStateException(failed.getCause());
      }
    }
    return done;
  }

  private List<String> queueUrls() {
    List<String> urls = new ArrayList<>();
    ObjectNode request = AwsClient.request().put("MaxResults", PAGE);
    ObjectNode page;
    do {
      page = client.queues("ListQueues", request);
      page.path("QueueUrls").forEach(url -> urls.add(url.asText()));
      request.put(TOKEN, page.path(TOKEN).asText());
    } while (page.hasNonNull(TOKEN));
    return urls;
  }

  private Named queue(String url, Scope scope) {
    ObjectNode request = AwsClient.request().put("QueueUrl", url);
    ObjectNode resource = AwsClient.request();
    Map<String, String> shown = shown(url);
    ExportedNodes.attributes(resource, QueueAttribute.all(), shown);
    ExportedNodes.deadLetter(resource, scope);
    ExportedNodes.tags(resource, texts(client.queues("ListQueueTags", request).path("Tags")));
    String arn = shown.getOrDefault(QUEUE_ARN, "");
    return new Named(ExportedNodes.name(arn, "sqs", scope), resource);
  }

  private Map<String, String> shown(String url) {
    ObjectNode request = AwsClient.request().put("QueueUrl", url);
    request.putArray("AttributeNames").add(ALL);
    return texts(client.queues("GetQueueAttributes", request).path("Attributes"));
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }

  private List<String> topicArns() {
    return pages("ListTopics", Map.of(), "Topics").stream()
        .map(topic -> topic.getOrDefault("TopicArn", ""))
        .toList();
  }

  private List<Map<String, String>> pages(
      String action, Map<String, String> parameters, String list) {
    List<Map<String, String>> all = new ArrayList<>();
    Map<String, String> asked = new LinkedHashMap<>(parameters);
    String token;
    do {
      Element page = client.topics("sns", action, asked);
      all.addAll(XmlAnswer.members(page, list));
      token = XmlAnswer.text(page, TOKEN);
      asked.put(TOKEN, token);
    } while (!token.isEmpty());
    return all;
  }

  private Named topic(String arn, Scope scope) {
    ObjectNode resource = AwsClient.request();
    Map<String, String> shown =
        XmlAnswer.map(
            client.topics("sns", "GetTopicAttributes", Map.of("TopicArn", arn)), "Attributes");
    Arn.parse(arn)
        .map(DefaultPolicy::of)
        .ifPresent(policy -> shown.remove(TopicAttribute.POLICY.name(), policy));
    ExportedNodes.attributes(resource, TopicAttribute.all(), shown);
    Map<String, String> asked = Map.of("ResourceArn", arn);
    String protection =
        XmlAnswer.text(
            client.topics("sns", "GetDataProtectionPolicy", asked), "DataProtectionPolicy");
    if (!protection.isEmpty()) {
      resource.set(
          TopicMaking.DATA_PROTECTION, ExportedNodes.node(TopicMaking.DATA_PROTECTION, protection));
    }
    ExportedNodes.tags(
        resource, XmlAnswer.map(client.topics("sns", "ListTagsForResource", asked), "Tags"));
    List<ObjectNode> subscriptions = subscriptions(arn, scope);
    if (!subscriptions.isEmpty()) {
      resource.putArray(ResourceReader.SUBSCRIPTIONS).addAll(subscriptions);
    }
    return new Named(ExportedNodes.name(arn, "sns", scope), resource);
  }

  private List<ObjectNode> subscriptions(String topic, Scope scope) {
    List<ObjectNode> all = new ArrayList<>();
    for (Map<String, String> listed :
        pages("ListSubscriptionsByTopic", Map.of("TopicArn", topic), "Subscriptions")) {
      String arn = listed.getOrDefault("SubscriptionArn", "");
      if (listed.getOrDefault("Protocol", "").equals("application")) {
        devices.incrementAndGet();
      } else if (arn.startsWith("arn:")) {
        all.add(subscription(arn, scope));
      } else {
        pending.incrementAndGet();
      }
    }
    all.sort(Comparator.comparing(ObjectNode::toString));
    return all;
  }

  private ObjectNode subscription(String arn, Scope scope) {
    Map<String, String> shown =
        XmlAnswer.map(
            client.topics("sns", "GetSubscriptionAttributes", Map.of("SubscriptionArn", arn)),
            "Attributes");
    String protocol = shown.getOrDefault("Protocol", "");
    String endpoint = shown.getOrDefault("Endpoint", "");
    ObjectNode resource = AwsClient.request();
    resource.put(ResourceReader.PROTOCOL, protocol);
    resource.put(
        ResourceReader.ENDPOINT,
        protocol.equals("lambda")
            ? function(endpoint, scope)
            : ExportedNodes.name(endpoint, "sqs", scope));
    ExportedNodes.attributes(resource, SubscriptionAttribute.all(), shown);
    ExportedNodes.deadLetter(resource, scope);
    return resource;
  }

  private static String function(String arn, Scope scope) {
    String name = ExportedNodes.name(arn, "lambda", scope);
    return name.matches("function:[^:]+") ? name.substring("function:".length()) : arn;
  }

  private List<ObjectNode> mappings() {
    List<ObjectNode> all = new ArrayList<>();
    String path = MAPPINGS;
    while (!path.isEmpty()) {
      ObjectNode page = client.functions(path);
      page.path("EventSourceMappings").forEach(each -> all.add(each.deepCopy()));
      String marker = page.path("NextMarker").asText();
      path = marker.isEmpty() ? "" : MAPPINGS + "?Marker=" + RequestSigner.escapedPart(marker);
    }
    return all;
  }

  private ObjectNode mapping(ObjectNode shown, Scope scope) {
    ObjectNode resource = AwsClient.request();
    resource.put(
        ResourceReader.QUEUE,
        ExportedNodes.name(shown.path("EventSourceArn").asText(), "sqs", scope));
    resource.put(ResourceReader.FUNCTION, function(shown.path("FunctionArn").asText(), scope));
    if (shown.path("State").asText().startsWith("Disabl")) {
      resource.put("Enabled", false);
    }
    String arn = shown.path("EventSourceMappingArn").asText();
    shown.remove(MappingMaking.told());
    shown
        .properties()
        .forEach(
            each -> {
              boolean empty = each.getValue().isContainerNode() && each.getValue().isEmpty();
              if (!empty && !each.getValue().equals(MappingMaking.preset(each.getKey()))) {
                resource.set(each.getKey(), each.getValue());
              }
            });
    JsonNode tags =
        client.functions("/2017-03-31/tags/" + RequestSigner.escapedPart(arn)).path("Tags");
    ExportedNodes.tags(resource, texts(tags));
    return resource;
  }
}
