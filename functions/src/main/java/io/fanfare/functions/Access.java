package io.fanfare.functions;

import io.fanfare.access.Guard;
import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import io.fanfare.core.policy.Policy;
import io.fanfare.core.policy.Verdict;
import io.fanfare.core.policy.condition.KnownContext;
import io.fanfare.core.policy.condition.KnownContext.Asked;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.functions.rows.MappingRecord;
import io.fanfare.functions.rules.FunctionAction;
import io.fanfare.functions.rules.InvokeRules;
import java.util.Map;

/**
 * The door of the functions: whether a caller may use a mapping that it sees, or a function.
 * Without access control every caller may do what its account may.
 */
record Access(Guard guard) {

  private static final String EVERYTHING = "*";

  /** Lets {@code caller} do {@code action}, which is about no mapping that is there. */
  void check(Caller caller, FunctionAction action, Asked asked) {
    Arn all =
        new Arn(
            Arn.partitionOf(caller.region()),
            "lambda",
            caller.region(),
            caller.account(),
            "event-source-mapping:*");
    check(caller, new Guard.Wanted(action, all, asked).named(EVERYTHING));
  }

  /** Lets {@code caller} do {@code action} to {@code mapping}, which is its account's. */
  void check(Caller caller, FunctionAction action, Asked asked, MappingRecord mapping) {
    KnownContext.Resource about =
        new KnownContext.Resource(mapping.arn().account(), mapping.tags());
    check(caller, new Guard.Wanted(action, mapping.arn(), about, Policy.none(), asked));
  }

  /**
   * Lets {@code caller} invoke {@code function}. The name alone chooses what runs, so what is asked
   * about is neither how it is written nor its qualifier; elsewhere there are no functions.
   */
  void invoke(Caller caller, FunctionName function) {
    Arn arn = function.canonical(caller).orElseThrow(() -> InvokeRules.notFound(function, caller));
    KnownContext.Resource about = new KnownContext.Resource(arn.account(), Map.of());
    check(
        caller,
        new Guard.Wanted(FunctionAction.INVOKE_FUNCTION, arn, about, Policy.none(), Asked.NOTHING));
  }

  private void check(Caller caller, Guard.Wanted wanted) {
    Verdict verdict = guard.demand(caller, wanted);
    if (!verdict.allows()) {
      throw FunctionError.ACCESS_DENIED.refuse(
          "%s", verdict.decision().sentence(caller, wanted.right().toString(), wanted.name()));
    }
  }
}
