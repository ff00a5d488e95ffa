package io.fanfare.http.action;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * By which method and path an action is asked for.
 *
 * @param method such as {@code GET}
 * @param path begins with a slash; may end before the member
 * @param member the member that the rest of the path is; empty if there is none
 * @param status of its results
 * @param action the row of the action
 */
public record RestRoute<S>(
    String method, String path, String member, int status, Action<S, ?, ?> action) {

  /** What {@code asked} has of the members, if this is its route. */
  Optional<Map<String, String>> match(String asked) {
    if (member.isEmpty()) {
      return asked.equals(path) || asked.equals(path + "/")
          ? Optional.of(Map.of())
          : Optional.empty();
    }
    if (!asked.startsWith(path + "/") || asked.length() == path.length() + 1) {
      return Optional.empty();
    }
    return Optional.of(Map.of(member, decoded(asked.substring(path.length() + 1))));
  }

  private static String decoded(String escaped) {
    // A plus sign means itself in a path.
    return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
