package io.fanfare.functions.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Bytes;
import io.fanfare.core.Caller;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.functions.model.FunctionName;
import io.fanfare.functions.model.Invoke;
import io.fanfare.functions.model.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may be asked of {@code Invoke}, and what it answers, as Lambda does. */
public final class InvokeRules {

  private static final String LATEST = "$LATEST";
  private static final Bytes NOTHING = Bytes.of();
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;
  private static final int TOO_LARGE = 413;

  private InvokeRules() {}

  /** How a function is invoked, in AWS's words. */
  public enum Type {
    REQUEST_RESPONSE("RequestResponse", Limits.EVENT_BYTES),
    EVENT("Event", Limits.ASYNC_EVENT_BYTES),
    DRY_RUN("DryRun", Limits.EVENT_BYTES);

    private final String word;
    private final int mostBytes;

    Type(String word, int mostBytes) {
      this.word = word;
      this.mostBytes = mostBytes;
    }

    private static Type of(@Nullable String word) {
      for (Type type : values()) {
        if (type.word.equals(word)) {
          return type;
        }
      }
      return REQUEST_RESPONSE;
    }
  }

  /**
   * A request that may be carried out if there is the function.
   *
   * @param function with the qualifier that is meant
   * @param event JSON text that a queue's message may have
   */
  public record Checked(FunctionName function, Type type, String event) {}

  /** What {@code request} asks, if it may be asked. */
  public static Checked check(Invoke request) {
    FunctionName named = ModelRules.check(request);
    Type type = Type.of(request.invocationType());
    FunctionName function = named.qualified(request.qualifier());
    Bytes payload = request.payload();
    byte[] event = payload == null ? new byte[0] : payload.toArray();
    if (event.length > type.mostBytes) {
      throw Invoke.tooLarge(type.word);
    }
    return new Checked(function, type, event.length == 0 ? "{}" : json(event));
  }

  /** Who reads the event as a message finds no character in it that no message has. */
  private static String json(byte[] event) {
    try {
      PayloadJson.check(event);
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(event))
          .toString()
          .replace("\uFFFE", "\\uFFFE")
          .replace("\uFFFF", "\\uFFFF");
    } catch (JsonProcessingException notJson) {
      throw unreadable(notJson.getOriginalMessage());
    } catch (CharacterCodingException notText) {
      throw unreadable("Invalid UTF-8");
    } catch (IOException notJson) {
      throw unreadable("Invalid JSON");
    }
  }

  private static BrokerException unreadable(String why) {
    return FunctionError.INVALID_REQUEST_CONTENT.refuse(
        "%s", "Could not parse request body into json: " + why.lines().findFirst().orElse(""));
  }

  /** That there is no such function. */
  public static BrokerException notFound(FunctionName function, Caller caller) {
    String arn = function.arn(caller) + (function.qualifier().isEmpty() ? ":" + LATEST : "");
    return FunctionError.RESOURCE_NOT_FOUND.refuse("%s", "Function not found: " + arn);
  }

  /** That it has as many invocations under way as it takes. */
  public static BrokerException throttled() {
    return FunctionError.FUNCTION_BUSY.refuse("Rate Exceeded.");
  }

  /** The answer to an event that was handed over. */
  public static Invoke.Result accepted() {
    return new Invoke.Result(ACCEPTED, null, null, NOTHING);
  }

  /** The answer to a dry run. */
  public static Invoke.Result dry() {
    return new Invoke.Result(NO_CONTENT, null, null, NOTHING);
  }

  /** The answer to an invocation of {@code function} whose time was over. */
  public static Invoke.Result timedOut(FunctionName function, String requestId, int seconds) {
    String sentence =
        String.format(
            Locale.ROOT,
            "RequestId: %s Error: Task timed out after %d.00 seconds",
            requestId,
            seconds);
    return failed(
        function,
        Answer.UNHANDLED,
        "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"" + sentence + "\"}");
  }

  /** The answer to an invocation of {@code function}, or the refusal that it is. */
  public static Invoke.Result result(
      FunctionName function, Answer answer, InvocationOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> new Invoke.Result(OK, null, version(function), Bytes.of(answer.payload()));
      case FUNCTION_ERROR -> {
        String error = answer.functionError();
        boolean told = PayloadJson.read(answer.payload()).isPresent();
        yield told
            ? new Invoke.Result(
                OK,
                error.isEmpty() ? Answer.UNHANDLED : error,
                version(function),
                Bytes.of(answer.payload()))
            : failed(function, Answer.UNHANDLED, PayloadJson.error(answer.payload()));
      }
      case THROTTLED -> throw throttled();
      case FAILED ->
          throw (answer.status() == TOO_LARGE
                  ? FunctionError.REQUEST_TOO_LARGE
                  : FunctionError.SERVICE)
              .refuse(
                  "%s", "The function was not invoked: " + InvocationRules.words(answer, outcome));
    };
  }

  private static Invoke.Result failed(FunctionName function, String error, String json) {
    return new Invoke.Result(
        OK, error, version(function), Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** A version is a number, and all else stands for the latest. */
  private static String version(FunctionName function) {
    return function.qualifier().matches("[0-9]+") ? function.qualifier() : LATEST;
  }
}
