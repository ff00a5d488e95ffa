package io.fanfare.core.policy;

import io.fanfare.core.Arn;
import io.fanfare.core.Principal;
import io.fanfare.core.policy.condition.KnownContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request in the words of a test, from which both evaluators make what they need. */
record Facts(
    Principal principal,
    @Nullable String id,
    Map<String, String> principalTags,
    String action,
    String resource,
    KnownContext.Request request,
    KnownContext.Resource about,
    KnownContext.Asked asked,
    boolean trusted) {

  /** The rights that tests ask for, with what sets them apart. */
  enum Action implements Right {
    SENDMESSAGE(true, true, false),
    RECEIVEMESSAGE(true, true, false),
    PURGEQUEUE(true, false, false),
    TAGQUEUE(false, false, false),
    SETQUEUEATTRIBUTES(false, false, true);

    private final boolean shared;
    private final boolean open;
    private final boolean repair;

    Action(boolean shared, boolean open, boolean repair) {
      this.shared = shared;
      this.open = open;
      this.repair = repair;
    }

    @Override
    public String pattern() {
      return "sqs:" + name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean is(Trait trait) {
      return switch (trait) {
        case SHARED -> shared;
        case PUBLIC -> open;
        case REPAIR -> repair;
        case CHANGE -> false;
      };
    }
  }

  /** What the evaluator says to it. */
  Verdict decide(Policy policy, List<Policy> own) {
    Identity identity =
        new Identity(new KnownContext.Requester(principal, id, principalTags), own, trusted);
    KnownContext context = new KnownContext(identity.requester(), request, about, asked);
    Right right = Action.valueOf(action.toUpperCase(Locale.ROOT));
    return Evaluation.decide(
        new Evaluation.Request(identity, right, Arn.parse(resource).orElseThrow(), context),
        policy);
  }
}
