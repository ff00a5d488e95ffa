package io.fanfare.broker.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;

/** What a bench does at a broker, over and over, in queues and a topic of its own. */
final class BenchWorkload implements AutoCloseable {

  private static final int BATCH = 10;
  private static final int SUBSCRIBERS = 3;

  private final ApiClient client;
  private final Kind kind;
  private final String body;
  private final String name = "fanfare-bench-" + UUID.randomUUID();
  private String queue = "";
  private String topic = "";

  /** The workloads there are. */
  enum Kind {
    SEND("send", "SendMessage: one message"),
    SEND_BATCH("send_batch", "SendMessageBatch: ten messages"),
    CYCLE("cycle", "SendMessage, ReceiveMessage and DeleteMessage: one message each"),
    FAN_OUT("fan_out", "Publish: one message to three queues");

    private final String word;
    private final String meaning;

    Kind(String word, String meaning) {
      this.word = word;
      this.meaning = meaning;
    }

    String word() {
      return word;
    }

    String meaning() {
      return meaning;
    }

    /**
     * The one called {@code word}.
     *
     * @throws RefusedException if there is none
     */
    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new RefusedException(
          "'" + word + "' is no workload; there are send, send_batch, cycle and fan_out");
    }
  }

  /** A workload with bodies of so many bytes, for which queues are made at once. */
  BenchWorkload(ApiClient client, Kind kind, int size) {
    this.client = client;
    this.kind = kind;
    this.body = "x".repeat(size);
  }

  /** Makes what it needs. */
  void open() {
    queue = create(name);
    if (kind == Kind.FAN_OUT) {
      topic = ApiClient.text(client.topics("CreateTopic", Map.of("Name", name)), "TopicArn");
      for (int i = 0; i < SUBSCRIBERS; i++) {
        String url = i == 0 ? queue : create(name + "-" + i);
        client.topics(
            "Subscribe", Map.of("TopicArn", topic, "Protocol", "sqs", "Endpoint", arn(url)));
      }
    }
  }

  private String create(String called) {
    return client
        .queues("CreateQueue", new JsonObject().put("QueueName", called))
        .getString("QueueUrl");
  }

  private String arn(String url) {
    return client
        .queues(
            "GetQueueAttributes",
            new JsonObject()
                .put("QueueUrl", url)
                .put("AttributeNames", new JsonArray().add("QueueArn")))
        .getJsonObject("Attributes")
        .getString("QueueArn");
  }

  /** Does it once; how many messages that were. */
  int once() {
    switch (kind) {
      case SEND -> client.queues("SendMessage", message());
      case SEND_BATCH -> sendBatch();
      case CYCLE -> cycle();
      case FAN_OUT -> client.topics("Publish", Map.of("TopicArn", topic, "Message", body));
    }
    return kind == Kind.SEND_BATCH ? BATCH : 1;
  }

  private JsonObject ofQueue() {
    return new JsonObject().put("QueueUrl", queue);
  }

  private JsonObject message() {
    return ofQueue().put("MessageBody", body);
  }

  private void sendBatch() {
    JsonArray entries = new JsonArray();
    for (int i = 0; i < BATCH; i++) {
      entries.add(new JsonObject().put("Id", "m" + i).put("MessageBody", body));
    }
    JsonObject told = client.queues("SendMessageBatch", ofQueue().put("Entries", entries));
    if (!told.getJsonArray("Failed", new JsonArray()).isEmpty()) {
      throw new RefusedException("SendMessageBatch took a part only: " + told.encode());
    }
  }

  private void cycle() {
    client.queues("SendMessage", message());
    JsonArray messages =
        client
            .queues("ReceiveMessage", ofQueue().put("MaxNumberOfMessages", 1))
            .getJsonArray("Messages", new JsonArray());
    for (Object each : messages) {
      String handle = ((JsonObject) each).getString("ReceiptHandle");
      client.queues("DeleteMessage", ofQueue().put("ReceiptHandle", handle));
    }
  }

  /** Removes what it made. */
  @Override
  public void close() {
    if (!topic.isEmpty()) {
      client.topics("DeleteTopic", Map.of("TopicArn", topic));
      for (int i = 1; i < SUBSCRIBERS; i++) {
        delete(queue + "-" + i);
      }
    }
    if (!queue.isEmpty()) {
      delete(queue);
    }
  }

  private void delete(String url) {
    client.queues("DeleteQueue", new JsonObject().put("QueueUrl", url));
  }
}
