package io.fanfare.http;

import static java.lang.System.Logger.Level.DEBUG;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves HTTP on one event loop. What is posted goes straight to AWS's protocols. */
final class HttpApiVerticle extends VerticleBase {

  private static final System.Logger LOGGER = System.getLogger(HttpApiVerticle.class.getName());
  private static final long SWEEP_MILLIS = 1_000;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final Services services;
  private final HttpApiOptions options;
  private final int port;
  private final AcceptWatch accepting;
  private final WireCounters counters = new WireCounters();
  private final Connections connections;
  private final Exchanges exchanges;
  private @Nullable HttpServer server;
  private @Nullable Router router;
  private @Nullable RequestBody bodies;
  private @Nullable AwsRequests requests;

  /**
   * @param port the port to listen on, as Vert.x understands it
   * @param accepting watches what accepts connections for all event loops
   */
  HttpApiVerticle(Services services, HttpApiOptions options, int port, AcceptWatch accepting) {
    this.port = port;
    this.accepting = accepting;
    this.services = services;
    this.options = options;
    this.connections = new Connections(options, counters);
    this.exchanges = new Exchanges(connections, counters);
  }

  @Override
  public Future<?> start() {
    bodies = new RequestBody(vertx, options.getMaxBodyBytes());
    router = new WebRoutes(services, exchanges, this::aws).router(vertx);
    HttpServer created =
        vertx
            .createHttpServer(serverOptions())
            .connectionHandler(this::opened)
            .exceptionHandler(broken -> LOGGER.log(DEBUG, "A connection broke", broken))
            .invalidRequestHandler(this::invalid)
            .requestHandler(this::handle);
    server = created;
    vertx.setPeriodic(SWEEP_MILLIS, tick -> connections.sweep());
    return created
        .listen(port, options.getHost())
        .onSuccess(
            listening ->
                requests = new AwsRequests(services, new Callers(options, listening.actualPort())));
  }

  private HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(options.getMaxHeaderBytes())
        .setMaxInitialLineLength(options.getMaxRequestLineBytes())
        .setIdleTimeout(options.getIdleTimeoutSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  WireCounters counters() {
    return counters;
  }

  /** What each action has counted. */
  Map<SupportedAction, ActionCounters> actionCounters() {
    return requests == null ? Map.of() : requests.counters();
  }

  int port() {
    return Objects.requireNonNull(server).actualPort();
  }

  private void opened(HttpConnection connection) {
    connections.opened(connection);
    // Otherwise Vert.x refuses unknown versions of HTTP itself, under no id.
    if (connection instanceof HttpServerConnection own) {
      accepting.accepted(own.channelHandlerContext().channel());
      own.handler(this::handle);
    }
  }

  private void handle(HttpServerRequest request) {
    if (request.version() == null) {
      identify(request).setStatusCode(NOT_IMPLEMENTED).end();
      request.connection().close();
    } else if (HttpMethod.POST.equals(request.method())) {
      aws(request);
    } else {
      connections.idle(request.connection());
      // Vert.x answers some of these itself, and no answer is to be without an id.
      identify(request);
      Objects.requireNonNull(router).handle(request);
    }
  }

  /** Refuses what is not HTTP, or has too long a head, as Vert.x does, but under an id. */
  private void invalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongFrameException) {
      counters.refused(Limit.HEAD);
    }
    identify(request);
    HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
  }

  private static HttpServerResponse identify(HttpServerRequest request) {
    return request.response().putHeader(Headers.REQUEST_ID, RequestId.next());
  }

  private void aws(HttpServerRequest request) {
    RequestBody body = Objects.requireNonNull(bodies);
    Exchange exchange = exchanges.begin(request);
    if (exchanges.isDraining() || requests == null) {
      BrokerException refusal =
          ErrorCode.SERVICE_UNAVAILABLE.refuse("The broker does not take requests now.");
      exchange.met(Limit.DRAINING);
      body.refuse(exchange, SERVICE_UNAVAILABLE, refusal);
      return;
    }
    AwsRequests answers = requests;
    body.receive(
        exchange,
        (complete, bytes) -> {
          exchanges.received(complete);
          answers.answer(complete, bytes);
        });
  }

  /**
   * Refuses new requests, ends the waiting of those there are, and stops listening once all are
   * answered or {@code timeout} has passed.
   */
  Future<Void> drain(Duration timeout) {
    Promise<Void> done = Promise.promise();
    Context owner = context;
    owner.runOnContext(
        nothing -> {
          long timer = vertx.setTimer(Math.max(1, timeout.toMillis()), late -> done.tryComplete());
          exchanges
              .drain()
              .onComplete(
                  drained -> {
                    vertx.cancelTimer(timer);
                    done.tryComplete();
                  });
        });
    return done.future();
  }
}
