package io.fanfare.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is ordered by name.
 *
 * @param items what stands on the page
 * @param nextToken what to ask the next page with; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

  private static final String VERSION = "1";

  public Page {
    items = List.copyOf(items);
  }

  /**
   * The first {@code size} items after the name {@code after}, or from the beginning if that is
   * empty. {@code scope} binds the token to the request: a later request must have the same one.
   */
  public static <T> Page<T> of(NavigableMap<String, T> all, String after, int size, String scope) {
    NavigableMap<String, T> rest = after.isEmpty() ? all : all.tailMap(after, false);
    List<T> items = rest.values().stream().limit(size).toList();
    if (rest.size() <= size) {
      return new Page<>(items, null);
    }
    String last = rest.keySet().stream().skip(size - 1L).findFirst().orElse("");
    return new Page<>(items, token(last, scope));
  }

  /**
   * The token of a page that begins after {@code after}, bound to {@code scope}: in base64 with its
   * padding, as there are clients that decode it.
   */
  public static String token(String after, String scope) {
    String token = String.join("\n", VERSION, after, scope);
    return Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
  }

  /** What a token says: the name its page begins after, and the scope it was made for. */
  public record Position(String after, String scope) {}

  /** The position that {@code token} stands for, or nothing if it was not made here. */
  public static Optional<Position> position(String token) {
    try {
      String[] parts =
          new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split("\n", 3);
      return parts.length == 3 && parts[0].equals(VERSION)
          ? Optional.of(new Position(parts[1], parts[2]))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
