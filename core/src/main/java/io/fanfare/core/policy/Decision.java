package io.fanfare.core.policy;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;

/** What policies say to a request, and whose policies those are. */
public enum Decision {
  ALLOWED(""),
  NOT_ALLOWED_BY_RESOURCE(" because no resource-based policy allows the %s action"),
  NOT_ALLOWED_BY_IDENTITY(" because no identity-based policy allows the %s action"),
  DENIED_BY_RESOURCE(" with an explicit deny in a resource-based policy"),
  DENIED_BY_IDENTITY(" with an explicit deny in an identity-based policy");

  private final String reason;

  Decision(String reason) {
    this.reason = reason;
  }

  /** Whether a statement says no, which no other can outweigh. */
  public boolean isDenial() {
    return this == DENIED_BY_RESOURCE || this == DENIED_BY_IDENTITY;
  }

  /** AWS's sentence for {@code caller}, who may not do what {@code action} names. */
  public String sentence(Caller caller, String action, Arn resource) {
    return sentence(caller, action, resource.toString());
  }

  /** The same for a {@code resource} that is called so. */
  public String sentence(Caller caller, String action, String resource) {
    return "User: "
        + caller.named()
        + " is not authorized to perform: "
        + action
        + " on resource: "
        + resource
        + reason.replace("%s", action);
  }
}
