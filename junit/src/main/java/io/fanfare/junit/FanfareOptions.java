package io.fanfare.junit;

import io.fanfare.broker.BrokerOptions;
import java.util.function.Consumer;

/** What can be chosen about a broker for tests. */
public final class FanfareOptions {

  private String config = "";
  private Class<?> beside = FanfareOptions.class;
  private boolean durable;
  private ClockMode clock = ClockMode.RUNNING;
  private Consumer<BrokerOptions> more = options -> {};

  /** The resource that says what queues, topics and subscriptions there are; none if empty. */
  public String getConfig() {
    return config;
  }

  /** Sets the resource, a path from the root of the class path. */
  public FanfareOptions setConfig(String config) {
    this.config = config;
    return this;
  }

  /** Whose class loader has the resource, and beside which it is looked for first. */
  public Class<?> getBeside() {
    return beside;
  }

  /** Sets beside which class the resource is looked for first. */
  public FanfareOptions setBeside(Class<?> beside) {
    this.beside = beside;
    return this;
  }

  /** Whether data are on disk, in a directory that goes with the broker. */
  public boolean isDurable() {
    return durable;
  }

  /** Sets whether data are on disk. */
  public FanfareOptions setDurable(boolean durable) {
    this.durable = durable;
    return this;
  }

  /** Whether the clock goes on by itself. */
  public ClockMode getClock() {
    return clock;
  }

  /** Sets whether the clock goes on by itself. */
  public FanfareOptions setClock(ClockMode clock) {
    this.clock = clock;
    return this;
  }

  /** Has {@code more} change the options of the broker itself, just before it opens. */
  public FanfareOptions with(Consumer<BrokerOptions> more) {
    this.more = this.more.andThen(more);
    return this;
  }

  Consumer<BrokerOptions> more() {
    return more;
  }
}
