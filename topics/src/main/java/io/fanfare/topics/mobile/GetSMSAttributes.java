package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.core.WireName;
import java.util.List;
import java.util.Map;

/**
 * Reads what the caller has set for text messages, by name or all of it.
 *
 * @param attributes which of {@link SmsAttribute#all}; all if empty
 * @see "SNS API Reference, GetSMSAttributes"
 */
public record GetSMSAttributes(@WireName("attributes") List<String> attributes) {

  public GetSMSAttributes {
    attributes = Lists.orEmpty(attributes);
  }

  /**
   * What holds for the caller's text messages.
   *
   * @param attributes values by name, of those that are set or have a default
   */
  public record Result(@WireName("attributes") Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
