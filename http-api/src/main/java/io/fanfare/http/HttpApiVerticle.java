package io.fanfare.http;

import static java.lang.System.Logger.Level.DEBUG;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.http.action.ActionCounters;
import io.fanfare.http.action.Actions;
import io.fanfare.http.action.SnsActions;
import io.fanfare.http.action.SqsActions;
import io.fanfare.http.action.SupportedAction;
import io.fanfare.http.authentication.Authentication;
import io.fanfare.http.authentication.Logins;
import io.fanfare.http.status.ListenException;
import io.fanfare.http.stomp.StompCounters;
import io.fanfare.http.stomp.StompServer;
import io.fanfare.http.stomp.StompServices;
import io.fanfare.http.tls.CertificateWatch;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.QueueError;
import io.fanfare.topics.Topics;
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
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves HTTP on one event loop. What is posted goes straight to AWS's protocols. */
final class HttpApiVerticle extends VerticleBase {

  private static final System.Logger LOGGER = System.getLogger(HttpApiVerticle.class.getName());
  private static final long SWEEP_MILLIS = 1_000;
  private static final int MISDIRECTED_REQUEST = 421;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final Services services;
  private final HttpApiOptions options;
  private final int port;
  private final Actions<Queues> queueActions = SqsActions.of();
  private final Actions<Topics> topicActions = SnsActions.of();
  private final SharedByLoops shared;
  private final WireCounters counters = new WireCounters();
  private final Connections connections;
  private final Exchanges exchanges;
  private final Origins origins;
  private final Optional<CertificateWatch> tls;
  private @Nullable HttpServer server;
  private @Nullable Router router;
  private @Nullable RequestBody bodies;
  private @Nullable AwsRequests requests;
  private @Nullable Callers callers;
  private @Nullable FrontPage front;
  private @Nullable StompServer stomp;
  private @Nullable StompDoor stompDoor;

  /**
   * @param port the port to listen on, as Vert.x understands it
   * @param shared what all verticles have in common
   * @param tls with what it answers over TLS and then over nothing else
   */
  HttpApiVerticle(
      Services services,
      HttpApiOptions options,
      int port,
      SharedByLoops shared,
      Optional<CertificateWatch> tls) {
    this.port = port;
    this.tls = tls;
    this.shared = shared;
    this.services = services;
    this.options = options;
    this.connections = new Connections(options, counters, shared);
    this.exchanges = new Exchanges(connections, services.heap(), counters, shared.large());
    this.origins = new Origins(options.getCorsOrigins());
  }

  @Override
  public Future<?> start() {
    BodyLimits limits = new BodyLimits(queueActions, topicActions, options.getMaxBodyBytes());
    int seconds = options.getAdmissionTimeoutSeconds();
    Admission admission =
        new Admission(vertx, exchanges, seconds, Math.max(1, options.getInstances()));
    bodies = new RequestBody(vertx, limits, admission, exchanges);
    router = new WebRoutes(services, options, exchanges, this::aws).router(vertx);
    Authentication authentication =
        new Authentication(services.authorization(), System::currentTimeMillis, counters::unproven);
    StompServer sessions = sessions(authentication);
    stomp = sessions;
    HttpServer created =
        vertx
            .createHttpServer(serverOptions())
            .connectionHandler(this::opened)
            .exceptionHandler(this::broken)
            .invalidRequestHandler(this::invalid)
            .requestHandler(this::handle);
    server = created;
    counters.delays().begin(vertx);
    vertx.setPeriodic(SWEEP_MILLIS, tick -> connections.sweep());
    vertx.setPeriodic(2 * SWEEP_MILLIS, tick -> admission.sweep());
    return created
        .listen(port, options.getHost())
        .recover(e -> Future.failedFuture(new ListenException(options.getHost(), port, e)))
        .onSuccess(listening -> open(authentication, sessions, listening.actualPort()));
  }

  private StompServer sessions(Authentication authentication) {
    Logins logins = new Logins(authentication, options.isInsecurePasscode());
    return new StompServer(
        vertx,
        new StompServices(
            services.queues(), services.topics(), services.heap(), logins, shared.rates()),
        FrontPage.version(),
        shared.guests(),
        shared.holders());
  }

  /** Opens what can be asked, now that it is known at which port. */
  private void open(Authentication authentication, StompServer sessions, int port) {
    Callers found = new Callers(options, port, !authentication.isOff(), tls.isPresent());
    Identification identification = new Identification(authentication, found, shared.rates());
    callers = found;
    requests = new AwsRequests(services, identification, queueActions, topicActions);
    front = new FrontPage(found, services.metrics().isPresent(), options.isConsole());
    WebSocketOrigins pages = new WebSocketOrigins(options.getWebsocketOrigins(), options.getHost());
    stompDoor = new StompDoor(sessions, pages, found, connections);
  }

