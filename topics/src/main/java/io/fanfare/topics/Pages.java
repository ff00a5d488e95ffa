package io.fanfare.topics;

import io.fanfare.core.Page;
import io.fanfare.topics.rules.Refusals;
import org.jspecify.annotations.Nullable;

/** Where the page of a list begins that a caller asks for. */
final class Pages {

  private Pages() {}

  /** The name after which the page of {@code token} begins. */
  static String after(@Nullable String token, String scope) {
    return token == null
        ? ""
        : Page.position(token)
            .filter(position -> position.scope().equals(scope))
            .map(Page.Position::after)
            .orElseThrow(() -> Refusals.invalid("NextToken"));
  }
}
