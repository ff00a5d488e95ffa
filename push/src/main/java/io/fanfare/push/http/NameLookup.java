package io.fanfare.push.http;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a name. */
@FunctionalInterface
interface NameLookup {

  /**
   * All addresses of {@code name}, those first that are to be tried first; fails if it has none. Is
   * called on the event loop of {@code context}, and does not block it.
   */
  Future<List<InetAddress>> addresses(ContextInternal context, String name);
}
