package io.fanfare.topics.rules;

import io.fanfare.push.model.PushPolicy;
import io.fanfare.push.model.RetrySchedule;
import io.fanfare.push.model.RetrySchedule.Delays;
import io.fanfare.push.model.RetrySchedule.Growth;
import java.util.OptionalInt;

/** How a function is handed messages over, if the functions do not take them at once. */
public final class FunctionDelivery {

  /** Source: AWS's schedule for endpoints that it manages itself, which takes 23 days. */
  public static final PushPolicy PACE =
      new PushPolicy(
          new RetrySchedule(new Delays(1, 20, Growth.EXPONENTIAL), 100_015, 3, 2, 100_000),
          OptionalInt.empty());

  private FunctionDelivery() {}
}
