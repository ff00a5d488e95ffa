package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the ids that callers make up may consist of, with AWS's refusal of everything else. */
public final class IdRules {

  private static final Pattern ID =
      Pattern.compile("[A-Za-z0-9!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~]{1,128}");

  private IdRules() {}

  /** Refuses {@code id}, given as {@code parameter}, unless it is absent or one. */
  public static void check(String parameter, @Nullable String id) {
    if (id != null && !ID.matcher(id).matches()) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Value %s for parameter %s is invalid. Reason: %s can only include alphanumeric and"
              + " punctuation characters. 1 to 128 in length.",
          id, parameter, parameter);
    }
  }
}
