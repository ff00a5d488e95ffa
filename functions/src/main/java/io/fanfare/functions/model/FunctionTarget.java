package io.fanfare.functions.model;

import io.fanfare.core.Arn;
import io.fanfare.push.http.HttpTarget;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function of the configuration: a name, and the URL that its events are posted to.
 *
 * @param name by which mappings and subscriptions name it
 * @param url of http or https
 * @param timeoutSeconds how long an invocation may take; 1 to 900, 3 by default
 * @param concurrency how many invocations it takes at once; 1 to 1,000, 1 by default
 * @param errorsInBody whether it tells of an error in its answer's body, as Lambda's runtime
 *     interface emulator does, and not in a header, as Lambda does
 * @param async how long it is invoked again with events that it was handed over
 */
public record FunctionTarget(
    String name,
    String url,
    int timeoutSeconds,
    int concurrency,
    boolean errorsInBody,
    Async async) {

  /**
   * What becomes of events that a function was handed over, if it fails.
   *
   * @param retries how often it is invoked again after it has thrown; 0 to 2, 2 by default
   * @param maximumAgeSeconds for how long it is; 60 to 21,600, which is the default
   * @param deadLetterTarget the ARN of the queue that gets them then; empty if they are dropped
   */
  public record Async(int retries, int maximumAgeSeconds, String deadLetterTarget) {

    /** What holds if nothing is said. */
    public static final Async DEFAULT = new Async(2, 21_600, "");
  }

  /** How one is written, for whoever writes another thing. */
  public static final String FORM =
      "a name and a URL such as resize=http://host:8080/path,timeout=30,concurrency=4";

  private static final Pattern TEXT =
      Pattern.compile(
          "([A-Za-z0-9_-]{1,64})=(https?://\\S+?)((?:,(?:%s)=[^,\\s]*)*)"
              .formatted("timeout|concurrency|errors|retries|maxAge|deadLetter"));
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
  private static final int LEAST_AGE = 60;
  private static final String EMULATOR_PATH = "/functions/function/invocations";
  private static final int DEFAULT_TIMEOUT = 3;

  /** The function that {@code text} describes; nothing if it describes none. */
  public static Optional<FunctionTarget> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Map<String, String> options = new HashMap<>();
    for (String option : parts.group(3).split(",", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0
          && options.put(option.substring(0, equals), option.substring(equals + 1)) != null) {
        return Optional.empty();
      }
    }
    String url = parts.group(2);
    if (!isPostedTo(url)) {
      return Optional.empty();
    }
    String errors = options.getOrDefault("errors", isEmulator(url) ? "body" : "header");
    int timeout = number(options.get("timeout"), 1, DEFAULT_TIMEOUT, Limits.TIMEOUT_SECONDS);
    int concurrency = number(options.get("concurrency"), 1, 1, Limits.CONCURRENCY);
    Optional<Async> async = async(options);
    boolean legal = timeout >= 0 && concurrency >= 0 && Set.of("header", "body").contains(errors);
    return legal && async.isPresent()
        ? Optional.of(
            new FunctionTarget(
                parts.group(1), url, timeout, concurrency, errors.equals("body"), async.get()))
        : Optional.empty();
  }

  private static Optional<Async> async(Map<String, String> options) {
    int retries = number(options.get("retries"), 0, Async.DEFAULT.retries(), 2);
    int age = Async.DEFAULT.maximumAgeSeconds();
    int maximumAge = number(options.get("maxAge"), LEAST_AGE, age, age);
    String target = options.getOrDefault("deadLetter", "");
    boolean legal =
        target.isEmpty()
            || Arn.parse(target)
                .filter(arn -> arn.service().equals("sqs") && !arn.resource().endsWith(".fifo"))
                .isPresent();
    return legal && retries >= 0 && maximumAge >= 0
        ? Optional.of(new Async(retries, maximumAge, target))
        : Optional.empty();
  }

  /** Whether {@code text} describes a function. */
  public static boolean isOne(String text) {
    return parse(text).isPresent();
  }

  private static boolean isPostedTo(String url) {
    try {
      HttpTarget.parse(url);
      return true;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static boolean isEmulator(String url) {
    return url.endsWith(EMULATOR_PATH);
  }

  /** The number that {@code text} is, {@code preset} if there is none, -1 if out of range. */
  private static int number(@Nullable String text, int least, int preset, int most) {
    if (text == null) {
      return preset;
    }
    int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    return number >= least && number <= most ? number : -1;
  }
}
