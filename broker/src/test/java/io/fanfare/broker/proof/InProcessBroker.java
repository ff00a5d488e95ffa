package io.fanfare.broker.proof;

import io.fanfare.broker.Broker;
import io.fanfare.broker.BrokerOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;

/** A broker in the process of its test. */
final class InProcessBroker implements BrokerUnderTest {

  private final Vertx vertx;
  private final Broker broker;

  private InProcessBroker(Vertx vertx, Broker broker) {
    this.vertx = vertx;
    this.broker = broker;
  }

  static InProcessBroker start(Path data, boolean memory) {
    Vertx vertx = Vertx.vertx();
    BrokerOptions options = new BrokerOptions();
    options.getStore().setPath(data.toString()).setMemory(memory);
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
