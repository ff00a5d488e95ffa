package io.fanfare.broker.proof;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Vertx;
import java.net.URI;

/** A broker in the process of its test. */
final class InProcessBroker implements BrokerUnderTest {

  private final Vertx vertx;
  private final Broker broker;

  private InProcessBroker(Vertx vertx, Broker broker) {
    this.vertx = vertx;
    this.broker = broker;
  }

  static InProcessBroker start(StoreOptions store, QueuesOptions queues) {
    Vertx vertx = Vertx.vertx();
    BrokerOptions options = new BrokerOptions().setStore(store).setQueues(queues);
    options.getHttp().setHost("127.0.0.1").setPort(0);
    return new InProcessBroker(vertx, Broker.open(vertx, options).await());
  }

  @Override
  public URI endpoint() {
    return URI.create("http://localhost:" + broker.port());
  }

  @Override
  public void close() {
    broker.close().await();
    vertx.close().await();
  }
}
