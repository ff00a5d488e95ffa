package io.fanfare.http;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.core.CommonError;
import io.fanfare.functions.Functions;
import io.fanfare.functions.model.Invoke;
import io.fanfare.http.action.FunctionRoutes;
import io.fanfare.http.authentication.Body;
import io.fanfare.http.wire.SigV4Credential;
import io.fanfare.http.wire.signature.SignatureError;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers the requests of the functions' protocol: finds the action by method and path. */
final class FunctionRequests {

  private static final String SCOPE = "lambda";

  private final Functions functions;
  private final Identification identification;
  private final FunctionRoutes routes;

  /** Answers from {@code functions}, by {@code routes}. */
  FunctionRequests(Functions functions, Identification identification, FunctionRoutes routes) {
    this.functions = functions;
    this.identification = identification;
    this.routes = routes;
  }

  /** Whether {@code request} is one of these. */
  static boolean isOne(HttpServerRequest request) {
    String path = request.path();
    return path != null && FunctionRoutes.isOne(path);
  }

  /** The refusal of the body of {@code request}, if that is an event which is too long. */
  static Optional<BrokerException> tooLong(HttpServerRequest request) {
    return isOne(request) && FunctionRoutes.isInvocation(request.path())
        ? Optional.of(Invoke.tooLarge(request.getHeader(FunctionRoutes.INVOCATION_TYPE)))
        : Optional.empty();
  }

  /** Answers a request whose body is here. */
  void answer(Exchange exchange, Body body) {
    Reading.attempt(exchange, Dialect.REST, () -> find(exchange, body));
  }

  /** Refuses a request whose head tells already that it does not prove who makes it. */
  void screen(Exchange exchange) {
    asked(exchange);
    identification.screen(exchange, identity(exchange.request(), Body.NONE));
  }

  private FunctionRoutes.Asked asked(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    FunctionRoutes.Asked asked =
        routes
            .find(request.method().name(), QueuePath.normalized(request))
            .orElseThrow(
                () ->
                    CommonError.UNKNOWN_OPERATION.refuse(
                        "There is no such operation of functions."));
    exchange.asksFor(asked.route().action().counters());
    return asked;
  }

  private static Identification.Asked identity(HttpServerRequest request, Body body) {
    return new Identification.Asked(
        SCOPE,
        Optional.empty(),
        body.hash(),
        () -> SigV4Credential.parse(request.getHeader(HttpHeaders.AUTHORIZATION), null),
        url -> SignatureError.MISSING_TOKEN.refuse("Missing Authentication Token"),
        false);
  }

  private void find(Exchange exchange, Body body) {
    HttpServerRequest request = exchange.request();
    FunctionRoutes.Asked asked = asked(exchange);
    Caller caller = identification.of(exchange, identity(request, body));
    Functions service = functions.as(caller);
    Map<String, List<String>> parameters = parameters(request, asked);
    byte[] bytes = body.bytes();
    new Reading(exchange, Dialect.REST, bytes.length)
        .read(
            () -> asked.route().answering().answer(service, bytes, parameters),
            reply -> exchange.answer(Dialect.REST, reply));
  }

  private static Map<String, List<String>> parameters(
      HttpServerRequest request, FunctionRoutes.Asked asked) {
    Map<String, List<String>> parameters = new HashMap<>();
    // A semicolon separates nothing: signatures are on the query as ampersands divide it.
    MultiMap query = request.params(true);
    query.names().stream()
        .filter(name -> !name.isEmpty())
        .forEach(name -> parameters.put(memberOf(name), query.getAll(name)));
    FunctionRoutes.headers()
        .forEach(
            (member, header) -> {
              String value = request.getHeader(header);
              if (value != null) {
                parameters.put(member, List.of(value));
              }
            });
    asked.members().forEach((name, value) -> parameters.put(name, List.of(value)));
    return parameters;
  }

  /** AWS writes the one parameter of its queries that is a list with a small letter. */
  private static String memberOf(String parameter) {
    return Character.toUpperCase(parameter.charAt(0)) + parameter.substring(1);
  }
}
