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
    REPAIR,

    /** It changes what there is, and not only messages. */
    CHANGE
  }

  /** The service and the action in small letters, such as {@code sqs:sendmessage}. */
  String pattern();

  /** The service, such as {@code sqs}. */
  default String service() {
    return pattern().substring(0, pattern().indexOf(':'));
  }

  /** The action as AWS spells it, such as {@code SendMessage}. */
  default String action() {
    return pattern().substring(pattern().indexOf(':') + 1);
  }

  /** Whether it is {@code trait}. */
  boolean is(Trait trait);
}
