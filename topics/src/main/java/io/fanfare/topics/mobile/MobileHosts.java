package io.fanfare.topics.mobile;

import io.fanfare.access.Guard;
import io.vertx.core.Future;
import java.util.function.Function;

/** Where is at work what accounts have for phones: a scope is an account in a region. */
public interface MobileHosts {

  /** Does {@code work} where the settings of {@code scope} are, or would be, on its event loop. */
  <R> Future<R> texts(String scope, Function<SmsHost, Future<R>> work);

  /** The same where the applications of {@code scope} are. */
  <R> Future<R> platforms(String scope, Function<PlatformHost, Future<R>> work);

  /** Decides who may do what. */
  Guard guard();

  /** What sends push notifications on. */
  Gateways gateways();
}
