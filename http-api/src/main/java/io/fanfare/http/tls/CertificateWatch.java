package io.fanfare.http.tls;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.fanfare.settings.WatchedFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a server's certificate as its files say: reads them before the server listens, and again
 * when they have changed. Files that cannot be used change nothing. Connections that are open keep
 * what they began with.
 */
public final class CertificateWatch {

  private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());
  private static final long POLL_MILLIS = 1_000;

  /** So long before its end whoever renews it should have done so. */
  private static final Duration LATE = Duration.ofDays(14);

  private final Vertx vertx;
  private final TlsOptions options;
  private final WatchedFiles files;
  private final AtomicLong handshakeFailures = new AtomicLong();
  private final AtomicLong reloads = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile ServerIdentity identity;
  private @Nullable Function<ServerSSLOptions, Future<Boolean>> server;
  private Future<Void> last = Future.succeededFuture();
  private long timer = -1;

  private CertificateWatch(Vertx vertx, TlsOptions options, WatchedFiles files)
      throws TlsFileException {
    this.vertx = vertx;
    this.options = options;
    this.files = files;
    this.identity = read();
  }

  /**
   * The certificate that {@code options} name. Fails with a {@link TlsFileException} if it cannot
   * be used.
   */
  public static Future<CertificateWatch> open(Vertx vertx, TlsOptions options) {
    return vertx.executeBlocking(
        () -> new CertificateWatch(vertx, options, new WatchedFiles(options.files())), false);
  }

  private ServerIdentity read() throws TlsFileException {
    ServerIdentity now = ServerIdentity.read(vertx, options);
    warn(now, Instant.now());
    return now;
  }

  /** A certificate that clients will not accept is told of, and served: they may know better. */
  private void warn(ServerIdentity found, Instant now) {
    if (now.isBefore(found.begins())) {
      LOG.log(
          WARNING,
          "The certificate {0} is not valid before {1}",
          options.getCertificate(),
          found.begins());
    } else if (now.plus(LATE).isAfter(found.ends())) {
      LOG.log(
          WARNING,
          "The certificate {0} {1} valid until {2}",
          options.getCertificate(),
          now.isAfter(found.ends()) ? "was" : "is only",
          found.ends());
    }
  }

  /** Lets a server that begins to listen as {@code options} say do so over TLS. */
  public void applyTo(HttpServerOptions options) {
    ServerSSLOptions tls = identity.options();
    options
        .setSsl(true)
        .setUseAlpn(tls.isUseAlpn())
        .setClientAuth(tls.getClientAuth())
        .setKeyCertOptions(tls.getKeyCertOptions())
        .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols())
        .setSslHandshakeTimeoutUnit(tls.getSslHandshakeTimeoutUnit())
        .setSslHandshakeTimeout(tls.getSslHandshakeTimeout());
    if (tls.getTrustOptions() != null) {
      options.setTrustOptions(tls.getTrustOptions());
    }
    tls.getEnabledCipherSuites().forEach(options::addEnabledCipherSuite);
  }

  /** Counts a connection that broke if it did before both sides agreed. */
  public void broken(Throwable cause) {
    if (cause instanceof SSLException) {
      handshakeFailures.incrementAndGet();
    }
  }

  public TlsStatistics statistics() {
    return new TlsStatistics(
        identity.ends(), handshakeFailures.get(), reloads.get(), failures.get());
  }

  /** Looks every second from now on whether a file has changed, and tells {@code server} then. */
  public synchronized void begin(Function<ServerSSLOptions, Future<Boolean>> server) {
    this.server = server;
    this.timer = vertx.setPeriodic(POLL_MILLIS, tick -> poll());
  }

  private synchronized void poll() {
    if (last.isComplete()) {
      last =
          vertx
              .executeBlocking(files::haveChanged, false)
              .compose(changed -> changed ? reload() : Future.succeededFuture());
    }
  }

  /** Reads the files, whether they have changed or not; completes when that has been tried. */
  public Future<Void> reload() {
    return vertx
        .executeBlocking(this::read, false)
        .compose(this::serve)
        .onFailure(this::complain)
        .otherwiseEmpty();
  }

  private synchronized Future<Void> serve(ServerIdentity now) {
    if (server == null) {
      return Future.succeededFuture();
    }
    return server
        .apply(now.options())
        .onSuccess(
            changed -> {
              identity = now;
              reloads.incrementAndGet();
              LOG.log(
                  INFO,
                  "The certificate {0} was read again and is valid until {1}",
                  options.getCertificate(),
                  now.ends());
            })
        .mapEmpty();
  }

  private void complain(Throwable unusable) {
    failures.incrementAndGet();
    LOG.log(
        ERROR,
        "The certificate {0} cannot be used, and the one before stays in use: {1}",
        options.getCertificate(),
        unusable instanceof TlsFileException ? unusable.getMessage() : unusable.toString());
  }

  /** Looks no more. */
  public synchronized void close() {
    vertx.cancelTimer(timer);
    server = null;
  }
}
