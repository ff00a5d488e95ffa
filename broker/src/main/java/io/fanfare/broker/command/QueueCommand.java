package io.fanfare.broker.command;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command on one queue of a broker that runs. */
abstract class QueueCommand extends ToolCommand {

  private static final String ENDPOINT = "--endpoint";
  private static final String MAX = "--max";
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

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
        ENDPOINT,
        "URL",
        String.class,
        "Where the broker answers.  Default: where the URL of the queue points, or "
            + DEFAULT_ENDPOINT);
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
    return new ApiClient(endpoint(option(ENDPOINT, null), queue()), RequestSigner.of(environment));
  }

  /**
   * Whom to ask for {@code queue}: a queue's URL says whose it is.
   *
   * @throws RefusedException if {@code given} is another
   */
  static URI endpoint(@Nullable String given, String queue) {
    URI said = given == null ? null : ApiClient.endpoint(given);
    if (!queue.contains("://")) {
      return said == null ? URI.create(DEFAULT_ENDPOINT) : said;
    }
    URI ofQueue = ApiClient.endpoint(queue);
    if (said == null) {
      return URI.create(origin(ofQueue));
    }
    if (!origin(said).equals(origin(ofQueue))) {
      throw new RefusedException(
          "The queue is at %s and %s says %s: give its name, or no endpoint"
              .formatted(origin(ofQueue), ENDPOINT, origin(said)));
    }
    return said;
  }

  private static String origin(URI url) {
    boolean secure = "https".equals(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : secure ? HTTPS : HTTP;
    return "%s://%s:%d".formatted(url.getScheme(), url.getHost().toLowerCase(Locale.ROOT), port);
  }
}
