package io.fanfare.core.policy;

/** What policies allow and deny: an action of a service. */
public interface Right {

  /** What sets some rights apart. */
  enum Trait {

    /** A policy of the resource can give it, also to another account. */
    SHARED,

    /** A policy of the resource can give it to those who do not say who they are. */
    PUBLIC,

    /**
     * It changes or ends the policy itself: the account that owns the resource keeps it, whatever
     * the policy says, lest a policy lock everybody out.
     */
    REPAIR
  }

  /** The service and the action in small letters, such as {@code sqs:sendmessage}. */
  String pattern();

  /** Whether it is {@code trait}. */
  boolean is(Trait trait);
}
