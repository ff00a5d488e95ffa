package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import io.fanfare.functions.Functions;
import io.fanfare.functions.model.FunctionError;
import io.fanfare.http.action.Action;
import io.fanfare.http.action.ActionCounters;
import io.fanfare.http.action.Actions;
import io.fanfare.http.action.FunctionRoutes;
import io.fanfare.http.action.Reply;
import io.fanfare.http.action.SupportedAction;
import io.fanfare.http.wire.Parameters;
import io.fanfare.http.wire.Pieces;
import io.fanfare.http.wire.QueryProtocol;
import io.fanfare.http.wire.Service;
import io.fanfare.http.wire.SigV4Credential;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.QueueError;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.TopicError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers the requests of AWS's protocols: finds protocol, service and action, in this order. */
final class AwsRequests {

  private static final String TARGET_PREFIX = "AmazonSQS.";
  private static final String SNS_SCOPE = "/sns/aws4_request";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final QueryProtocol SQS = new QueryProtocol(Service.SQS);
  private static final QueryProtocol SNS = new QueryProtocol(Service.SNS);
  private static final QueryProtocol SQS_IN_JSON = SQS.inJson();
  private static final QueryProtocol SNS_IN_JSON = SNS.inJson();
  private static final Dialect SQS_XML = Dialect.of(SQS);
  private static final Dialect SNS_XML = Dialect.of(SNS);
  private static final Dialect SQS_JSON = Dialect.of(SQS_IN_JSON);
  private static final Dialect SNS_JSON = Dialect.of(SNS_IN_JSON);
  private static final Pieces UNKNOWN_OPERATION =
      Pieces.of("<UnknownOperationException/>".getBytes(StandardCharsets.UTF_8));
  private static final byte[] NO_BODY = {};
  private static final Set<String> NOT_OF_A_QUEUE = Set.of("CreateQueue", "ListQueues");
  private static final int REFLECTED_LENGTH = 80;

  private final Actions<Queues> queueActions;
  private final Actions<Topics> topicActions;
  private final Actions<Functions> functionActions;
  private final FunctionRequests functions;
  private final Services services;
  private final Callers callers;

  AwsRequests(
      Services services,
      Callers callers,
      Actions<Queues> queueActions,
      Actions<Topics> topicActions) {
    this.services = services;
    this.callers = callers;
    this.queueActions = queueActions;
    this.topicActions = topicActions;
    FunctionRoutes routes = FunctionRoutes.of();
    this.functionActions = routes.actions();
    this.functions = new FunctionRequests(services.functions(), callers, routes);
  }

  /** How refusals of {@code request} are written before anything else is known of it. */
  static Dialect dialectOf(HttpServerRequest request) {
    if (FunctionRequests.isOne(request)) {
      return Dialect.REST;
    }
    if (request.headers().contains(Headers.TARGET) && !isSaidToBeForm(request)) {
      return Dialect.JSON;
    }
    Service service = isSignedForTopics(request) ? Service.SNS : Service.SQS;
    return queryDialect(service, acceptsJson(request));
  }

  private static Dialect queryDialect(Service service, boolean inJson) {
    if (service == Service.SQS) {
      return inJson ? SQS_JSON : SQS_XML;
    }
    return inJson ? SNS_JSON : SNS_XML;
  }

  private static QueryProtocol protocol(Service service, boolean inJson) {
    if (service == Service.SQS) {
      return inJson ? SQS_IN_JSON : SQS;
    }
    return inJson ? SNS_IN_JSON : SNS;
  }

  private static boolean acceptsJson(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null && accepted.regionMatches(true, 0, "application/json", 0, 16);
  }

  /** How the service throttles that {@code request} was signed for. */
  static ErrorCode throttlingOf(HttpServerRequest request) {
    if (FunctionRequests.isOne(request)) {
      return FunctionError.TOO_MANY_REQUESTS;
    }
    return isSignedForTopics(request) ? TopicError.THROTTLED : QueueError.REQUEST_THROTTLED;
  }

  private static boolean isSignedForTopics(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.contains(SNS_SCOPE);
  }

  /** Answers a request whose body is here. */
  void answer(Exchange exchange, byte[] body) {
    if (FunctionRequests.isOne(exchange.request())) {
      functions.answer(exchange, body);
      return;
    }
    String target = exchange.request().getHeader(Headers.TARGET);
    if (target != null && !isQuery(exchange.request(), body)) {
      Reading.attempt(exchange, Dialect.JSON, () -> json(exchange, target, body));
    } else {
      Reading.attempt(exchange, dialectOf(exchange.request()), () -> query(exchange, body));
    }
  }

  /** Whether {@code body} is a form with an action, whatever else the head says. */
  private static boolean isQuery(HttpServerRequest request, byte[] body) {
    return isSaidToBeForm(request) && Parameters.names(body, "Action");
  }

  /** What each action has counted. */
  Map<SupportedAction, ActionCounters> counters() {
    Map<SupportedAction, ActionCounters> counters = new LinkedHashMap<>(queueActions.counters());
    counters.putAll(topicActions.counters());
    counters.putAll(functionActions.counters());
    return counters;
  }

