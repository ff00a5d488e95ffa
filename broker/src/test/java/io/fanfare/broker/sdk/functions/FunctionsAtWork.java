package io.fanfare.broker.sdk.functions;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.broker.proof.SdkClients;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A broker whose functions are at one server, which notes their events. */
class FunctionsAtWork {

  static final String ACCOUNT = "123456789012";
  static final String REGION = "eu-central-1";
  static final String FUNCTION = "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:";
  static final String QUEUE = "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":";

  final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
  private final Vertx vertx = Vertx.vertx();
  private final Broker broker;
  final LambdaClient lambda;
  final SdkClients clients;

  /**
   * Functions, each a name, an equals sign and a path of the server, behind which its options may
   * stand.
   *
   * @param answering answers a request that has brought a body
   */
  FunctionsAtWork(BiConsumer<HttpServerRequest, Buffer> answering, String... functions) {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              events.add(body.toJsonObject());
                              answering.accept(request, body);
                            }))
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    BrokerOptions options = new BrokerOptions();
    options.getStore().setMemory(true);
    options.getHttp().setHost("127.0.0.1").setPort(0);
    options
        .getFunctions()
        .setFunctions(
            Arrays.stream(functions)
                .map(function -> function.replaceFirst("=", "=http://127.0.0.1:" + port))
                .toList());
    broker = Broker.open(vertx, options).await();
    URI endpoint = URI.create("http://localhost:" + broker.port());
    lambda = SdkClients.lambda(endpoint, ACCOUNT, REGION);
    clients = new SdkClients(endpoint, ACCOUNT, REGION);
  }

  @AfterEach
  void close() {
    broker.close().await();
    vertx.close().await();
  }

  /** The next event that a function gets. */
  JsonObject next() throws InterruptedException {
    return Objects.requireNonNull(events.poll(40, TimeUnit.SECONDS));
  }
}
