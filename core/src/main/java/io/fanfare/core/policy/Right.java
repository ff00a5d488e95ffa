package io.fanfare.core.policy;

/** What policies allow and deny: an action of a service. */
public interface Right {

  /** What sets some rights apart. */
  enum Trait {

    /** A policy of the resource can give it, also to another account. */
    SHARED(1),

    /** A policy of the resource can give it to those who do not say who they are. */
    PUBLIC(2),

    /**
     * It changes or ends the policy itself: the account that owns the resource keeps it, whatever
     * the policy says, lest a policy lock everybody out.
     */
    REPAIR(4),

    /** It changes what there is, and not only messages. */
    CHANGE(8);

    private final int bit;

    Trait(int bit) {
      this.bit = bit;
    }

    /** {@code traits} as a number, which a constant can have for a field. */
    public static int bits(Trait... traits) {
      int bits = 0;
      for (Trait trait : traits) {
        bits |= trait.bit;
      }
      return bits;
    }

    /** Whether it is one of those that {@code bits} stands for. */
    public boolean isIn(int bits) {
      return (bits & bit) != 0;
    }
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
