package io.fanfare.broker.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Empties a queue into a file: receives what can be received, writes it, and deletes only what is
 * on the disk.
 */
public final class DrainCommand extends QueueCommand {

  private static final int BATCH = 10;
  private static final int HIDDEN_SECONDS = 120;
  private static final int EMPTY_RECEIVES = 2;
  private static final int WAIT_SECONDS = 1;
  private static final String VISIBLE = "ApproximateNumberOfMessages";
  private static final String IN_FLIGHT = "ApproximateNumberOfMessagesNotVisible";
  private static final String DELAYED = "ApproximateNumberOfMessagesDelayed";
  private static final String TO = "--to";
  private static final String DISCARD = "--discard";

  DrainCommand(Map<String, String> environment) {
    super(
        environment,
        "Receives the messages of a queue, writes each as a line of JSON, and deletes it once it is"
            + " on the disk, until the queue has nothing to give. What is in flight or delayed"
            + " stays; it tells how much there is of it. It needs the rights sqs:ReceiveMessage,"
            + " sqs:DeleteMessage and sqs:GetQueueAttributes.",
        "So many messages at the most.  Default: all");
    takeOption(
        TO,
        "FILE",
        Path.class,
        "Where they are written, behind what is there. One of the two is needed.");
    takeFlag(DISCARD, "Writes them nowhere: they are lost.");
  }

  /** The command {@code drain}. */
  public static CommandLine drain(Map<String, String> environment) {
    return new DrainCommand(environment).line();
  }

  @Override
  int run() {
    int most = most(Integer.MAX_VALUE);
    Path to = option(TO, null);
    if ((to == null) != said().hasMatchedOption(DISCARD)) {
      throw new RefusedException(
          "drain deletes what it takes: say either --to FILE, or --discard to keep nothing");
    }
    ApiClient client = client();
    // Who may not be told what is left is refused before anything is taken.
    left(client);
    int drained;
    if (to == null) {
      drained = drain(client, most, null);
    } else {
      try (LineFile file = LineFile.open(to)) {
        drained = drain(client, most, file);
      }
    }
    tell(client, to, drained);
    return ExitCode.OK;
  }

  private void tell(ApiClient client, @Nullable Path to, int drained) {
    String words =
        to == null
            ? "Deleted %d messages of %s.".formatted(drained, queue())
            : "Moved %d messages of %s to %s.".formatted(drained, queue(), to);
    JsonObject told =
        new JsonObject()
            .put("queue", queue())
            .put("drained", drained)
            .put("file", to == null ? null : to.toString());
    try {
      JsonObject left = left(client);
      tell(
          told.put("left", left),
          "%s Left there: %d visible, %d in flight, %d delayed."
              .formatted(
                  words,
                  left.getLong("visible"),
                  left.getLong("inFlight"),
                  left.getLong("delayed")));
    } catch (RefusedException unknown) {
      // What was done is told all the same.
      tell(told, words + " What is left there is not known: " + unknown.getMessage());
    }
  }

  /** How many messages the queue has, by where they are. */
  private JsonObject left(ApiClient client) {
    JsonObject asked =
        new JsonObject()
            .put("QueueUrl", queue())
            .put("AttributeNames", new JsonArray().add(VISIBLE).add(IN_FLIGHT).add(DELAYED));
    JsonObject told =
        client.queues("GetQueueAttributes", asked).getJsonObject("Attributes", new JsonObject());
    return new JsonObject()
        .put("visible", Long.parseLong(told.getString(VISIBLE, "0")))
        .put("inFlight", Long.parseLong(told.getString(IN_FLIGHT, "0")))
        .put("delayed", Long.parseLong(told.getString(DELAYED, "0")));
  }

  private int drain(ApiClient client, int most, @Nullable LineFile file) {
    int drained = 0;
    int empty = 0;
    while (drained < most && empty < EMPTY_RECEIVES) {
      List<JsonObject> messages = new ArrayList<>();
      client
          .queues("ReceiveMessage", receive(Math.min(BATCH, most - drained)))
          .getJsonArray("Messages", new JsonArray())
          .forEach(message -> messages.add((JsonObject) message));
      if (messages.isEmpty()) {
        empty += left(client).getLong("visible") == 0 ? EMPTY_RECEIVES : 1;
      } else {
        empty = 0;
        if (file != null) {
          file.write(messages.stream().map(DrainCommand::line).toList());
        }
        delete(client, messages, drained);
        drained += messages.size();
      }
    }
    return drained;
  }

  private JsonObject receive(int most) {
    return new JsonObject()
        .put("QueueUrl", queue())
        .put("MaxNumberOfMessages", most)
        .put("VisibilityTimeout", HIDDEN_SECONDS)
        .put("WaitTimeSeconds", WAIT_SECONDS)
        .put("MessageAttributeNames", new JsonArray().add("All"))
        .put("MessageSystemAttributeNames", new JsonArray().add("All"));
  }

  /** What is kept of a message: all but the handle, which is of no use any more. */
  private static String line(JsonObject message) {
    JsonObject kept = message.copy();
    kept.remove("ReceiptHandle");
    return kept.encode();
  }

  private void delete(ApiClient client, List<JsonObject> messages, int before) {
    JsonArray entries = new JsonArray();
    for (int i = 0; i < messages.size(); i++) {
      entries.add(
          new JsonObject()
              .put("Id", Integer.toString(i))
              .put("ReceiptHandle", messages.get(i).getString("ReceiptHandle")));
    }
    JsonObject told =
        client.queues(
            "DeleteMessageBatch",
            new JsonObject().put("QueueUrl", queue()).put("Entries", entries));
    JsonArray failed = told.getJsonArray("Failed", new JsonArray());
    if (!failed.isEmpty()) {
      JsonObject first = failed.getJsonObject(0);
      String id = messages.get(Integer.parseInt(first.getString("Id"))).getString("MessageId");
      throw new RefusedException(
          "Message %s was not deleted: %s; %d others were"
              .formatted(
                  id,
                  first.getString("Message", first.getString("Code")),
                  before + messages.size() - failed.size()));
    }
  }
}
