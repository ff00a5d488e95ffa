package io.fanfare.core.policy;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;

/** What a policy says to a request. */
public enum Decision {
  ALLOWED(""),
  NOT_ALLOWED(" because no resource-based policy allows the %s action"),
  DENIED(" with an explicit deny in a resource-based policy");

  private final String reason;

  Decision(String reason) {
    this.reason = reason;
  }

  /** AWS's sentence for {@code caller}, who may not do what {@code action} names. */
  public String sentence(Caller caller, String action, Arn resource) {
    return "User: "
        + caller.named()
        + " is not authorized to perform: "
        + action
        + " on resource: "
        + resource
        + reason.replace("%s", action);
  }
}
