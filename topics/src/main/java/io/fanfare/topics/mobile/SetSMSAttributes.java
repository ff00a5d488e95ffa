package io.fanfare.topics.mobile;

import io.fanfare.core.Lists;
import io.fanfare.core.WireName;
import io.fanfare.topics.model.RequiredMember;
import java.util.Map;

/** Sets what holds for the text messages of the caller. */
public record SetSMSAttributes(@WireName("attributes") Map<String, String> attributes) {

  public SetSMSAttributes {
    attributes = Lists.orEmpty(RequiredMember.of("attributes", attributes));
  }

  public record Result() {}
}
