package io.fanfare.http;

import io.fanfare.core.Caller;
import io.fanfare.http.stomp.StompServer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way from a request to a WebSocket: who may have one, and of what sub-protocol. */
final class StompDoor {

  private static final System.Logger LOG = System.getLogger(StompDoor.class.getName());
  private static final String PATH = "/stomp";
  private static final String WEBSOCKET = "websocket";
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int UPGRADE_REQUIRED = 426;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final String RETRY_SECONDS = "5";
  private static final CharSequence OFFERS = HttpHeaders.createOptimized("Sec-WebSocket-Protocol");

  private final StompServer server;
  private final WebSocketOrigins origins;
  private final Callers callers;
  private final Connections connections;

  StompDoor(
      StompServer server, WebSocketOrigins origins, Callers callers, Connections connections) {
    this.server = server;
    this.origins = origins;
    this.callers = callers;
    this.connections = connections;
  }

  /** Whether {@code request} is for a WebSocket, or should be. */
  static boolean isAskedFor(HttpServerRequest request) {
    return HttpMethod.GET.equals(request.method())
        && (isUpgrade(request) || isPath(request.path()));
  }

  private static boolean isUpgrade(HttpServerRequest request) {
    return WEBSOCKET.equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  private static boolean isPath(@Nullable String path) {
    return path != null && (path.equals(PATH) || path.equals(PATH + "/"));
  }

  /** Opens a WebSocket for {@code request}, or answers why not; {@code id} is the request's. */
  void open(HttpServerRequest request, String id) {
    connections.idle(request.connection());
    HttpServerResponse response = request.response().putHeader(Headers.REQUEST_ID, id);
    if (!isPath(request.path())) {
      refuse(response, NOT_FOUND);
    } else if (!isUpgrade(request)) {
      response.putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
      refuse(response, UPGRADE_REQUIRED);
    } else if (!origins.admits(request)) {
      refuse(response, FORBIDDEN);
    } else if (!speaks(request.headers().getAll(OFFERS))) {
      refuse(response, BAD_REQUEST);
    } else {
      upgrade(request, id);
    }
  }

  private void upgrade(HttpServerRequest request, String id) {
    Caller caller = callers.sender(request, callers.of(request, id));
    String address = String.valueOf(request.remoteAddress().hostAddress());
    if (!server.admits(address)) {
      connections.full();
      refuse(
          request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS),
          SERVICE_UNAVAILABLE);
      return;
    }
    connections.receiving(request.connection());
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              connections.upgraded(request.connection());
              server.open(socket, caller, address);
            })
        .onFailure(
            fault -> {
              server.missed(address);
              connections.idle(request.connection());
              LOG.log(System.Logger.Level.DEBUG, "A handshake failed", fault);
              if (!request.response().ended() && !request.response().closed()) {
                refuse(request.response(), BAD_REQUEST);
              }
            });
  }

  private static void refuse(HttpServerResponse response, int status) {
    response.setStatusCode(status).end();
  }

  /** Whether nothing is offered, or what is spoken here among others. */
  private static boolean speaks(List<String> offers) {
    return offers.isEmpty()
        || offers.stream()
            .flatMap(offer -> Arrays.stream(offer.split(",")))
            .anyMatch(offer -> offer.strip().equals(StompServer.SUB_PROTOCOL));
  }
}
