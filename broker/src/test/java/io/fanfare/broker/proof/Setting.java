package io.fanfare.broker.proof;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queues and the topic that a workload uses: {@code plain} with its dead-letter queue, a topic
 * with a raw and an enveloped subscription, each of which wants some kinds of parcels, and FIFO
 * queues that know duplicates by their id, or within each group by their content.
 *
 * @param places where messages can be received
 * @param outboxes what goes to the FIFO queues
 */
record Setting(
    SdkClients sdk, String plain, String topic, List<Place> places, List<Outbox> outboxes) {

  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "us-east-1";
  private static final Map<QueueAttributeName, String> BY_CONTENT =
      Map.of(
          QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
          "true",
          QueueAttributeName.DEDUPLICATION_SCOPE,
          "messageGroup",
          QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
          "perMessageGroupId");

  /**
   * A queue to receive from.
   *
   * @param name what the history calls it; a dead-letter queue has the name of its source, since
   *     what moves there stays the same message
   * @param kinds the kinds of parcels that its subscription wants
   */
  record Place(String name, String url, List<String> kinds, boolean enveloped) {

    boolean fifo() {
      return name.endsWith(".fifo");
    }
  }

  static Setting create(URI endpoint) {
    SdkClients sdk = new SdkClients(endpoint, ACCOUNT, REGION);
    String dead = queue(sdk, "dead", Map.of());
    String redrive = "{\"deadLetterTargetArn\":\"" + arn("dead") + "\",\"maxReceiveCount\":3}";
    String plain = queue(sdk, "plain", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
    String topic = sdk.sns().createTopic(c -> c.name("fan")).topicArn();
    Place byId = fifo(sdk, "id.fifo", Map.of());
    Place byContent = fifo(sdk, "content.fifo", BY_CONTENT);
    return new Setting(
        sdk,
        plain,
        topic,
        List.of(
            new Place("plain", plain, List.of(), false),
            new Place("plain", dead, List.of(), false),
            subscribed(sdk, topic, "red", false),
            subscribed(sdk, topic, "blue", true),
            byId,
            byContent),
        List.of(new Outbox(byId, false), new Outbox(byContent, true)));
  }

  private static Place fifo(
      SdkClients sdk, String name, Map<QueueAttributeName, String> attributes) {
    Map<QueueAttributeName, String> all = new HashMap<>(attributes);
    all.put(QueueAttributeName.FIFO_QUEUE, "true");
    return new Place(name, queue(sdk, name, all), List.of(), false);
  }

  private static Place subscribed(SdkClients sdk, String topic, String kind, boolean enveloped) {
    String url = queue(sdk, kind, Map.of());
    Map<String, String> attributes =
        Map.of(
            "RawMessageDelivery",
            Boolean.toString(!enveloped),
            "FilterPolicy",
            "{\"kind\":[\"" + kind + "\",\"both\"]}");
    sdk.sns()
        .subscribe(
            s -> s.topicArn(topic).protocol("sqs").endpoint(arn(kind)).attributes(attributes));
    return new Place(kind, url, List.of(kind, "both"), enveloped);
  }

  private static String queue(
      SdkClients sdk, String name, Map<QueueAttributeName, String> attributes) {
    return sdk.sqs().createQueue(c -> c.queueName(name).attributes(attributes)).queueUrl();
  }

  private static String arn(String name) {
    return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + name;
  }
}
