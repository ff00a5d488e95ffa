package io.fanfare.topics.mobile;

import io.vertx.core.Future;
import java.util.function.Function;

/** Where the settings of accounts for their text messages are. */
public interface SmsHosts {

  /** Does {@code work} where the settings of {@code scope} are, or would be, on its event loop. */
  <R> Future<R> texts(String scope, Function<SmsHost, Future<R>> work);
}