  private void json(Exchange exchange, String target, byte[] body) {
    HttpServerRequest request = exchange.request();
    Action<Queues, ?, ?> action =
        target.startsWith(TARGET_PREFIX)
            ? queueActions.find(target.substring(TARGET_PREFIX.length()))
            : null;
    if (action == null) {
      throw CommonError.INVALID_ACTION.refuse("The operation is not known to this endpoint.");
    }
    exchange.asksFor(action.counters());
    String query = request.query();
    Parameters parameters = query == null ? null : Parameters.of(query, NO_BODY);
    Caller caller = callers.of(exchange, credential(request, parameters), QueuePath.of(request));
    Queues queues = queues(exchange, caller);
    Reading reading = new Reading(exchange, Dialect.JSON, body.length);
    reading.read(() -> action.json(queues, body), reply -> exchange.answer(Dialect.JSON, reply));
  }

  private Queues queues(Exchange exchange, Caller caller) {
    return services.queues().as(caller).within(exchange.scope());
  }

  private static Optional<SigV4Credential> credential(
      HttpServerRequest request, @Nullable Parameters parameters) {
    return SigV4Credential.parse(request.getHeader(HttpHeaders.AUTHORIZATION), parameters);
  }

  private void query(Exchange exchange, byte[] body) {
    HttpServerRequest request = exchange.request();
    String inUrl = request.query();
    byte[] form = isForm(request) ? body : NO_BODY;
    new Reading(exchange, dialectOf(request), form.length)
        .read(() -> Parameters.of(inUrl, form), read -> query(exchange, read, form.length));
  }

  private void query(Exchange exchange, Parameters parameters, int length) {
    HttpServerRequest request = exchange.request();
    String action = parameters.get("Action");
    Optional<QueuePath> path = QueuePath.of(request);
    boolean known = path.isPresent() || request.path() == null || request.path().length() <= 1;
    if (action == null || action.isEmpty() || !known) {
      exchange.send(
          CommonError.UNKNOWN_OPERATION.status(), SQS_XML.contentType(), UNKNOWN_OPERATION);
      return;
    }
    Optional<SigV4Credential> credential = credential(request, parameters);
    Service service = serviceOf(action, parameters, credential, path);
    boolean inJson = acceptsJson(request) || "JSON".equals(parameters.get("ContentType"));
    Dialect dialect = queryDialect(service, inJson);
    QueryProtocol protocol = protocol(service, inJson);
    Reading.attempt(
        exchange,
        dialect,
        () -> {
          Caller caller = callers.of(exchange, credential, path);
          Asked asked = new Asked(exchange, caller, action, protocol);
          Supplier<Reply<?>> call =
              service == Service.SQS
                  ? queueAction(asked, addressed(parameters, caller, path))
                  : topicAction(asked, parameters);
          new Reading(exchange, dialect, length)
              .read(call, reply -> exchange.answer(dialect, reply));
        });
  }

  /** What is asked for in the Query protocol, and by whom. */
  private record Asked(Exchange exchange, Caller caller, String action, QueryProtocol protocol) {}

  /* A form without a content type is still a form: there is no other body it could be. */
  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type == null || isForm(type);
  }

  private static boolean isSaidToBeForm(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && isForm(type);
  }

  private static boolean isForm(String type) {
    return type.regionMatches(true, 0, FORM, 0, FORM.length());
  }

  private Service serviceOf(
      String action,
      Parameters parameters,
      Optional<SigV4Credential> credential,
      Optional<QueuePath> path) {
    String scope = credential.map(SigV4Credential::service).orElse("");
    String version = parameters.get("Version");
    for (Service service : Service.values()) {
      if (service.scope().equals(scope)) {
        return service;
      }
    }
    for (Service service : Service.values()) {
      if (service.version().equals(version)) {
        return service;
      }
    }
    boolean isTopics =
        path.isEmpty()
            && topicActions.find(action) != null
            && (queueActions.find(action) == null || parameters.get("TopicArn") != null);
    return isTopics ? Service.SNS : Service.SQS;
  }

  private static Parameters addressed(
      Parameters parameters, Caller caller, Optional<QueuePath> path) {
    return path.map(p -> parameters.or("QueueUrl", caller.endpoint() + p.text()))
        .orElse(parameters);
  }

  private Supplier<Reply<?>> queueAction(Asked asked, Parameters parameters) {
    String name = asked.action();
    Exchange exchange = asked.exchange();
    Action<Queues, ?, ?> action = queueActions.find(name);
    boolean onQueue = QueuePath.of(exchange.request()).isPresent();
    if (action == null || (onQueue && NOT_OF_A_QUEUE.contains(name))) {
      throw invalid("The action %s is not valid for this endpoint.", name);
    }
    exchange.asksFor(action.counters());
    Queues queues = queues(exchange, asked.caller());
    return () -> action.query(queues, asked.protocol(), parameters, exchange.id());
  }

  private Supplier<Reply<?>> topicAction(Asked asked, Parameters parameters) {
    String name = asked.action();
    Action<Topics, ?, ?> action = topicActions.find(name);
    if (action == null) {
      throw invalid("Could not find operation %s for version 2010-03-31", name);
    }
    asked.exchange().asksFor(action.counters());
    Topics topics = services.topics().as(asked.caller());
    return () -> action.query(topics, asked.protocol(), parameters, asked.exchange().id());
  }

  private static BrokerException invalid(String sentence, String action) {
    String shown = action.substring(0, Math.min(action.length(), REFLECTED_LENGTH));
    return CommonError.INVALID_ACTION.refuse(sentence, shown);
  }
}
