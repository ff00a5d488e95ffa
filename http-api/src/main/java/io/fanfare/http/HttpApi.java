package io.fanfare.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The broker's HTTP server: AWS's protocols for the queues and topics, health and metrics. */
public final class HttpApi {

  private final Vertx vertx;
  private final List<HttpApiVerticle> verticles = new ArrayList<>();
  private final List<String> deployments = new ArrayList<>();
  private final int port;

  private HttpApi(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /** Opens the server, on as many event loops as the options say. */
  public static Future<HttpApi> open(Vertx vertx, Services services, HttpApiOptions options) {
    HttpApiVerticle first = new HttpApiVerticle(services, options);
    return vertx
        .deployVerticle(first)
        .compose(
            id -> {
              HttpApi api = new HttpApi(vertx, first.port());
              api.verticles.add(first);
              api.deployments.add(id);
              return api.deployOthers(services, options).map(api);
            });
  }

  /* They listen where the first does, which may have been given any free port. */
  private Future<?> deployOthers(Services services, HttpApiOptions options) {
    int wanted = options.getInstances();
    int others = (wanted > 0 ? wanted : VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE) - 1;
    if (others == 0) {
      return Future.succeededFuture();
    }
    HttpApiOptions here = new HttpApiOptions(options.toJson()).setPort(port);
    return vertx
        .deployVerticle(
            () -> {
              HttpApiVerticle verticle = new HttpApiVerticle(services, here);
              verticles.add(verticle);
              return verticle;
            },
            new DeploymentOptions().setInstances(others))
        .onSuccess(deployments::add);
  }

  /** Every action of AWS's two services, in the order of their names. */
  public static List<SupportedAction> actions() {
    return Stream.concat(SqsActions.of().list().stream(), SnsActions.of().list().stream()).toList();
  }

  /** The port it listens on. */
  public int port() {
    return port;
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
    return Future.join(deployments.stream().map(vertx::undeploy).toList()).mapEmpty();
  }
}