  /**
   * Answers are written on the connection's own event loop only, so it needs no queue of them,
   * which would take 5 KB; and there are deadlines for whatever a connection waits for, so that it
   * needs no watch of Vert.x's own.
   */
  private HttpServerOptions serverOptions() {
    HttpServerOptions server =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setCompressionSupported(false)
            .setDecompressionSupported(false)
            .setHttp2ClearTextEnabled(false)
            .setMaxHeaderSize(options.getMaxHeaderBytes())
            .setMaxInitialLineLength(options.getMaxRequestLineBytes())
            .setWebSocketSubProtocols(List.of(StompServer.SUB_PROTOCOL))
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(StompServer.MOST_FRAME_BYTES)
            .setMaxWebSocketMessageSize(StompServer.MOST_FRAME_BYTES)
            .setStrictThreadMode(true);
    tls.ifPresent(certificate -> certificate.applyTo(server));
    return server;
  }

  /** Shows {@code certificate} to those who connect from now on, at every event loop. */
  Future<Boolean> show(ServerSSLOptions certificate) {
    return Objects.requireNonNull(server).updateSSLOptions(certificate);
  }

  WireCounters counters() {
    return counters;
  }

  /** What each action has counted. */
  Map<SupportedAction, ActionCounters> actionCounters() {
    return requests == null ? Map.of() : requests.counters();
  }

  /** What the STOMP sessions have counted. */
  StompCounters stompCounters() {
    return stomp == null ? new StompCounters() : stomp.counters();
  }

  int port() {
    return Objects.requireNonNull(server).actualPort();
  }

  private void broken(Throwable cause) {
    tls.ifPresent(certificate -> certificate.broken(cause));
    LOGGER.log(DEBUG, "A connection broke", cause);
  }

  private void opened(HttpConnection connection) {
    connections.opened(connection);
    // Otherwise Vert.x refuses unknown versions of HTTP itself, under no id.
    if (connection instanceof HttpServerConnection own) {
      shared.accepting().accepted(own.channelHandlerContext().channel());
      own.handler(this::handle);
    }
  }

  private void handle(HttpServerRequest request) {
    if (request.version() == null) {
      identify(request).setStatusCode(NOT_IMPLEMENTED).end();
      request.connection().close();
      return;
    }
    origins.mark(request);
    try {
      RequestTarget.check(request);
      if (callers != null) {
        callers.checkHost(request);
      }
      if (stompDoor != null && StompDoor.isAskedFor(request)) {
        stompDoor.open(request, RequestId.next());
        return;
      }
      if (!origins.admits(request)) {
        throw CommonError.ACCESS_DENIED.refuse("Web pages of this origin may not use the broker.");
      }
      admitted(request);
    } catch (BrokerException refusal) {
      Exchange exchange = exchanges.begin(request);
      boolean misdirected = refusal.code() == QueueError.INVALID_ADDRESS;
      int status = misdirected ? MISDIRECTED_REQUEST : refusal.code().status();
      Objects.requireNonNull(bodies).refuse(exchange, status, refusal);
    }
  }

  private void admitted(HttpServerRequest request) {
    if (HttpMethod.POST.equals(request.method()) || FunctionRequests.isOne(request)) {
      aws(request);
    } else if (front != null && FrontPage.isAskedFor(request)) {
      front.show(request, exchanges);
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
          CommonError.SERVICE_UNAVAILABLE.refuse("The broker does not take requests now.");
      exchange.met(Limit.DRAINING);
      body.refuse(exchange, SERVICE_UNAVAILABLE, refusal);
      return;
    }
    AwsRequests answers = requests;
    body.receive(
        exchange,
        new RequestBody.Receiver() {
          @Override
          public boolean refuses(Exchange large) {
            return answers.refuses(large);
          }

          @Override
          public void receive(Exchange complete, byte[] bytes) {
            exchanges.received(complete);
            answers.answer(complete, bytes);
          }
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
          Future<Void> sessions = stomp == null ? Future.succeededFuture() : stomp.drain();
          Future.join(exchanges.drain(), sessions)
              .onComplete(
                  drained -> {
                    vertx.cancelTimer(timer);
                    done.tryComplete();
                  });
        });
    return done.future();
  }
}
