package io.fanfare.functions.model;

import java.util.Locale;

/**
 * How a mapping stands. What is on the way is only answered by the request that sets it on its way:
 * whoever asks then finds it there.
 */
public enum MappingState {
  CREATING,
  ENABLING,
  ENABLED,
  DISABLING,
  DISABLED,
  UPDATING,
  DELETING;

  /** The state in AWS's words. */
  @Override
  public String toString() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** How a mapping stands that is {@code enabled} or not, once nothing is on the way. */
  public static MappingState of(boolean enabled) {
    return enabled ? ENABLED : DISABLED;
  }
}
