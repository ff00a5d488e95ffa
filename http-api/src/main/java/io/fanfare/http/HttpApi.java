package io.fanfare.http;

import io.fanfare.http.action.ActionCounters;
import io.fanfare.http.action.ActionStatistics;
import io.fanfare.http.action.FunctionRoutes;
import io.fanfare.http.action.SnsActions;
import io.fanfare.http.action.SqsActions;
import io.fanfare.http.action.StsActions;
import io.fanfare.http.action.SupportedAction;
import io.fanfare.http.stomp.StompCounters;
import io.fanfare.http.stomp.StompStatistics;
import io.fanfare.http.tls.CertificateWatch;
import io.fanfare.http.tls.TlsStatistics;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The broker's HTTP server: AWS's protocols for the queues and topics, health and metrics. */
public final class HttpApi {

  private static final SupportedAction UNKNOWN = new SupportedAction("unknown", "unknown");

  private final Vertx vertx;
  private final String deployment;
  private final List<HttpApiVerticle> verticles;
  private final SharedByLoops shared;
  private final Optional<CertificateWatch> certificate;

  private HttpApi(
      Vertx vertx,
      String deployment,
      List<HttpApiVerticle> verticles,
      SharedByLoops shared,
      Optional<CertificateWatch> certificate) {
    this.shared = shared;
    this.certificate = certificate;
    this.vertx = vertx;
    this.deployment = deployment;
    this.verticles = List.copyOf(verticles);
    certificate.ifPresent(watch -> watch.begin(this.verticles.get(0)::show));
  }

  /** Opens the server, on as many event loops as the options say. */
  public static Future<HttpApi> open(Vertx vertx, Services services, HttpApiOptions options) {
    return open(vertx, services, options, System::nanoTime);
  }

  /** The same, where rates go by the time that {@code nanos} tells. */
  static Future<HttpApi> open(
      Vertx vertx, Services services, HttpApiOptions options, LongSupplier nanos) {
    HttpApiOptions given = new HttpApiOptions(options.toJson());
    Future<Optional<CertificateWatch>> certificate =
        given.getTls().isAsked()
            ? CertificateWatch.open(vertx, given.getTls()).map(Optional::of)
            : Future.succeededFuture(Optional.empty());
    return certificate.compose(
        tls -> open(vertx, services, given, SharedByLoops.of(vertx, given, nanos), tls));
  }

  private static Future<HttpApi> open(
      Vertx vertx,
      Services services,
      HttpApiOptions given,
      SharedByLoops shared,
      Optional<CertificateWatch> certificate) {
    int instances =
        given.getInstances() > 0 ? given.getInstances() : VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
    int port = given.getPort() > 0 ? given.getPort() : anyPortSharedByAll();
    List<HttpApiVerticle> verticles = new CopyOnWriteArrayList<>();
    return vertx
        .deployVerticle(
            () -> {
              HttpApiVerticle verticle =
                  new HttpApiVerticle(services, given, port, shared, certificate);
              verticles.add(verticle);
              return verticle;
            },
            new DeploymentOptions().setInstances(instances))
        .map(id -> new HttpApi(vertx, id, verticles, shared, certificate))
        .onFailure(fault -> shared.large().close());
  }

  /* To Vert.x, servers with the same negative port share one that is free. */
  private static int anyPortSharedByAll() {
    return -1 - ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
  }

  /** Every action of AWS's services, in the order of their names. */
  public static List<SupportedAction> actions() {
    return Stream.of(
            SqsActions.of().list(),
            SnsActions.of().list(),
            FunctionRoutes.of().actions().list(),
            StsActions.of().list())
        .flatMap(List::stream)
        .toList();
  }

  /** What the server has done and how it stands, without asking any event loop. */
  public HttpStatistics statistics() {
    Map<SupportedAction, List<ActionCounters>> byAction = new LinkedHashMap<>();
    for (HttpApiVerticle verticle : verticles) {
      verticle
          .actionCounters()
          .forEach(
              (action, one) ->
                  byAction.computeIfAbsent(action, first -> new ArrayList<>()).add(one));
      byAction
          .computeIfAbsent(UNKNOWN, first -> new ArrayList<>())
          .add(verticle.counters().unknown());
    }
    List<ActionStatistics> actions = new ArrayList<>();
    byAction.forEach((action, loops) -> actions.add(ActionCounters.sum(action, loops)));
    actions.removeIf(action -> action.requests() == 0);
    return WireCounters.sum(verticles.stream().map(HttpApiVerticle::counters).toList(), actions)
        .with(Limit.DESCRIPTORS, shared.accepting().failed());
  }

  /** What the STOMP sessions have done, without asking any event loop. */
  public StompStatistics stompStatistics() {
    return StompCounters.sum(verticles.stream().map(HttpApiVerticle::stompCounters).toList());
  }

  /** The port it listens on. */
  public int port() {
    return verticles.get(0).port();
  }

  /** How it stands with TLS; nothing over plain HTTP. */
  public Optional<TlsStatistics> tlsStatistics() {
    return certificate.map(CertificateWatch::statistics);
  }

  /**
   * Reads the files of the certificate, whether they have changed or not; completes when that has
   * been tried. What cannot be used is logged, and the one before stays in use.
   */
  public Future<Void> reloadCertificate() {
    return certificate.map(CertificateWatch::reload).orElseGet(Future::succeededFuture);
  }

  /**
   * Refuses new requests and ends the waiting of receivers; completes once all requests there are
   * have been answered, or {@code timeout} has passed.
   */
  public Future<Void> drain(Duration timeout) {
    return Future.join(verticles.stream().map(verticle -> verticle.drain(timeout)).toList())
        .mapEmpty();
  }

  /** Stops listening and closes all connections, whatever they wait for. */
  public Future<Void> close() {
    certificate.ifPresent(CertificateWatch::close);
    return vertx.undeploy(deployment).eventually(shared.large()::close);
  }
}
