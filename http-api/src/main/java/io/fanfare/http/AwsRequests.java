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
import io.fanfare.http.action.StsActions;
import io.fanfare.http.action.SupportedAction;
import io.fanfare.http.authentication.Body;
import io.fanfare.http.authentication.CallerIdentity;
import io.fanfare.http.wire.Parameters;
import io.fanfare.http.wire.Pieces;
import io.fanfare.http.wire.QueryProtocol;
import io.fanfare.http.wire.Service;
import io.fanfare.http.wire.SigV4Credential;
import io.fanfare.http.wire.signature.SignatureError;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.QueueError;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.TopicError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers the requests of AWS's protocols: finds protocol, service and action, in this order. */
final class AwsRequests {

  private static final String TARGET_PREFIX = "AmazonSQS.";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Map<Service, Spoken> IN_XML = spoken(QueryProtocol::new);
  private static final Map<Service, Spoken> IN_JSON =
      spoken(service -> new QueryProtocol(service).inJson());
  private static final Pieces UNKNOWN_OPERATION =
      Pieces.of("<UnknownOperationException/>".getBytes(StandardCharsets.UTF_8));
  private static final byte[] NO_BODY = {};
  private static final Set<String> NOT_OF_A_QUEUE = Set.of("CreateQueue", "ListQueues");
  /* Links to these stand in messages. */
  private static final Set<String> LINKED = Set.of("ConfirmSubscription", "Unsubscribe");
  private static final int REFLECTED_LENGTH = 80;

  private final Actions<Queues> queueActions;
  private final Actions<Topics> topicActions;
  private final Actions<Functions> functionActions;
  private final FunctionRequests functions;
  private final Actions<CallerIdentity> identityActions = StsActions.of();
  private final Services services;
  private final Identification identification;

  /** How a service speaks the Query protocol. */
  private record Spoken(QueryProtocol protocol, Dialect dialect) {}

  AwsRequests(
      Services services,
      Identification identification,
      Actions<Queues> queueActions,
      Actions<Topics> topicActions) {
    this.services = services;
    this.identification = identification;
    this.queueActions = queueActions;
    this.topicActions = topicActions;
    FunctionRoutes routes = FunctionRoutes.of();
    this.functionActions = routes.actions();
    this.functions = new FunctionRequests(services.functions(), identification, routes);
  }

  /** How refusals of {@code request} are written before anything else is known of it. */
  static Dialect dialectOf(HttpServerRequest request) {
    if (FunctionRequests.isOne(request)) {
      return Dialect.REST;
    }
    if (request.headers().contains(Headers.TARGET) && !isSaidToBeForm(request)) {
      return Dialect.JSON;
    }
    return spoken(signedFor(request), acceptsJson(request)).dialect();
  }

