package io.fanfare.topics.rights;

import io.fanfare.access.Guard;
import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.Verdict;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.topics.rules.Refusals;
import io.fanfare.topics.rules.TopicAction;

/**
 * What a caller may do with its own account: make what is not there yet, see what there is, and use
 * what has no policy. Only the policies of who asks say so.
 */
public record OwnRights(Guard guard, Caller caller) {

  /** Lets the caller do {@code action} with the account as a whole. */
  public void check(TopicAction action) {
    check(action, everything());
  }

  /** Lets the caller do {@code action} with {@code resource} of the account. */
  public void check(TopicAction action, Arn resource) {
    check(new Guard.Wanted(action, resource, Asked.NOTHING));
  }

  /** Lets the caller do {@code action} with what is outside and called {@code name}. */
  public void check(TopicAction action, String name) {
    check(new Guard.Wanted(action, everything(), Asked.NOTHING).named(name));
  }

  /** Lets the caller have what is {@code wanted}, of the account. */
  public void check(Guard.Wanted wanted) {
    if (guard.passes(caller, wanted.right(), caller.account(), Policy.none())) {
      return;
    }
    Verdict verdict = guard.decide(caller, wanted);
    if (!verdict.allows()) {
      throw Refusals.unauthorized(
          verdict.decision().sentence(caller, wanted.right().toString(), wanted.name()));
    }
  }

  private Arn everything() {
    return Arn.ofTopic(caller.region(), caller.account(), "*");
  }
}
