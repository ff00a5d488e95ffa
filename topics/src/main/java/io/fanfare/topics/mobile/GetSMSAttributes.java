package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.core.WireName;
import java.util.List;
import java.util.Map;

/** Reads what the caller has set for text messages, by name or all of it. */
public record GetSMSAttributes(@WireName("attributes") List<String> attributes) {

  public GetSMSAttributes {
    attributes = Lists.orEmpty(attributes);
  }

  public record Result(@WireName("attributes") Map<String, String> attributes) {

    public Result {
      attributes = Lists.orEmpty(attributes);
    }
  }
}
