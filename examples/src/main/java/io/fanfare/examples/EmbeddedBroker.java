package io.fanfare.examples;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.queues.Queues;
import io.fanfare.queues.model.CreateQueue;
import io.fanfare.queues.model.DeleteMessage;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.store.StoreOptions;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** A broker inside a Vert.x program, without HTTP and in memory. */
public final class EmbeddedBroker {

  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:orders";

  private EmbeddedBroker() {}

  /** Publishes to a topic of its own broker and prints what a queue receives. */
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
        .compose(
            broker ->
                publish(broker.topics(), broker.queues())
                    .compose(published -> take(broker.queues()))
                    .eventually(broker::close));
  }

  static Future<String> publish(Topics topics, Queues queues) {
    Map<String, String> raw = Map.of("RawMessageDelivery", "true");
    return queues
        .createQueue(new CreateQueue("orders"))
        .compose(queue -> topics.createTopic(new CreateTopic("orders")))
        .compose(
            topic ->
                topics
                    .subscribe(new Subscribe(topic.topicArn(), QUEUE, raw))
                    .compose(
                        subscribed ->
                            topics.publish(new Publish(topic.topicArn(), "hello", Map.of()))))
        .map(Publish.Result::messageId);
  }

  static Future<String> take(Queues queues) {
    return queues
        .receiveMessage(new ReceiveMessage("orders", 1))
        .map(received -> received.messages().get(0))
        .compose(
            message ->
                queues
                    .deleteMessage(new DeleteMessage("orders", message.receiptHandle()))
                    .map(message.body()));
  }
}
