package io.fanfare.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.stream.Collectors;

/** The Vert.x that a broker process runs on: one event loop a core, and nothing it does not use. */
final class EventLoops {

  /** So many things that block keep signing from nothing. */
  private static final int LEAST_WORKERS = 4;

  private EventLoops() {}

  /**
   * Event loops that report their worker pools to {@code metrics}. What Vert.x could measure at
   * every request is left to the wire, which knows the action.
   */
  static Vertx open(MeterRegistry metrics) {
    int cores = Runtime.getRuntime().availableProcessors();
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(cores)
            // Signing is work for the processors, and each thread more takes memory of its own.
            .setWorkerPoolSize(Math.max(LEAST_WORKERS, 2 * cores))
            .setPreferNativeTransport(true)
            .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false))
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setEnabled(true)
                    .setDisabledMetricsCategories(
                        EnumSet.complementOf(EnumSet.of(MetricsDomain.NAMED_POOLS)).stream()
                            .map(MetricsDomain::toCategory)
                            .collect(Collectors.toSet())));
    return Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(metrics)).build();
  }

  /** What moves the bytes of {@code vertx}: the system's own calls where Netty has them. */
  static String transport(Vertx vertx) {
    return vertx.isNativeTransportEnabled() ? "epoll" : "NIO";
  }
}
