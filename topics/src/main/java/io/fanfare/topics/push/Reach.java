package io.fanfare.topics.push;

import java.util.function.IntPredicate;

/**
 * What of this machine is pushed to.
 *
 * @param loopback whether its loopback addresses are
 * @param ownPorts the ports that the broker listens at, which never are; asked at each attempt
 */
public record Reach(boolean loopback, IntPredicate ownPorts) {

  /** Nothing of it. */
  public static Reach elsewhere() {
    return new Reach(false, port -> false);
  }
}
