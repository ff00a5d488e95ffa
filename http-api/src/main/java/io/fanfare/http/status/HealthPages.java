package io.fanfare.http.status;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The pages that tell how a broker is: {@code /health/live} answers 503 when only a new start
 * helps, {@code /health/ready} and {@code /health} when no client should come; both with the
 * reason.
 */
public final class HealthPages {

  private static final String JSON = "application/json";
  private static final int SERVICE_UNAVAILABLE = 503;

  private HealthPages() {}

  /**
   * Adds the pages to {@code router}.
   *
   * @param health asked on event loops, so it must not block
   */
  public static void add(Router router, Supplier<Health> health) {
    Handler<RoutingContext> ready = page(health, Health::isReady);
    read(router.route("/health")).handler(ready);
    read(router.route("/health/ready")).handler(ready);
    read(router.route("/health/live")).handler(page(health, Health::isAlive));
  }

  /** {@code route}, for who reads; who may read may ask for the head alone. */
  public static Route read(Route route) {
    return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private static Handler<RoutingContext> page(Supplier<Health> health, Predicate<Health> isWell) {
    return context -> {
      Health now = health.get();
      context
          .response()
          .setStatusCode(isWell.test(now) ? 200 : SERVICE_UNAVAILABLE)
          .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(now.json());
    };
  }
}
