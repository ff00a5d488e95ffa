package io.fanfare.push.http;

import io.fanfare.push.DeliveryResult;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetClientInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Posts to HTTP endpoints. A host is looked up once for each attempt, all its addresses are vetted,
 * and one of them is connected to, so that a name that changes its answer leads nowhere else.
 * Redirects are not followed, and no proxy is asked. A connection is kept for a few seconds for the
 * next attempt on the same event loop.
 *
 * <p>There is no bound on how many attempts are under way, so that none waits for another; whoever
 * posts has one. An attempt holds its request. Of what is answered to a push it reads no more than
 * 64 KiB, which it drops; the answer to a call it keeps, up to a length.
 */
public final class HttpSender {

  private final VertxInternal vertx;
  private final HttpSenderOptions options;
  private final NameLookup names;
  private final NetClientInternal client;
  private final ClientSSLOptions tls;
  private final AddressRules rules;
  private final Map<EventLoop, Lane> lanes = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** A sender with its own connections, which are closed with {@code vertx} at the latest. */
  public HttpSender(Vertx vertx, HttpSenderOptions options) {
    this(vertx, options, HttpSender::lookUp);
  }

  HttpSender(Vertx vertx, HttpSenderOptions options, NameLookup names) {
    this.vertx = (VertxInternal) vertx;
    this.options = options;
    this.names = names;
    int connectMillis = (int) options.getConnectTimeout().toMillis();
    this.client =
        (NetClientInternal)
            vertx.createNetClient(new NetClientOptions().setConnectTimeout(connectMillis));
    this.tls =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm("HTTPS")
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setSslHandshakeTimeout(connectMillis);
    String trusted = options.getTrustedCertificates();
    if (trusted != null) {
      tls.setTrustOptions(new PemTrustOptions().addCertPath(trusted));
    }
    this.rules =
        new AddressRules(
            options.getAllowedRanges(),
            options.isLoopbackAllowed(),
            options.getOwnPorts(),
            HttpSender::isOfThisMachine);
  }

  /** The attempts of one event loop, which alone touches it. */
  private record Lane(Means means, Set<Attempt> underWay) {}

  private Lane lane(EventLoop loop) {
    ContextInternal context = vertx.contextBuilder().withEventLoop(loop).build();
    Connections connections =
        new Connections(client, context, tls, options.getIdleTimeout(), options.getMostIdle());
    Means means = new Means(context, connections, rules, names);
    return new Lane(means, new HashSet<>());
  }

  /**
   * Posts {@code body} to {@code target}, once, but for a challenge that is answered with the
   * target's credentials over https, and for a kept connection that turns out to be closed.
   *
   * @param headers of the request; Host, Content-Length and Connection are set over them
   * @param body is not changed until the result is there
   * @return what came of it, on the caller's context; never fails. A status of 2xx is DELIVERED,
   *     4xx but 429 is REFUSED, and so is an address or a port that is not posted to; all else is
   *     FAILED
   */
  public Future<DeliveryResult> post(HttpTarget target, MultiMap headers, Buffer body) {
    AnswerBody dropped = AnswerBody.dropped(options.getAttemptTimeout());
    return attempt(new Request(target, headers, body), dropped);
  }

  /**
   * How an answer is read.
   *
   * @param timeout how long it may take, from the look-up to its end
   * @param mostBody how many bytes its body may have
   */
  public record Reading(Duration timeout, int mostBody) {}

  /**
   * Posts {@code body} to {@code target} as {@link #post} does, and reads the answer.
   *
   * @return what was answered, on the caller's context; never fails
   */
  public Future<HttpAnswer> call(
      HttpTarget target, MultiMap headers, Buffer body, Reading reading) {
    AnswerBody kept = AnswerBody.kept(reading);
    return attempt(new Request(target, headers, body), kept)
        .map(result -> kept.answer(result.statusCode(), result.reason()));
  }

  private Future<DeliveryResult> attempt(Request request, AnswerBody body) {
    ContextInternal caller = vertx.getOrCreateContext();
    PromiseInternal<DeliveryResult> promise = caller.promise();
    Lane lane = lanes.computeIfAbsent(caller.nettyEventLoop(), this::lane);
    lane.means().context().execute(() -> start(lane, request, body, promise));
    return promise.future();
  }

  private void start(Lane lane, Request request, AnswerBody body, Promise<DeliveryResult> promise) {
    Attempt attempt =
        new Attempt(
            lane.means(),
            request,
            body,
            (ended, result) -> {
              lane.underWay().remove(ended);
              promise.complete(result);
            });
    if (closed) {
      attempt.giveUp("The broker ends");
    } else {
      lane.underWay().add(attempt);
      attempt.start();
    }
  }

  /** Ends the attempts under way as FAILED, those to come as well, and closes all connections. */
  public Future<Void> close() {
    closed = true;
    List<Future<Void>> ends = lanes.values().stream().map(this::close).toList();
    return Future.join(ends).transform(ended -> client.close());
  }

  private Future<Void> close(Lane lane) {
    Promise<Void> promise = Promise.promise();
    ContextInternal context = lane.means().context();
    context.execute(
        () -> {
          List.copyOf(lane.underWay()).forEach(attempt -> attempt.giveUp("The broker ends"));
          lane.means().connections().close();
          promise.complete();
        });
    return promise.future();
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private static Future<List<InetAddress>> lookUp(ContextInternal context, String name) {
    PromiseInternal<List<InetSocketAddress>> found = context.promise();
    context.owner().nameResolver().resolveAll(context.nettyEventLoop(), name).addListener(found);
    return found.future().map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
  }

  /** Whoever cannot tell takes it for one of its own. */
  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true;
    }
  }
}
