package io.fanfare.broker.command;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Tells which queues and topics there are at a broker, and how much is in them. */
public final class StatusCommand extends ToolCommand {

  private static final String WATCH = "--watch";
  private static final long REST_NANOS = 2_000_000_000;

  private final Map<String, String> environment;
  private final BooleanSupplier again;

  /**
   * A command with the variables of {@code environment}.
   *
   * @param again returns when it is time to look again, and whether to
   */
  StatusCommand(Map<String, String> environment, BooleanSupplier again) {
    super(
        "Tells which queues and topics an account has in a broker that runs, and how much is in"
            + " them. AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_REGION"
            + " say who asks and where, as they do for AWS's clients.");
    this.environment = environment;
    this.again = again;
    takeOption(
        "--endpoint", "URL", String.class, "Where it answers.  Default: " + DEFAULT_ENDPOINT);
    takeFlag(WATCH, "Tells it again every two seconds, until it is ended.");
  }

  /** The command {@code status}. */
  public static CommandLine status() {
    return new StatusCommand(System.getenv(), StatusCommand::rest).line();
  }

  private static boolean rest() {
    LockSupport.parkNanos(REST_NANOS);
    return !Thread.currentThread().isInterrupted();
  }

  @Override
  int run() {
    @Nullable String given = option("--endpoint", null);
    String endpoint = given == null ? DEFAULT_ENDPOINT : given;
    ApiClient client = new ApiClient(ApiClient.endpoint(endpoint), RequestSigner.of(environment));
    boolean more = true;
    while (more) {
      AccountStatus status = AccountStatus.of(client);
      tell(new JsonObject().put("endpoint", endpoint).mergeIn(status.json()), status.words());
      more = said().hasMatchedOption(WATCH) && again.getAsBoolean();
      if (more && !isJson()) {
        out().println();
      }
    }
    return ExitCode.OK;
  }
}
