package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.core.WireName;
import io.fanfare.topics.model.RequiredMember;
import java.util.Map;

/**
 * Sets what holds for the text messages of the caller.
 *
 * @param attributes values by name, as {@link SmsAttribute} declares them; {@code InvalidParameter}
 *     for another name or value
 * @see "SNS API Reference, SetSMSAttributes"
 */
public record SetSMSAttributes(@WireName("attributes") Map<String, String> attributes) {

  public SetSMSAttributes {
    attributes = Lists.orEmpty(RequiredMember.of("attributes", attributes));
  }

  /** Nothing; AWS has an answer of its own for it. */
  public record Result() {}
}
