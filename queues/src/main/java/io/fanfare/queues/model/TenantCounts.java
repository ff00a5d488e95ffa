package io.fanfare.queues.model;

/**
 * What a message group takes of a standard queue.
 *
 * @param group the number that stands for its id: the first eight bytes of the SHA-256
 * @param inFlight how many of its messages are in flight
 * @param noisy whether its messages come after those of others
 */
public record TenantCounts(long group, int inFlight, boolean noisy) {

  /** Whether there is nothing to tell of it. */
  public boolean isNothing() {
    return inFlight == 0 && !noisy;
  }
}
