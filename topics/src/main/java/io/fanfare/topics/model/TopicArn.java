package io.fanfare.topics.model;

import org.jspecify.annotations.Nullable;

/** The refusals that a text which should be an ARN meets, in the words of the topics' service. */
public final class TopicArn {

  private static final int ELEMENTS = 6;

  private TopicArn() {}

  /** {@code arn}, which is present and has the elements of an ARN. */
  public static String check(String parameter, @Nullable String arn) {
    if (arn == null) {
      throw TopicError.INVALID_PARAMETER.refuse(
          "Invalid parameter: %s Reason: no value for required parameter", parameter);
    }
    int elements = arn.split(":", -1).length;
    if (elements < ELEMENTS) {
      throw TopicError.INVALID_PARAMETER.refuse(
          "Invalid parameter: %s Reason: An ARN must have at least 6 elements, not %d",
          parameter, elements);
    }
    return arn;
  }
}
