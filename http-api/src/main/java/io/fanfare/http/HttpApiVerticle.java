package io.fanfare.http;

import static java.lang.System.Logger.Level.DEBUG;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves HTTP on one event loop. What is posted goes straight to AWS's protocols. */
final class HttpApiVerticle extends VerticleBase {

  private static final System.Logger LOGGER = System.getLogger(HttpApiVerticle.class.getName());
  private static final long SWEEP_MILLIS = 1_000;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final Services services;
  private final HttpApiOptions options;
  private final int port;
  private final Connections connections;
  private final Exchanges exchanges;
  private final Origins origins;
  private @Nullable HttpServer server;
  private @Nullable Router router;
  private @Nullable RequestBody bodies;
  private @Nullable AwsRequests requests;
  private @Nullable FrontPage front;

  /**
   * @param port the port to listen on, as Vert.x understands it
   */
  HttpApiVerticle(Services services, HttpApiOptions options, int port) {
    this.port = port;
    this.services = services;
    this.options = options;
    this.connections = new Connections(options);
    this.exchanges = new Exchanges(connections);
    this.origins = new Origins(options.getCorsOrigins());
  }

  @Override
  public Future<?> start() {
    bodies = new RequestBody(vertx, options.getMaxBodyBytes());
    router = new WebRoutes(services, exchanges, this::aws).router(vertx);
    HttpServer created =
        vertx
            .createHttpServer(serverOptions())
            .connectionHandler(connections::opened)
            .exceptionHandler(broken -> LOGGER.log(DEBUG, "A connection broke", broken))
            .requestHandler(this::handle);
    server = created;
    vertx.setPeriodic(SWEEP_MILLIS, tick -> connections.sweep());
    return created
        .listen(port, options.getHost())
        .onSuccess(
            listening -> {
              Callers callers = new Callers(options, listening.actualPort());
              requests = new AwsRequests(services, callers);
              front = new FrontPage(callers);
            });
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

  int port() {
    return Objects.requireNonNull(server).actualPort();
  }

  private void handle(HttpServerRequest request) {
    origins.mark(request);
    try {
      RequestTarget.check(request);
      if (!origins.admits(request)) {
        throw ErrorCode.ACCESS_DENIED.refuse("Web pages of this origin may not use the broker.");
      }
      admitted(request);
    } catch (BrokerException refusal) {
      Exchange exchange = exchanges.begin(request);
      Objects.requireNonNull(bodies).refuse(exchange, refusal.code().status(), refusal);
    }
  }

  private void admitted(HttpServerRequest request) {
    if (HttpMethod.POST.equals(request.method())) {
      aws(request);
    } else if (front != null && FrontPage.isAskedFor(request)) {
      front.show(request, exchanges);
    } else {
      connections.idle(request.connection());
      Objects.requireNonNull(router).handle(request);
    }
  }

  private void aws(HttpServerRequest request) {
    RequestBody body = Objects.requireNonNull(bodies);
    Exchange exchange = exchanges.begin(request);
    if (exchanges.isDraining() || requests == null) {
      BrokerException refusal =
          ErrorCode.SERVICE_UNAVAILABLE.refuse("The broker does not take requests now.");
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
