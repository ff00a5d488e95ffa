package io.fanfare.junit;

import io.fanfare.runtime.Clock;
import io.fanfare.runtime.Environment;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.fanfare.topics.Topics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The key with which all brokers for tests in this JVM sign what they deliver. The first one makes
 * it, which takes longer than all else that opening a broker does.
 */
final class SharedKey {

  private static final SharedKey ONLY = new SharedKey();

  private final Future<Environment> home;

  private SharedKey() {
    Vertx vertx = SharedVertx.get().vertx();
    this.home =
        Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {})
            .map(store -> new Environment(vertx, store, Clock.system()));
  }

  static SharedKey get() {
    return ONLY;
  }

  /** Has a broker that is about to open sign with this key, if there is one yet. */
  Future<Void> giveTo(Environment environment) {
    return home.compose(own -> Topics.shareSigning(own, environment));
  }

  /** Keeps the key of a broker that is open. */
  Future<Void> takeFrom(Environment environment) {
    return home.compose(own -> Topics.shareSigning(environment, own));
  }
}
