package io.fanfare.examples;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.functions.Functions;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;

/** A function that gets the messages of a queue: any HTTP server that takes events. */
public final class MappedFunction {

  private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:000000000000:photos";

  private MappedFunction() {}

  /** Prints the message that a function of its own gets from a broker of its own. */
  public static void main(String... arguments) {
    Vertx vertx = Vertx.vertx();
    try {
      Promise<String> got = Promise.promise();
      HttpServer function = serve(vertx, got).await();
      Broker broker = Broker.open(vertx, options(function.actualPort())).await();
      map(broker.queues(), broker.functions()).await();
      System.out.println("resized: " + got.future().await());
      broker.close().await();
    } finally {
      vertx.close().await();
    }
  }

  static BrokerOptions options(int port) {
    BrokerOptions options =
        new BrokerOptions().setHttpEnabled(false).setStore(new StoreOptions().setMemory(true));
    options.getFunctions().setFunctions(List.of("resize=http://127.0.0.1:" + port + "/"));
    return options;
  }

  /** A function is an HTTP server: it gets an event, and answers when it is done with it. */
  static Future<HttpServer> serve(Vertx vertx, Promise<String> got) {
    return vertx
        .createHttpServer()
        .requestHandler(
            request ->
                request
                    .body()
                    .onSuccess(
                        event -> {
                          got.tryComplete(
                              event
                                  .toJsonObject()
                                  .getJsonArray("Records")
                                  .getJsonObject(0)
                                  .getString("body"));
                          request.response().end("null");
                        }))
        .listen(0, "127.0.0.1");
  }

  static Future<EventSourceMappingConfiguration> map(Queues queues, Functions functions) {
    return queues
        .createQueue(new CreateQueue("photos"))
        .compose(queue -> queues.sendMessage(new SendMessage("photos", "cat.png")))
        .compose(
            sent ->
                functions.createEventSourceMapping(
                    new CreateEventSourceMapping(QUEUE_ARN, "resize")));
  }
}
