package io.fanfare.core.policy;

import io.fanfare.core.Principal;
import io.fanfare.core.policy.condition.KnownContext;
import java.util.List;
import java.util.Map;

/** Requests to the queue {@code orders} of the account of ones, as tests begin with them. */
final class Requests {

  static final String QUEUE = "arn:aws:sqs:eu-west-1:111111111111:orders";

  private static final long NOW = 1_800_000_000_000L;

  private Requests() {}

  /** A request of {@code principal} for {@code action}, over TLS from 10.1.2.3. */
  static Facts of(Principal principal, String action) {
    boolean service = principal.kind() == Principal.Kind.SERVICE;
    String topic = "arn:aws:sns:eu-west-1:" + principal.account() + ":news";
    return new Facts(
        principal,
        KnownContext.Requester.of(principal).id(),
        Map.of(),
        action,
        QUEUE,
        new KnownContext.Request(
            NOW,
            "eu-west-1",
            service ? null : "10.1.2.3",
            true,
            null,
            null,
            service ? topic : null),
        new KnownContext.Resource("111111111111", Map.of()),
        new KnownContext.Asked(Map.of(), List.of(), null, null),
        false);
  }
}
