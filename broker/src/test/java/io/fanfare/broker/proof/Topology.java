package io.fanfare.broker.proof;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queues and topics that a workload uses: {@code plain} with its dead-message queue, a topic
 * with raw and enveloped subscriptions, each of which wants some kinds of payloads by their
 * attributes or by their body, FIFO queues that know duplicates by their id, or within each group
 * by their content, and a FIFO topic to which a FIFO queue and another have subscribed.
 *
 * @param places where messages can be received
 * @param generators what goes to the FIFO queues and to the FIFO topic
 */
record Topology(
    SdkClients sdk,
    String plain,
    String topic,
    List<Place> places,
    List<FifoGenerator> generators) {

  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "us-east-1";
  private static final String RAW = "RawMessageDelivery";
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
   * @param name what the history calls it; a dead-message queue has the name of its source, since
   *     what moves there stays the same message
   * @param kinds the kinds of payloads that its subscription wants
   */
  record Place(String name, String url, List<String> kinds, boolean enveloped) {

    boolean fifo() {
      return name.endsWith(".fifo");
    }
  }

  static Topology create(URI endpoint) {
    SdkClients sdk = new SdkClients(endpoint, ACCOUNT, REGION);
    String dead = queue(sdk, "dead", Map.of());
    String redrive = "{\"deadLetterTargetArn\":\"" + arn("dead") + "\",\"maxReceiveCount\":3}";
    String plain = queue(sdk, "plain", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
    String topic = sdk.sns().createTopic(c -> c.name("fan")).topicArn();
    Place byId = fifo(sdk, "id.fifo", Map.of());
    Place byContent = fifo(sdk, "content.fifo", BY_CONTENT);
    Place ordered = fifo(sdk, "ordered.fifo", Map.of());
    Place loose = new Place("loose", queue(sdk, "loose", Map.of()), List.of(), true);
    return new Topology(
        sdk,
        plain,
        topic,
        List.of(
            new Place("plain", plain, List.of(), false),
            new Place("plain", dead, List.of(), false),
            wanting(sdk, topic, "red", Map.of(RAW, "true")),
            wanting(sdk, topic, "blue", Map.of(RAW, "false")),
            wanting(sdk, topic, "green", Map.of(RAW, "true", "FilterPolicyScope", "MessageBody")),
            byId,
            byContent,
            ordered,
            loose),
        List.of(
            generator(sdk, byId, false),
            generator(sdk, byContent, true),
            fifoTopic(sdk, ordered, loose)));
  }

  private static Place fifo(
      SdkClients sdk, String name, Map<QueueAttributeName, String> attributes) {
    Map<QueueAttributeName, String> all = new HashMap<>(attributes);
    all.put(QueueAttributeName.FIFO_QUEUE, "true");
    return new Place(name, queue(sdk, name, all), List.of(), false);
  }

  private static FifoGenerator generator(SdkClients sdk, Place place, boolean byContent) {
    FifoClient client = new FifoQueueClient(sdk.sqs(), place.url());
    return new FifoGenerator(place.name(), client, List.of(place), byContent);
  }

  /** A topic that brings each message to both queues, the second of which gets it enveloped. */
  private static FifoGenerator fifoTopic(SdkClients sdk, Place ordered, Place loose) {
    String topic =
        sdk.sns()
            .createTopic(c -> c.name("fan.fifo").attributes(Map.of("FifoTopic", "true")))
            .topicArn();
    subscribe(sdk, topic, "ordered.fifo", Map.of(RAW, "true"));
    subscribe(sdk, topic, "loose", Map.of(RAW, "false"));
    return new FifoGenerator(
        "fan.fifo", new FifoTopicClient(sdk.sns(), topic), List.of(ordered, loose), false);
  }

  /** A queue with a subscription that wants one kind of payloads. */
  private static Place wanting(
      SdkClients sdk, String topic, String kind, Map<String, String> attributes) {
    String url = queue(sdk, kind, Map.of());
    Map<String, String> all = new HashMap<>(attributes);
    all.put("FilterPolicy", "{\"kind\":[\"" + kind + "\",\"all\"]}");
    subscribe(sdk, topic, kind, all);
    return new Place(kind, url, List.of(kind, "all"), !"true".equals(attributes.get(RAW)));
  }

  private static void subscribe(
      SdkClients sdk, String topic, String queue, Map<String, String> attributes) {
    sdk.sns()
        .subscribe(
            s -> s.topicArn(topic).protocol("sqs").endpoint(arn(queue)).attributes(attributes));
  }

  private static String queue(
      SdkClients sdk, String name, Map<QueueAttributeName, String> attributes) {
    return sdk.sqs().createQueue(c -> c.queueName(name).attributes(attributes)).queueUrl();
  }

  private static String arn(String name) {
    return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + name;
  }
}