  private static Map<Service, Spoken> spoken(Function<Service, QueryProtocol> protocols) {
    Map<Service, Spoken> all = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      QueryProtocol protocol = protocols.apply(service);
      all.put(service, new Spoken(protocol, Dialect.of(protocol)));
    }
    return all;
  }

  private static Spoken spoken(Service service, boolean inJson) {
    return Objects.requireNonNull((inJson ? IN_JSON : IN_XML).get(service));
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
    return signedFor(request) == Service.SNS ? TopicError.THROTTLED : QueueError.REQUEST_THROTTLED;
  }

  /** The service that {@code request} says to be signed for, or else the queues. */
  private static Service signedFor(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      for (Service service : Service.values()) {
        if (service.isOf(authorization)) {
          return service;
        }
      }
    }
    return Service.SQS;
  }

  /** Whether a request with a large body is refused, as its head proves nobody: then it is done. */
  boolean refuses(Exchange exchange) {
    try {
      if (identification.authentication().isEnforced()) {
        screen(exchange);
      }
      return false;
    } catch (BrokerException refusal) {
      exchange.fail(dialectOf(exchange.request()), refusal);
      return true;
    }
  }

  private void screen(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    String target = request.getHeader(Headers.TARGET);
    if (FunctionRequests.isOne(request)) {
      functions.screen(exchange);
    } else if (target != null && !isSaidToBeForm(request)) {
      jsonAction(exchange, target);
      identification.screen(exchange, inJson(request, Body.NONE));
    } else {
      Parameters inUrl = Parameters.of(request.query(), NO_BODY);
      String action = Objects.requireNonNullElse(inUrl.get("Action"), "");
      Service service = serviceOf(action, inUrl, scope(request, inUrl), QueuePath.of(request));
      identification.screen(exchange, inForm(request, service, action, inUrl, Body.NONE));
    }
  }

  /** Answers a request whose body is here; a signature asks for the hash of a large one first. */
  void answer(Exchange exchange, byte[] body) {
    if (!LargeWork.isLarge(body.length) || !identification.mayHash(exchange.request())) {
      answer(exchange, Body.of(body));
    } else {
      new Reading(exchange, dialectOf(exchange.request()), body.length)
          .read(() -> Body.hashed(body), hashed -> answer(exchange, hashed));
    }
  }

  private void answer(Exchange exchange, Body body) {
    if (FunctionRequests.isOne(exchange.request())) {
      functions.answer(exchange, body);
      return;
    }
    String target = exchange.request().getHeader(Headers.TARGET);
    if (target != null && !isQuery(exchange.request(), body.bytes())) {
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
    counters.putAll(identityActions.counters());
    return counters;
  }

  private void json(Exchange exchange, String target, Body body) {
    Action<Queues, ?, ?> action = jsonAction(exchange, target);
    Caller caller = identification.of(exchange, inJson(exchange.request(), body));
    Queues queues = queues(exchange, caller);
    byte[] bytes = body.bytes();
    Reading reading = new Reading(exchange, Dialect.JSON, bytes.length);
    reading.read(() -> action.json(queues, bytes), reply -> exchange.answer(Dialect.JSON, reply));
  }

  private Action<Queues, ?, ?> jsonAction(Exchange exchange, String target) {
    Action<Queues, ?, ?> action =
        target.startsWith(TARGET_PREFIX)
            ? queueActions.find(target.substring(TARGET_PREFIX.length()))
            : null;
    if (action == null) {
      throw CommonError.INVALID_ACTION.refuse("The operation is not known to this endpoint.");
    }
    exchange.asksFor(action.counters());
    return action;
  }

  private static Identification.Asked inJson(HttpServerRequest request, Body body) {
    return new Identification.Asked(
        Service.SQS.scope(),
        QueuePath.of(request),
        body.hash(),
        () -> credential(request, inQuery(request)),
        AwsRequests::unsignedToQueues,
        false);
  }

  private static Identification.Asked inForm(
      HttpServerRequest request, Service service, String action, Parameters read, Body body) {
    return new Identification.Asked(
        service.scope(),
        QueuePath.of(request),
        body.hash(),
        () -> credential(request, read),
        service == Service.SQS ? AwsRequests::unsignedToQueues : url -> SignatureError.missing(),
        service == Service.SNS && LINKED.contains(action));
  }

  private static @Nullable Parameters inQuery(HttpServerRequest request) {
    String query = request.query();
    return query == null ? null : Parameters.of(query, NO_BODY);
  }

  private static BrokerException unsignedToQueues(String url) {
    return CommonError.ACCESS_DENIED.refuse("Access to the resource %s is denied.", url);
  }

  private Queues queues(Exchange exchange, Caller caller) {
    return services.queues().as(caller).within(exchange.scope());
  }

  private static Optional<SigV4Credential> credential(
      HttpServerRequest request, @Nullable Parameters parameters) {
    return SigV4Credential.parse(request.getHeader(HttpHeaders.AUTHORIZATION), parameters);
  }

  private void query(Exchange exchange, Body body) {
    HttpServerRequest request = exchange.request();
    String inUrl = request.query();
    byte[] form = isForm(request) ? body.bytes() : NO_BODY;
    new Reading(exchange, dialectOf(request), form.length)
        .read(() -> Parameters.of(inUrl, form), read -> query(exchange, read, body));
  }

  private void query(Exchange exchange, Parameters parameters, Body body) {
    HttpServerRequest request = exchange.request();
    String action = parameters.get("Action");
    Optional<QueuePath> path = QueuePath.of(request);
    boolean known = path.isPresent() || QueuePath.normalized(request).length() <= 1;
    if (action == null || action.isEmpty() || !known) {
      exchange.send(
          CommonError.UNKNOWN_OPERATION.status(),
          spoken(Service.SQS, false).dialect().contentType(),
          UNKNOWN_OPERATION);
      return;
    }
    Service service = serviceOf(action, parameters, scope(request, parameters), path);
    boolean inJson = acceptsJson(request) || "JSON".equals(parameters.get("ContentType"));
    Spoken spoken = spoken(service, inJson);
    Identification.Asked identity = inForm(request, service, action, parameters, body);
    Asked asked =
        new Asked(exchange, () -> identification.of(exchange, identity), action, spoken.protocol());
    Reading.attempt(
        exchange,
        spoken.dialect(),
        () ->
            new Reading(exchange, spoken.dialect(), body.bytes().length)
                .read(
                    call(asked, service, parameters),
                    reply -> exchange.answer(spoken.dialect(), reply)));
  }

  /** What is asked for in the Query protocol, and by whom, as soon as somebody wants to know. */
  private record Asked(
      Exchange exchange, Supplier<Caller> caller, String action, QueryProtocol protocol) {}

  private Supplier<Reply<?>> call(Asked asked, Service service, Parameters parameters) {
    return switch (service) {
      case SQS -> queueAction(asked, parameters);
      case SNS -> topicAction(asked, parameters);
      case STS -> identityAction(asked, parameters);
    };
  }

  /** The scope that {@code request} says to be signed for; what it says may not be so. */
  private String scope(HttpServerRequest request, Parameters parameters) {
    try {
      return credential(request, parameters).map(SigV4Credential::service).orElse("");
    } catch (BrokerException malformed) {
      if (identification.isOff()) {
        throw malformed;
      }
      return "";
    }
  }

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
      String action, Parameters parameters, String scope, Optional<QueuePath> path) {
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
    Optional<QueuePath> path = QueuePath.of(exchange.request());
    if (action == null || (path.isPresent() && NOT_OF_A_QUEUE.contains(name))) {
      throw invalid("The action %s is not valid for this endpoint.", name);
    }
    exchange.asksFor(action.counters());
    Caller caller = asked.caller().get();
    Queues queues = queues(exchange, caller);
    Parameters addressed = addressed(parameters, caller, path);
    return () -> action.query(queues, asked.protocol(), addressed, exchange.id());
  }

  private Supplier<Reply<?>> topicAction(Asked asked, Parameters parameters) {
    String name = asked.action();
    Action<Topics, ?, ?> action = topicActions.find(name);
    if (action == null) {
      throw invalid("Could not find operation %s for version 2010-03-31", name);
    }
    asked.exchange().asksFor(action.counters());
    Topics topics = services.topics().as(asked.caller().get());
    return () -> action.query(topics, asked.protocol(), parameters, asked.exchange().id());
  }

  private Supplier<Reply<?>> identityAction(Asked asked, Parameters parameters) {
    String name = asked.action();
    Action<CallerIdentity, ?, ?> action = identityActions.find(name);
    if (action == null) {
      throw invalid("Could not find operation %s for version 2011-06-15", name);
    }
    asked.exchange().asksFor(action.counters());
    CallerIdentity identity = new CallerIdentity(asked.caller().get(), services.authorization());
    return () -> action.query(identity, asked.protocol(), parameters, asked.exchange().id());
  }

  private static BrokerException invalid(String sentence, String action) {
    String shown = action.substring(0, Math.min(action.length(), REFLECTED_LENGTH));
    return CommonError.INVALID_ACTION.refuse(sentence, shown);
  }
}
