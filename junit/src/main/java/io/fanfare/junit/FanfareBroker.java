package io.fanfare.junit;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.core.Caller;
import io.fanfare.runtime.Environment;
import io.fanfare.store.StoreOptions;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A broker for tests in this JVM, at a free port of the loopback address. It has nothing in common
 * with any other but the threads.
 */
public final class FanfareBroker implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;
  private static final String KEY = "test";

  private final BrokerOptions options;
  private final @Nullable Path directory;
  private final Underway underway = new Underway();
  private final Publications published = new Publications();
  private final MovedClock clock;
  private final @Nullable URI endpoint;
  private volatile Broker broker;
  private @Nullable FanfareClients clients;
  private boolean closed;

  private FanfareBroker(FanfareOptions chosen) {
    this.options = TestOptions.of(chosen);
    this.directory = chosen.isDurable() ? TemporaryDirectory.make() : null;
    StoreOptions store = options.getStore();
    options.setStore(
        directory == null
            ? store.setMemory(true)
            : store.setMemory(false).setPath(directory.toString()));
    this.clock = new MovedClock(underway, chosen.getClock() == ClockMode.RUNNING);
    try {
      this.broker = opened();
    } catch (Throwable fault) {
      InTurn.after(fault, List.of(clock::close, this::deleteData));
      throw fault;
    }
    this.endpoint = TestOptions.reached(options, broker);
  }

  /** Opens one in memory, with a clock that goes on, and nothing in it. */
  public static FanfareBroker open() {
    return open(new FanfareOptions());
  }

  /** Opens one as {@code options} say, which it reads once. */
  public static FanfareBroker open(FanfareOptions options) {
    return new FanfareBroker(options);
  }

  private Broker opened() {
    Caller home = new Caller(account(), region(), options.getQueues().getEndpoint());
    Spy spy = new Spy(published, home);
    Broker.Between between = new Broker.Between(underway::counted, spy::over, spy::over);
    SharedKey key = SharedKey.get();
    Promise<Environment> founded = Promise.promise();
    Broker.Surroundings surroundings =
        new Broker.Surroundings(
            clock,
            fault -> {},
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            between,
            environment -> {
              founded.complete(environment);
              return key.giveTo(environment);
            });
    Future<Broker> opening =
        Broker.open(SharedVertx.get().vertx(), options, surroundings)
            .compose(open -> orClosed(founded.future().compose(key::takeFrom), open));
    try {
      return await(opening);
    } catch (Throwable fault) {
      opening.onSuccess(Broker::close);
      throw fault;
    }
  }

  /** The broker that is open, unless {@code rest} fails. */
  private static Future<Broker> orClosed(Future<Void> rest, Broker open) {
    return rest.map(open)
        .recover(cause -> open.close().transform(closed -> Future.failedFuture(cause)));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new CompletionException(failed.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("The broker takes longer than a minute", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the broker was busy", interrupted);
    }
  }

  /**
   * Ends the broker and opens it again at the same port: what it finds is what it wrote, if it is
   * durable, and otherwise nothing but its configuration. The clock and what was published go on; a
   * clock that stands still goes on while the broker ends, as that may wait for it.
   */
  public synchronized void restart() {
    requireOpen();
    if (endpoint != null) {
      options.getHttp().setPort(broker.port());
    }
    end();
    underway.forget();
    broker = opened();
  }

  private void end() {
    clock.goOnDuring(() -> await(broker.close()));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The broker is closed");
    }
  }

  /** Where it is reached, such as {@code http://127.0.0.1:41234}. */
  public URI endpoint() {
    if (endpoint == null) {
      throw new IllegalStateException("The options say that HTTP is not enabled");
    }
    return endpoint;
  }

  /** The region of those who name none, {@code us-east-1} unless the configuration says else. */
  public String region() {
    return options.getQueues().getRegion();
  }

  /**
   * The account of those who name none, {@code 000000000000} unless the configuration says else.
   */
  public String account() {
    return options.getQueues().getAccount();
  }

  /** A key with which requests can be signed. */
  public String accessKeyId() {
    return KEY;
  }

  /** The secret that belongs to it. */
  public String secretAccessKey() {
    return KEY;
  }

  /** The clock by which it goes. */
  public FanfareClock clock() {
    return clock;
  }

  /** What was published and sent. */
  public Publications published() {
    return published;
  }

  /** AWS's clients of it. */
  public synchronized FanfareClients clients() {
    requireOpen();
    FanfareClients made = clients;
    if (made == null) {
      // Not before, as not everybody has the SDK.
      made = new FanfareClients(this);
      clients = made;
    }
    return made;
  }

  /** The broker itself, for who asks it within this JVM. */
  public Broker broker() {
    return broker;
  }

  /** System properties by which the AWS SDK for Java finds it. */
  public Map<String, String> properties() {
    return Map.of(
        "aws.endpointUrl", endpoint().toString(),
        "aws.region", region(),
        "aws.accessKeyId", accessKeyId(),
        "aws.secretAccessKey", secretAccessKey());
  }

  /** Variables of the environment by which SDKs and tools of AWS find it. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint().toString(),
        "AWS_REGION", region(),
        "AWS_DEFAULT_REGION", region(),
        "AWS_ACCESS_KEY_ID", accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", secretAccessKey());
  }

  /** Ends it, with its clients and its data. Closing twice is closing once. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    InTurn.all(List.of(this::closeClients, this::end, clock::close, this::deleteData));
  }

  private void closeClients() {
    FanfareClients made = clients;
    if (made != null) {
      made.close();
    }
  }

  private void deleteData() {
    if (directory != null) {
      TemporaryDirectory.delete(directory);
    }
  }
}
