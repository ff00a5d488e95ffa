package io.fanfare.http.action;

import static io.fanfare.http.action.Action.action;

import io.fanfare.core.Bytes;
import io.fanfare.functions.Functions;
import io.fanfare.functions.model.Invoke;
import io.fanfare.http.wire.Pieces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The route of {@code Invoke}, whose body is the event as it stands, and whose answer is what the
 * function answers; all else stands in heads.
 */
final class Invocations {

  /** How the path of an invocation ends. */
  static final String SUFFIX = "/invocations";

  /** The header that says whether the function's answer is waited for. */
  static final String TYPE = "X-Amz-Invocation-Type";

  /** The headers that say how to invoke, by the members that they are. */
  static final Map<String, String> HEADERS =
      Map.of(
          "InvocationType", TYPE,
          "LogType", "X-Amz-Log-Type",
          "ClientContext", "X-Amz-Client-Context");

  private Invocations() {}

  static RestRoute<Functions> route() {
    return new RestRoute<>(
        "POST",
        "/2015-03-31/functions/{FunctionName}" + SUFFIX,
        action(Invoke.class, Invoke.Result.class, Functions::invoke).needing(BodySize.MESSAGES),
        Invocations::answer);
  }

  private static Reply<Invoke.Result> answer(
      Functions functions, byte[] body, Map<String, List<String>> parameters) {
    Invoke request =
        new Invoke(
            first(parameters, "FunctionName"),
            first(parameters, "Qualifier"),
            first(parameters, "InvocationType"),
            first(parameters, "LogType"),
            first(parameters, "ClientContext"),
            body.length == 0 ? null : Bytes.of(body));
    return new Reply<>(
        Invocations::head,
        functions.invoke(request),
        result -> Pieces.cut(result.payload().toArray()));
  }

  private static @Nullable String first(Map<String, List<String>> parameters, String name) {
    List<String> given = parameters.get(name);
    return given == null ? null : given.get(0);
  }

  private static Reply.Head head(Invoke.Result result) {
    Map<String, String> headers = new HashMap<>();
    String error = result.functionError();
    if (error != null) {
      headers.put("X-Amz-Function-Error", error);
    }
    String version = result.executedVersion();
    if (version != null) {
      headers.put("X-Amz-Executed-Version", version);
    }
    return new Reply.Head(result.statusCode(), headers);
  }
}
