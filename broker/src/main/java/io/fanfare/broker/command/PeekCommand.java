package io.fanfare.broker.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Shows messages of a queue without receiving them. */
public final class PeekCommand extends QueueCommand {

  private static final int UNASKED = 10;
  private static final int PAGE = 100;
  private static final String STATE = "--state";
  private static final String CONTAINS = "--contains";

  PeekCommand(Map<String, String> environment) {
    super(
        environment,
        "Shows messages of a queue without receiving them: nothing about them changes. It needs the"
            + " right sqs:PeekMessages.",
        "So many messages at the most.  Default: " + UNASKED);
    takeOption(STATE, "STATE", String.class, "Only those that are visible, inFlight or delayed.");
    takeOption(
        CONTAINS,
        "TEXT",
        String.class,
        "Only those with TEXT in the body, the id or what their sender gave, in capitals or not.");
  }

  /** The command {@code peek}. */
  public static CommandLine peek(Map<String, String> environment) {
    return new PeekCommand(environment).line();
  }

  @Override
  int run() {
    int most = most(UNASKED);
    ApiClient client = client();
    List<JsonObject> messages = new ArrayList<>();
    @Nullable String next = null;
    do {
      JsonObject page = client.queues("PeekMessages", asked(most, next));
      page.getJsonArray("Messages", new JsonArray())
          .forEach(message -> messages.add((JsonObject) message));
      next = page.getString("NextToken");
    } while (next != null && messages.size() < most);
    List<JsonObject> shown = messages.subList(0, Math.min(most, messages.size()));
    boolean more = next != null || shown.size() < messages.size();
    tell(
        new JsonObject()
            .put("queue", queue())
            .put("messages", new JsonArray(shown))
            .put("more", more),
        words(shown, more));
    return ExitCode.OK;
  }

  /** Each page has to be asked for as the first one was. */
  private JsonObject asked(int most, @Nullable String next) {
    JsonObject asked = new JsonObject().put("QueueUrl", queue());
    asked.put("MaxResults", Math.min(PAGE, most));
    String state = option(STATE, null);
    if (state != null) {
      asked.put("States", new JsonArray().add(state));
    }
    String contains = option(CONTAINS, null);
    if (contains != null) {
      asked.put("Contains", contains);
    }
    return next == null ? asked : asked.put("NextToken", next);
  }

  private String words(List<JsonObject> messages, boolean more) {
    List<String> lines = messages.stream().map(PeekCommand::words).collect(Collectors.toList());
    if (lines.isEmpty()) {
      lines.add("There is no such message in " + queue() + ".");
    }
    if (more) {
      lines.add("There may be more: --max says how many are shown.");
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String words(JsonObject message) {
    JsonObject attributes = message.getJsonObject("Attributes", new JsonObject());
    Instant sent = Instant.ofEpochMilli(Long.parseLong(attributes.getString("SentTimestamp", "0")));
    return "%s  %s  sent %s  received %s times%n  %s"
        .formatted(
            message.getString("MessageId"),
            message.getString("State"),
            sent,
            attributes.getString("ApproximateReceiveCount", "0"),
            printable(message.getString("Body", "")));
  }

  /** {@code text} on one line, and without what a terminal would obey. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n') {
                shown.append("\\n");
              } else if (Character.isISOControl(point)
                  || Character.getType(point) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }
}
