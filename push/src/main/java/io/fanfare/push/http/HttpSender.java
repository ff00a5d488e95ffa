package io.fanfare.push.http;

import io.fanfare.push.DeliveryResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** Posts to URLs. */
public final class HttpSender {

  private final HttpClient client;

  /** A sender. */
  public HttpSender(Vertx vertx, HttpSenderOptions options) {
    client =
        vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(1_000));
  }

  /** Posts once. */
  public Future<DeliveryResult> post(HttpTarget target, MultiMap headers, Buffer body) {
    long start = System.currentTimeMillis();
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(target.url().toString())
                .setHeaders(headers))
        .compose(request -> request.send(body))
        .compose(response -> response.body().map(response.statusCode()))
        .map(
            status ->
                new DeliveryResult(
                    status < 300
                        ? DeliveryResult.Outcome.DELIVERED
                        : status < 500
                            ? DeliveryResult.Outcome.REFUSED
                            : DeliveryResult.Outcome.FAILED,
                    status,
                    "HTTP " + status,
                    System.currentTimeMillis() - start))
        .otherwise(
            fault ->
                new DeliveryResult(
                    DeliveryResult.Outcome.FAILED, 0, String.valueOf(fault.getMessage()), 0));
  }

  /** Ends. */
  public Future<Void> close() {
    return client.close();
  }
}
