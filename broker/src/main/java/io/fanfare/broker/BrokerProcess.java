package io.fanfare.broker;

import io.fanfare.broker.command.ControlSocket;
import io.fanfare.broker.command.ExitCode;
import io.fanfare.broker.config.ConfigException;
import io.fanfare.broker.log.ProcessLog;
import io.fanfare.http.status.ListenException;
import io.fanfare.http.tls.TlsFileException;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** The life of the process: it opens a broker, says so, and ends it on a signal or a fault. */
final class BrokerProcess {

  private static final System.Logger LOG = System.getLogger(BrokerProcess.class.getName());

  /** How long a signalled process may take to end; longer than work in flight is given. */
  private static final long END_SECONDS = 15;

  private BrokerProcess() {}

  /** Opens a broker and returns {@link ExitCode#OK} while it runs, or the code of its refusal. */
  static int start(BrokerOptions options) {
    return start(options, store -> store);
  }

  /** As the other; {@code over} is what stands between the services and the store. */
  static int start(BrokerOptions options, UnaryOperator<Store> over) {
    ProcessLog.apply(options.getLog());
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> report(fault));
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = EventLoops.open(metrics).exceptionHandler(BrokerProcess::report);
    try {
      Broker broker = Broker.open(vertx, options, metrics, logged -> halt(), over).await();
      Optional<ControlSocket> control = control(options.getStore(), broker);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(broker, control), "fanfare-end"));
      if (options.getAccess() != null
          || options.getKeys() != null
          || options.getHttp().getTls().isAsked()) {
        HangUp.on(broker::reload);
      }
      System.out.println(greeting(options, broker.port(), EventLoops.transport(vertx)));
      watchJvm(metrics);
      NativeHeap.keepTrimmed(vertx);
      return ExitCode.OK;
    } catch (Exception refusal) {
      return refuse(refusal);
    }
  }

  private static Optional<ControlSocket> control(StoreOptions store, Broker broker) {
    return store.isMemory()
        ? Optional.empty()
        : ControlSocket.open(Path.of(store.getPath()), broker::backup);
  }

  private static String greeting(BrokerOptions options, int port, String transport) {
    String host = options.getHttp().getHost();
    StoreOptions store = options.getStore();
    return "Fanfare %s (%s) answers at %s://%s:%d, data in %s"
        .formatted(
            Version.text(),
            transport,
            options.getHttp().getTls().isAsked() ? "https" : "http",
            host.contains(":") ? "[" + host + "]" : host,
            port,
            store.isMemory() ? "memory" : Path.of(store.getPath()).toAbsolutePath().normalize());
  }

  /** One line for what the operator can mend; a fault of ours is told in full. */
  private static int refuse(Exception refusal) {
    if (refusal instanceof StoreOpenException
        || refusal instanceof BrokerOpenException
        || refusal instanceof TlsFileException
        || refusal instanceof ConfigException
        || refusal instanceof ListenException) {
      String.valueOf(refusal.getMessage())
          .lines()
          .forEach(line -> System.err.println("fanfare: " + line));
    } else {
      LOG.log(System.Logger.Level.ERROR, "The broker could not be opened", refusal);
      return ExitCode.UNCLEAN;
    }
    return ExitCode.REFUSED;
  }

  /** Ends on a signal. The process ends with 0 and not 143, since it ended as it was asked to. */
  private static void end(Broker broker, Optional<ControlSocket> control) {
    long began = System.nanoTime();
    System.out.println("Fanfare ends, as a signal asks it to");
    int code = ExitCode.UNCLEAN;
    control.ifPresent(ControlSocket::close);
    try {
      broker.close().await(END_SECONDS, TimeUnit.SECONDS);
      code = ExitCode.OK;
      System.out.printf(
          Locale.ROOT, "Fanfare has ended after %.1f s%n", (System.nanoTime() - began) / 1e9);
    } catch (TimeoutException | RuntimeException e) {
      System.err.println("fanfare: did not end cleanly: " + e);
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }

  /** What was promised can no longer be kept: ends before anything else is promised. */
  private static void halt() {
    Runtime.getRuntime().halt(ExitCode.FAULT);
  }

  /** An event loop whose machine failed it may have stopped in the middle of a step. */
  private static void report(Throwable fault) {
    try {
      LOG.log(System.Logger.Level.ERROR, "Nobody handled this fault", fault);
    } finally {
      if (fault instanceof VirtualMachineError) {
        halt();
      }
    }
  }

  @SuppressWarnings("resource")
  private static void watchJvm(MeterRegistry metrics) {
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmGcMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new FileDescriptorMetrics().bindTo(metrics);
    new UptimeMetrics().bindTo(metrics);
  }
}
