package io.fanfare.functions.rules;

import io.fanfare.core.MessageAttribute;
import io.fanfare.functions.model.FunctionTarget;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When a function is invoked again with an event that it was handed over: after it has thrown, a
 * minute later and then two; after it was not reached or had no room, from a second on twice as
 * long each time, up to five minutes. Source: AWS's documentation of asynchronous invocations.
 */
public final class AsyncRules {

  private static final long ERROR_MILLIS = 60_000;
  private static final long LEAST_MILLIS = 1_000;
  private static final long MOST_MILLIS = 300_000;
  private static final int MOST_DOUBLINGS = 9;
  private static final int MESSAGE_LENGTH = 1_024;

  private AsyncRules() {}

  /**
   * An invocation that has failed.
   *
   * @param outcome how
   * @param errors how often the function has thrown at the event, this time included
   * @param attempts how often it was invoked with it, from 1
   * @param ageMillis how old the event is
   */
  public record Failure(InvocationOutcome outcome, int errors, int attempts, long ageMillis) {}

  /** In how many milliseconds to try again; nothing if that is over. */
  public static OptionalLong delayMillis(Failure failure, FunctionTarget.Async async) {
    boolean thrown = failure.outcome() == InvocationOutcome.FUNCTION_ERROR;
    if (thrown && failure.errors() > async.retries()) {
      return OptionalLong.empty();
    }
    long delay =
        thrown
            ? failure.errors() * ERROR_MILLIS
            : Math.min(
                MOST_MILLIS,
                LEAST_MILLIS << Math.min(MOST_DOUBLINGS, Math.max(0, failure.attempts() - 1)));
    return failure.ageMillis() + delay > async.maximumAgeSeconds() * 1_000L
        ? OptionalLong.empty()
        : OptionalLong.of(delay);
  }

  /** What a dead letter tells beside the event of the request {@code id}. */
  public static Map<String, MessageAttribute> deadLetterAttributes(String id, Answer answer) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    attributes.put("RequestID", MessageAttribute.string(id));
    attributes.put("ErrorCode", MessageAttribute.number(Integer.toString(answer.status())));
    String message =
        answer.status() == 0 ? answer.reason() : InvocationRules.message(answer.payload());
    if (!message.isEmpty()) {
      attributes.put("ErrorMessage", MessageAttribute.string(cut(message)));
    }
    return attributes;
  }

  /** As much of {@code text} as has 1 KiB in UTF-8. */
  private static String cut(String text) {
    int end = Math.min(text.length(), MESSAGE_LENGTH);
    while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MESSAGE_LENGTH) {
      end--;
    }
    return text.substring(0, end);
  }
}
