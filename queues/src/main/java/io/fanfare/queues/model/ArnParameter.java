package io.fanfare.queues.model;

import io.fanfare.core.Arn;
import io.fanfare.core.CommonError;

/** A parameter that names a queue by its ARN. */
final class ArnParameter {

  private ArnParameter() {}

  /** The ARN that {@code text}, the value of the parameter {@code name}, spells. */
  static Arn parse(String name, String text) {
    return Arn.parse(text)
        .orElseThrow(
            () ->
                CommonError.INVALID_PARAMETER_VALUE.refuse(
                    "You must use this format to specify the %s:"
                        + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>",
                    name));
  }
}
