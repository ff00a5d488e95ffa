package io.fanfare.broker.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What an account has in a broker, and how much is in it.
 *
 * @param queues in the order of their names
 * @param topics in the order of their names
 */
record AccountStatus(List<QueueStatus> queues, List<TopicStatus> topics) {

  private static final int PAGE = 1_000;
  private static final Pattern AGE =
      Pattern.compile(
          "(?m)^fanfare_approximate_age_of_oldest_message_seconds\\{([^}]*)\\} ([0-9.E+-]+)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /**
   * A queue.
   *
   * @param arn its name in full
   * @param visible how many messages can be received
   * @param inFlight how many are hidden from receivers
   * @param delayed how many are still delayed
   * @param oldestSeconds the age of the oldest, if the broker shows it
   */
  record QueueStatus(
      String arn, long visible, long inFlight, long delayed, @Nullable Double oldestSeconds) {}

  /**
   * A topic.
   *
   * @param arn its name in full
   * @param confirmed how many subscriptions get its messages
   * @param pending how many wait to be confirmed
   */
  record TopicStatus(String arn, long confirmed, long pending) {}

  /** What {@code client} may see. */
  static AccountStatus of(ApiClient client) {
    Map<String, Double> ages = client.page("/metrics").map(AccountStatus::ages).orElse(Map.of());
    return new AccountStatus(queues(client, ages), topics(client));
  }

  /** The ages that the metrics show, by region, account and name of the queue. */
  static Map<String, Double> ages(String metrics) {
    Map<String, Double> ages = new HashMap<>();
    Matcher lines = AGE.matcher(metrics);
    while (lines.find()) {
      Map<String, String> labels = new HashMap<>();
      Matcher label = LABEL.matcher(lines.group(1));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      ages.put(
          "%s:%s:%s".formatted(labels.get("region"), labels.get("account"), labels.get("queue")),
          Double.valueOf(lines.group(2)));
    }
    return ages;
  }

  private static List<QueueStatus> queues(ApiClient client, Map<String, Double> ages) {
    List<QueueStatus> queues = new ArrayList<>();
    JsonObject asked = new JsonObject().put("MaxResults", PAGE);
    String next = "";
    while (next != null) {
      JsonObject page = client.queues("ListQueues", asked);
      page.getJsonArray("QueueUrls", new JsonArray())
          .forEach(url -> queues.add(queue(client, String.valueOf(url), ages)));
      next = page.getString("NextToken");
      asked.put("NextToken", next);
    }
    return List.copyOf(queues);
  }

  private static QueueStatus queue(ApiClient client, String url, Map<String, Double> ages) {
    JsonObject told =
        client
            .queues(
                "GetQueueAttributes",
                new JsonObject()
                    .put("QueueUrl", url)
                    .put("AttributeNames", new JsonArray().add("All")))
            .getJsonObject("Attributes", new JsonObject());
    String arn = told.getString("QueueArn", url);
    return new QueueStatus(
        arn,
        number(told, "ApproximateNumberOfMessages"),
        number(told, "ApproximateNumberOfMessagesNotVisible"),
        number(told, "ApproximateNumberOfMessagesDelayed"),
        ages.get(arn.replaceFirst("^arn:aws:sqs:", "")));
  }

  private static long number(JsonObject attributes, String name) {
    return Long.parseLong(attributes.getString(name, "0"));
  }

  private static List<TopicStatus> topics(ApiClient client) {
    List<TopicStatus> topics = new ArrayList<>();
    String next = "first";
    while (!next.isEmpty()) {
      Document page =
          client.topics("ListTopics", topics.isEmpty() ? Map.of() : Map.of("NextToken", next));
      elements(page, "TopicArn").forEach(arn -> topics.add(topic(client, arn.getTextContent())));
      next = topics.isEmpty() ? "" : ApiClient.text(page, "NextToken");
    }
    return List.copyOf(topics);
  }

  private static TopicStatus topic(ApiClient client, String arn) {
    Map<String, String> told = new HashMap<>();
    for (Element entry :
        elements(client.topics("GetTopicAttributes", Map.of("TopicArn", arn)), "entry")) {
      told.put(text(entry, "key"), text(entry, "value"));
    }
    return new TopicStatus(
        arn,
        Long.parseLong(told.getOrDefault("SubscriptionsConfirmed", "0")),
        Long.parseLong(told.getOrDefault("SubscriptionsPending", "0")));
  }

  private static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      if (found.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  JsonObject json() {
    JsonArray allQueues = new JsonArray();
    for (QueueStatus queue : queues) {
      allQueues.add(
          new JsonObject()
              .put("arn", queue.arn())
              .put("visible", queue.visible())
              .put("inFlight", queue.inFlight())
              .put("delayed", queue.delayed())
              .put("oldestSeconds", queue.oldestSeconds()));
    }
    JsonArray allTopics = new JsonArray();
    for (TopicStatus topic : topics) {
      allTopics.add(
          new JsonObject()
              .put("arn", topic.arn())
              .put("subscriptions", topic.confirmed())
              .put("pending", topic.pending()));
    }
    return new JsonObject().put("queues", allQueues).put("topics", allTopics);
  }

  /** A table of the queues, and one of the topics. */
  String words() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("QUEUE", "VISIBLE", "IN FLIGHT", "DELAYED", "OLDEST"));
    for (QueueStatus queue : queues) {
      lines.add(
          List.of(
              queue.arn().replaceFirst(".*:", ""),
              Long.toString(queue.visible()),
              Long.toString(queue.inFlight()),
              Long.toString(queue.delayed()),
              Optional.ofNullable(queue.oldestSeconds()).map(AccountStatus::age).orElse("-")));
    }
    List<List<String>> more = new ArrayList<>();
    more.add(List.of("TOPIC", "SUBSCRIPTIONS", "PENDING"));
    for (TopicStatus topic : topics) {
      more.add(
          List.of(
              topic.arn().replaceFirst(".*:", ""),
              Long.toString(topic.confirmed()),
              Long.toString(topic.pending())));
    }
    return Columns.of(lines) + System.lineSeparator() + System.lineSeparator() + Columns.of(more);
  }

  /** An age as people tell it. */
  static String age(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3_600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    return whole < 86_400
        ? whole / 3_600 + " h " + whole % 3_600 / 60 + " min"
        : whole / 86_400 + " d " + whole % 86_400 / 3_600 + " h";
  }
}
