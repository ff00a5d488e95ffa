package io.fanfare.broker;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker as a verticle: its configuration is the JSON form of {@link BrokerOptions}. */
public class BrokerVerticle extends VerticleBase {

  private @Nullable Broker broker;

  @Override
  public Future<?> start() {
    return Broker.open(vertx, new BrokerOptions(config())).onSuccess(opened -> broker = opened);
  }

  @Override
  public Future<?> stop() {
    return broker().close();
  }

  /** The broker, once this verticle is deployed. */
  public Broker broker() {
    return Objects.requireNonNull(broker, "the verticle is not deployed");
  }
}
