package io.fanfare.broker.config;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.functions.model.FunctionName;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The account and the region that a resource is in. */
public record Scope(String account, String region) {

  private static final Pattern URL_PATH = Pattern.compile(".*/([0-9]{12})/([^/]+)");

  Arn queue(String name) {
    return Arn.ofQueue(region, account, name);
  }

  Arn topic(String name) {
    return Arn.ofTopic(region, account, name);
  }

  /**
   * The ARN of the queue that {@code text} says: by its ARN, by its URL, or by its name in here.
   */
  String queueArn(String text) {
    if (text.startsWith("arn:")) {
      return text;
    }
    if (!text.matches("https?://.*")) {
      return queue(text).toString();
    }
    try {
      Matcher path = URL_PATH.matcher(URI.create(text).getPath());
      return path.matches() ? Arn.ofQueue(region, path.group(1), path.group(2)).toString() : text;
    } catch (IllegalArgumentException notOne) {
      return text;
    }
  }

  /** The ARN of the function that {@code text} says, in whatever form AWS takes. */
  String functionArn(String text) {
    Caller caller = new Caller(account, region, "");
    return FunctionName.parse(text).map(name -> name.arn(caller)).orElse(text);
  }
}
