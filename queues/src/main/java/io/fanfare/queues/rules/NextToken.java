package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Page;
import org.jspecify.annotations.Nullable;

/** The token that asks for the next page, with AWS's refusals of one that does not fit. */
public final class NextToken {

  private NextToken() {}

  /**
   * After what the page begins that {@code token} asks for; empty where there is no token.
   *
   * @param scope what the request says beside the token, as the one before must have said it
   */
  public static String after(@Nullable String token, String scope) {
    if (token == null) {
      return "";
    }
    Page.Position position = Page.position(token).orElseThrow(NextToken::invalid);
    if (!position.scope().equals(scope)) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Invalid NextToken value. If you are passing in NextToken, you must not change the other"
              + " request parameters.");
    }
    return position.after();
  }

  /** The refusal of a token that was not made here. */
  public static BrokerException invalid() {
    return INVALID_PARAMETER_VALUE.refuse("Invalid or expired next token.");
  }
}
