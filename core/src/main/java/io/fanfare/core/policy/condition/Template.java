package io.fanfare.core.policy.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy in which variables stand for what a request says, such as {@code
 * ${aws:username}}. What they stand for is taken as it is: a wildcard in it is a character.
 */
public final class Template {

  private static final String OPEN = "${";

  /** A bound of our own, so that what a request says is not repeated without end. */
  private static final int MOST_VARIABLES = 8;

  private final List<Piece> pieces;
  private final Optional<Glob> fixed;

  /** What a template consists of. */
  private sealed interface Piece {}

  /** Text with wildcards. */
  private record Pattern(String text) implements Piece {}

  /** A character that would be a wildcard, or begin a variable. */
  private record Literal(String text) implements Piece {}

  /** What a request says, or else {@code otherwise}, if there is that. */
  private record Variable(ConditionKey key, @Nullable String otherwise) implements Piece {}

  private Template(List<Piece> pieces) {
    this.pieces = pieces;
    boolean varies = pieces.stream().anyMatch(Variable.class::isInstance);
    this.fixed = varies ? Optional.empty() : Optional.ofNullable(fill(RequestContext.UNKNOWN));
  }

  /**
   * The template that {@code text} spells.
   *
   * @param variables whether it may have variables; in the older version of policies they are text
   */
  public static Template of(String text, boolean variables) throws Malformed {
    return new Template(variables ? pieces(text) : List.of(new Pattern(text)));
  }

  /** What it says to a request; nothing if it depends on something that the request has not. */
  public @Nullable Glob in(RequestContext context) {
    return fixed.isPresent() ? fixed.get() : fill(context);
  }

  /** What stands before the first variable, and everything if there is none. */
  public String beginning() {
    return pieces.isEmpty() || !(pieces.get(0) instanceof Pattern first) ? "" : first.text();
  }

  /** Whether it is text and wildcards only. */
  public boolean isPlain() {
    return pieces.stream().allMatch(Pattern.class::isInstance);
  }

  private @Nullable Glob fill(RequestContext context) {
    Glob.Writing writing = new Glob.Writing();
    for (Piece piece : pieces) {
      if (piece instanceof Pattern pattern) {
        writing.pattern(pattern.text());
      } else if (piece instanceof Literal literal) {
        writing.text(literal.text());
      } else if (piece instanceof Variable variable) {
        String value = value(variable, context);
        if (value == null) {
          return null;
        }
        writing.text(value);
      }
    }
    return writing.glob();
  }

  private static @Nullable String value(Variable variable, RequestContext context) {
    ConditionKey key = variable.key();
    List<String> values = key.key().isList() ? List.of() : context.values(key);
    return values.isEmpty() ? variable.otherwise() : values.get(0);
  }

  private static List<Piece> pieces(String text) throws Malformed {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    int variables = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
      if (++variables > MOST_VARIABLES) {
        throw new Malformed("A text has more than " + MOST_VARIABLES + " variables.");
      }
      if (open > at) {
        pieces.add(new Pattern(text.substring(at, open)));
      }
      int close = close(text, open + OPEN.length());
      pieces.add(piece(text.substring(open + OPEN.length(), close)));
      at = close + 1;
    }
    if (at < text.length()) {
      pieces.add(new Pattern(text.substring(at)));
    }
    return List.copyOf(pieces);
  }

  /** Where the variable ends that begins at {@code start}; a default may have braces. */
  private static int close(String text, int start) throws Malformed {
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '\'') {
        quoted = !quoted;
      } else if (next == '}' && !quoted) {
        return i;
      }
    }
    throw new Malformed("A variable has no end.");
  }

  private static Piece piece(String variable) throws Malformed {
    if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
      return new Literal(variable);
    }
    int comma = variable.indexOf(',');
    String name = comma < 0 ? variable : variable.substring(0, comma);
    if (name.isEmpty() || name.indexOf('\'') >= 0 || !name.equals(name.strip())) {
      throw new Malformed("A variable has no name.");
    }
    return new Variable(
        ConditionKey.of(name), comma < 0 ? null : unquote(variable.substring(comma + 1).strip()));
  }

  private static String unquote(String quoted) throws Malformed {
    int last = quoted.length() - 1;
    if (last < 1 || quoted.charAt(0) != '\'' || quoted.indexOf('\'', 1) != last) {
      throw new Malformed("The default of a variable has no quotes.");
    }
    return quoted.substring(1, last);
  }
}
