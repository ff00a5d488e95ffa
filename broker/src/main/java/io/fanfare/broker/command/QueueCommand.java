package io.fanfare.broker.command;

import java.util.Map;

/** A command on one queue of a broker that runs. */
abstract class QueueCommand extends ToolCommand {

  private static final String ENDPOINT = "--endpoint";
  private static final String MAX = "--max";

  private final Map<String, String> environment;

  /** A command that asks with the variables of {@code environment}. */
  QueueCommand(Map<String, String> environment, String description, String most) {
    super(
        description,
        "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_REGION say who asks"
            + " and where, as they do for AWS's clients.");
    this.environment = environment;
    takeWord(0, "QUEUE", "Its name or its URL.");
    takeOption(
        ENDPOINT, "URL", String.class, "Where the broker answers.  Default: " + DEFAULT_ENDPOINT);
    takeOption(MAX, "N", Integer.class, most);
  }

  /** The queue, as requests name it. */
  String queue() {
    return word(0);
  }

  /** How many messages at the most; {@code otherwise} if that was not said. */
  int most(int otherwise) {
    Integer most = option(MAX, null);
    if (most != null && most < 1) {
      throw new RefusedException("--max is at least 1");
    }
    return most == null ? otherwise : most;
  }

  ApiClient client() {
    String given = option(ENDPOINT, null);
    return new ApiClient(
        ApiClient.endpoint(given == null ? DEFAULT_ENDPOINT : given),
        RequestSigner.of(environment));
  }
}
