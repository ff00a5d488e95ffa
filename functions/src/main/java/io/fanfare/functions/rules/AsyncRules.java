package io.fanfare.functions.rules;

import io.fanfare.core.MessageAttribute;
import io.fanfare.functions.model.FunctionTarget;
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
  private static final int REPLACEMENT = 0xFFFD;

  /** The attribute of a dead letter that tells of the error; it is left out if it does not fit. */
  public static final String ERROR_MESSAGE = "ErrorMessage";

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
      attributes.put(ERROR_MESSAGE, MessageAttribute.string(cut(message)));
    }
    return attributes;
  }

  /** As much of {@code text} as has 1 KiB in UTF-8; what no message may have is replaced. */
  private static String cut(String text) {
    StringBuilder cut = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      int legal = isLegal(c) ? c : REPLACEMENT;
      bytes += legal < 0x80 ? 1 : legal < 0x800 ? 2 : legal < 0x1_0000 ? 3 : 4;
      if (bytes > MESSAGE_LENGTH) {
        break;
      }
      cut.appendCodePoint(legal);
    }
    return cut.toString();
  }

  private static boolean isLegal(int c) {
    return c >= 0x20
        ? c < Character.MIN_SURROGATE || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF)
        : c == '\t' || c == '\n' || c == '\r';
  }
}
