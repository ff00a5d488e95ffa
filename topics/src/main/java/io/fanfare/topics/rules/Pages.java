package io.fanfare.topics.rules;

import io.fanfare.core.Page;
import org.jspecify.annotations.Nullable;

/** Where the page of a list begins that a caller asks for. */
public final class Pages {

  private Pages() {}

  /** The name after which the page of {@code token} begins. */
  public static String after(@Nullable String token, String scope) {
    return token == null
        ? ""
        : Page.position(token)
            .filter(position -> position.scope().equals(scope))
            .map(Page.Position::after)
            .orElseThrow(() -> Refusals.invalid("NextToken"));
  }
}
