package io.fanfare.http;

import io.fanfare.http.wire.signature.CanonicalPath;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of a queue's URL: {@code /ACCOUNT/NAME}, {@code /NAME}, {@code /queue/NAME} or {@code
 * /queue/REGION/ACCOUNT/NAME}, with a slash behind it or not.
 *
 * @param text the path, decoded
 * @param region the region it names
 */
record QueuePath(String text, @Nullable String region) {

  private static final Pattern FORMS =
      Pattern.compile(
          "(?<path>/[0-9]{12}/[^/]+|/[^/]+|/queue/[^/]+"
              + "|/queue/(?<region>[a-z0-9-]{1,32})/[0-9]{12}/[^/]+)/?");

  /** The path of {@code request} as it is signed, so that no two mean the same signature. */
  static String normalized(HttpServerRequest request) {
    @Nullable String path = request.path();
    return path == null ? "/" : CanonicalPath.normalized(path);
  }

  /** The queue's path that {@code request} was sent to, or nothing. */
  static Optional<QueuePath> of(HttpServerRequest request) {
    return of(normalized(request));
  }

  /** The queue's path that {@code path}, as it is signed, is, or nothing. */
  static Optional<QueuePath> of(String path) {
    if (path.length() <= 1) {
      return Optional.empty();
    }
    try {
      String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      Matcher matcher = FORMS.matcher(decoded);
      return matcher.matches()
          ? Optional.of(new QueuePath(matcher.group("path"), matcher.group("region")))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
