package io.fanfare.examples;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.model.SendMessage;
import io.fanfare.runtime.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** A broker inside a Vert.x program, without HTTP and in memory. */
public final class EmbeddedBroker {

  private EmbeddedBroker() {}

  /** Sends a message to a queue of its own broker and prints it as it is received. */
  public static void main(String... arguments) {
    Vertx vertx = Vertx.vertx();
    try {
      System.out.println("received " + openAndExchange(vertx).await());
    } finally {
      vertx.close().await();
    }
  }

  static Future<String> openAndExchange(Vertx vertx) {
    BrokerOptions options =
        new BrokerOptions().setHttpEnabled(false).setStore(new StoreOptions().setMemory(true));
    return Broker.open(vertx, options)
        .compose(broker -> exchange(broker.queues()).eventually(broker::close));
  }

  static Future<String> exchange(Queues queues) {
    return queues
        .createQueue(new CreateQueue("orders"))
        .compose(created -> queues.sendMessage(new SendMessage("orders", "hello")))
        .compose(sent -> queues.receiveMessage(new ReceiveMessage("orders", 1)))
        .map(received -> received.messages().get(0))
        .compose(
            message ->
                queues
                    .deleteMessage(new DeleteMessage("orders", message.receiptHandle()))
                    .map(message.body()));
  }
}
