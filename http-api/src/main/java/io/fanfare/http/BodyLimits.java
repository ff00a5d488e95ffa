package io.fanfare.http;

import io.fanfare.http.action.Action;
import io.fanfare.http.action.Actions;
import io.fanfare.http.action.BodySize;
import io.fanfare.http.action.FunctionRoutes;
import io.fanfare.queues.Queues;
import io.fanfare.topics.Topics;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells how long the body of a request may be, by the action that it names. */
final class BodyLimits {

  private static final String ACTION = "Action=";

  private final Actions<Queues> queueActions;
  private final Actions<Topics> topicActions;
  private final int most;

  /**
   * @param most how many bytes no body may exceed, whatever its action
   */
  BodyLimits(Actions<Queues> queueActions, Actions<Topics> topicActions, int most) {
    this.queueActions = queueActions;
    this.topicActions = topicActions;
    this.most = most;
  }

  /** The limit of {@code request}, as far as its head tells. */
  int of(HttpServerRequest request) {
    if (FunctionRequests.isOne(request)) {
      boolean invokes = FunctionRoutes.isInvocation(request.path());
      return cut(invokes ? BodySize.MESSAGES : BodySize.SETTINGS);
    }
    String target = request.getHeader(Headers.TARGET);
    if (target != null) {
      return cut(size(queueActions.find(target.substring(target.indexOf('.') + 1))));
    }
    String action = request.query() == null ? null : actionIn(request.query());
    return action == null ? least() : ofQuery(action);
  }

  /** The limit of a request whose action is not known. */
  int least() {
    return cut(BodySize.LEAST);
  }

  /** The limit of the action that can need most. */
  int greatest() {
    return cut(BodySize.MESSAGES);
  }

  /** The limit of a form that begins with {@code form}. */
  int of(byte[] form) {
    String action = actionIn(new String(form, StandardCharsets.ISO_8859_1));
    return action == null ? least() : ofQuery(action);
  }

  /** Services have actions of the same name, and which is meant is told by more than the name. */
  private int ofQuery(String action) {
    return cut(size(queueActions.find(action)).or(size(topicActions.find(action))));
  }

  private static BodySize size(@Nullable Action<?, ?, ?> action) {
    return action == null ? BodySize.LEAST : action.bodySize();
  }

  private int cut(BodySize size) {
    return Math.min(most, size.bytes());
  }

  /** The action that a parameter names which ends within {@code parameters}. */
  private static @Nullable String actionIn(String parameters) {
    int start = 0;
    while (start >= 0 && !parameters.startsWith(ACTION, start)) {
      int next = parameters.indexOf('&', start);
      start = next < 0 ? -1 : next + 1;
    }
    if (start < 0) {
      return null;
    }
    int end = parameters.indexOf('&', start);
    return parameters.substring(start + ACTION.length(), end < 0 ? parameters.length() : end);
  }
}
