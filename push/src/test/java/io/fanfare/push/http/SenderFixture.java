package io.fanfare.push.http;

import static io.fanfare.fixture.Futures.await;

import io.fanfare.push.DeliveryResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** A sender with names of its own, and servers on loopback that it may post to. */
class SenderFixture {

  /** For tests in which the time does pass. */
  static final Duration SOON = Duration.ofMillis(200);

  /** For tests that would hang if it took a timeout to go on. */
  static final Duration NEVER = Duration.ofHours(1);

  static final Buffer BODY = Buffer.buffer("{\"Message\":\"hello\"}");
  static final String LOOPBACK = "127.0.0.1";

  final Vertx vertx = Vertx.vertx();

  /** What each name leads to. */
  final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();

  /** The names that were looked up. */
  final List<String> lookUps = new CopyOnWriteArrayList<>();

  /** The connections that servers took, in their order, each with when it ends. */
  final List<Future<Void>> connections = new CopyOnWriteArrayList<>();

  private final Context context = vertx.getOrCreateContext();

  SenderFixture() {
    name("push.test", LOOPBACK);
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  /** Has {@code name} lead to {@code addresses} from now on. */
  void name(String name, String... addresses) {
    names.put(
        name, Arrays.stream(addresses).map(one -> IpLiteral.parse(one).orElseThrow()).toList());
  }

  /** A sender that may post to loopback. */
  HttpSender sender() {
    return sender(new HttpSenderOptions().setAttemptTimeout(NEVER));
  }

  HttpSender sender(HttpSenderOptions options) {
    return new HttpSender(vertx, options.setLoopbackAllowed(true), (on, name) -> lookUp(name));
  }

  private Future<List<InetAddress>> lookUp(String name) {
    lookUps.add(name);
    List<InetAddress> found = names.get(name);
    return found == null
        ? Future.failedFuture("There is no " + name)
        : Future.succeededFuture(found);
  }

  /** Posts from one event loop, always the same. */
  Future<DeliveryResult> posting(HttpSender sender, String url) {
    return posting(sender, url, BODY);
  }

  Future<DeliveryResult> posting(HttpSender sender, String url, Buffer body) {
    Promise<DeliveryResult> promise = Promise.promise();
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("x-amz-sns-message-id", "1");
    context.runOnContext(
        now -> sender.post(HttpTarget.parse(url), headers, body).onComplete(promise));
    return promise.future();
  }

  DeliveryResult post(HttpSender sender, String url) {
    return await(posting(sender, url));
  }

  /** An HTTP server whose port is returned. */
  int listen(Handler<HttpServerRequest> handler) {
    return listen(new HttpServerOptions(), handler);
  }

  int listen(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    HttpServer server =
        vertx.createHttpServer(options).connectionHandler(this::watch).requestHandler(handler);
    return await(server.listen(0, LOOPBACK)).actualPort();
  }

  private void watch(HttpConnection connection) {
    Promise<Void> end = Promise.promise();
    connections.add(end.future());
    connection.closeHandler(closed -> end.complete());
  }

  /** A server of bytes whose port is returned. */
  int listenRaw(Handler<NetSocket> handler) {
    return await(
            vertx
                .createNetServer()
                .connectHandler(
                    socket -> {
                      Promise<Void> end = Promise.promise();
                      connections.add(end.future());
                      socket.closeHandler(closed -> end.complete());
                      handler.handle(socket);
                    })
                .listen(0, LOOPBACK))
        .actualPort();
  }

  /** A server that writes {@code answer} once something of a request is there, and then ends. */
  int listenRaw(String answer) {
    return listenRaw(
        socket -> socket.handler(bytes -> socket.write(answer).onComplete(done -> socket.close())));
  }

  /** A port that nobody listens at. */
  int freePort() {
    HttpServer server = vertx.createHttpServer().requestHandler(request -> {});
    int port = await(server.listen(0, LOOPBACK)).actualPort();
    await(server.close());
    return port;
  }
}
