package io.fanfare.queues.model;

import io.fanfare.core.Arn;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which queues may name this one as their dead-letter queue.
 *
 * @param permission for which queues it holds
 * @param sourceQueueArns those that may, in the order in which they were given, if the permission
 *     is {@link Permission#BY_QUEUE}; at most ten
 */
public record RedriveAllowPolicy(Permission permission, Set<String> sourceQueueArns) {

  /** The three answers. */
  public enum Permission {
    /** Every queue of the account and region may. */
    ALLOW_ALL("allowAll"),
    /** None may. */
    DENY_ALL("denyAll"),
    /** Those may that the policy lists. */
    BY_QUEUE("byQueue");

    private final String word;

    Permission(String word) {
      this.word = word;
    }

    /** How a policy says it. */
    public String word() {
      return word;
    }
  }

  public RedriveAllowPolicy {
    sourceQueueArns = Collections.unmodifiableSet(new LinkedHashSet<>(sourceQueueArns));
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
