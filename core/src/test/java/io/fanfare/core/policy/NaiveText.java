package io.fanfare.core.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts of policies as regular expressions. */
final class NaiveText {

  /** What wildcards stand for: anything, or anything within a part of an ARN. */
  static final String ANY = "(?s:.)";

  static final String PARTS = "[^:]";

  private static final Pattern PIECE =
      Pattern.compile(
          "\\$\\{(?<sign>[*?$])}"
              + "|\\$\\{(?<name>[^,}'\\s](?:[^,}']*[^,}'\\s])?)(?:,\\s*'(?<other>[^']*)'\\s*)?}"
              + "|(?<bad>\\$\\{)|(?<star>\\*)|(?<one>\\?)|(?<text>[^$*?]+|(?s:.))");

  private NaiveText() {}

  /**
   * The regular expression of a text with wildcards; nothing if it is malformed, and nothing in it
   * if a variable has no value.
   *
   * @param context what fills variables; null if there are none
   */
  static Optional<Optional<String>> regex(
      String text, @Nullable Map<String, List<String>> context, String wild) {
    StringBuilder regex = new StringBuilder();
    boolean filled = true;
    Matcher piece = PIECE.matcher(text);
    for (int at = 0; at < text.length(); at = piece.end()) {
      piece.region(at, text.length());
      if (context == null && text.startsWith("${", at)) {
        piece.region(at, at + 1);
      }
      if (!piece.lookingAt() || piece.group("bad") != null) {
        return Optional.empty();
      }
      if (piece.group("star") != null) {
        regex.append(piece.end() == text.length() ? "(?s:.*)" : wild + "*");
      } else if (piece.group("one") != null) {
        regex.append(wild);
      } else if (piece.group("name") != null) {
        String value = value(piece, context);
        filled &= value != null;
        regex.append(value == null ? "" : Pattern.quote(value));
      } else {
        String sign = piece.group("sign");
        regex.append(Pattern.quote(sign == null ? piece.group("text") : sign));
      }
    }
    return Optional.of(filled ? Optional.of(regex.toString()) : Optional.empty());
  }

  private static @Nullable String value(
      Matcher piece, @Nullable Map<String, List<String>> context) {
    String name = piece.group("name");
    List<String> values =
        context == null || name.equalsIgnoreCase("aws:TagKeys")
            ? List.of()
            : context.getOrDefault(name, List.of());
    return values.isEmpty() ? piece.group("other") : values.get(0);
  }
}
