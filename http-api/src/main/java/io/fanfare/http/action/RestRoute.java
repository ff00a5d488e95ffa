package io.fanfare.http.action;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which method and path an action is asked for.
 *
 * @param method such as {@code GET}
 * @param path begins with a slash; has a member in braces, if one stands in the path
 * @param action the row of the action
 * @param answering does it
 */
public record RestRoute<S>(
    String method, String path, Action<S, ?, ?> action, Answering<S> answering) {

  /** How a request becomes an answer. */
  @FunctionalInterface
  public interface Answering<S> {

    /**
     * Does what is asked of {@code service}.
     *
     * @param parameters the values of members that stand in the path, the query or the head
     */
    Reply<?> answer(S service, byte[] body, Map<String, List<String>> parameters);
  }

  /** A route whose body has members in JSON, and whose results have {@code status}. */
  static <S> RestRoute<S> of(String method, String path, int status, Action<S, ?, ?> action) {
    return new RestRoute<>(
        method,
        path,
        action,
        (service, body, parameters) -> action.rest(service, body, parameters, status));
  }

  /** What {@code asked} has of the members, if this is its route. */
  Optional<Map<String, String>> match(String asked) {
    int begin = path.indexOf('{');
    if (begin < 0) {
      return asked.equals(path) || asked.equals(path + "/")
          ? Optional.of(Map.of())
          : Optional.empty();
    }
    int end = path.indexOf('}');
    String behind = path.substring(end + 1);
    int length = asked.length() - begin - behind.length();
    if (length < 1 || !asked.startsWith(path.substring(0, begin)) || !asked.endsWith(behind)) {
      return Optional.empty();
    }
    String value = asked.substring(begin, begin + length);
    return Optional.of(Map.of(path.substring(begin + 1, end), decoded(value)));
  }

  private static String decoded(String escaped) {
    // A plus sign means itself in a path.
    return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
