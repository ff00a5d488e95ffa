package io.fanfare.queues.model;

import io.fanfare.core.Arn;
import java.util.Set;

/** Which queues may name this one as their dead-letter queue. */
public record RedriveAllowPolicy(Permission permission, Set<String> sourceQueueArns) {

  /** The three answers. */
  public enum Permission {
    ALLOW_ALL,
    DENY_ALL,
    BY_QUEUE
  }

  public RedriveAllowPolicy {
    sourceQueueArns = Set.copyOf(sourceQueueArns);
  }

  /** What holds where no policy is set. */
  public static RedriveAllowPolicy allowAll() {
    return new RedriveAllowPolicy(Permission.ALLOW_ALL, Set.of());
  }

  /** Whether {@code source} may name this queue. */
  public boolean allows(Arn source) {
    return switch (permission) {
      case ALLOW_ALL -> true;
      case DENY_ALL -> false;
      case BY_QUEUE -> sourceQueueArns.contains(source.toString());
    };
  }
}
