package io.fanfare.topics;

import io.fanfare.access.AccessControl;
import io.fanfare.access.Authorization;
import io.fanfare.core.policy.Policy;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.listener.Listeners;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the listeners of a topic asked again whether they may listen: when the access file or the
 * topic's policy is another than it was, before they hear anything after that, and each minute, as
 * policies may hang on the time.
 */
final class ListenerWatch {

  private static final long LOOK_MILLIS = 1_000;
  private static final long MOST_MILLIS = 60_000;

  private final EventLoop loop;
  private final Authorization authorization;
  private final Supplier<Policy> policies;
  private final Listeners listeners;
  private @Nullable AccessControl control;
  private Policy policy;
  private long askedAt;
  private boolean looking;

  /** Watches nobody yet; {@code policies} is that of the topic now. */
  ListenerWatch(
      EventLoop loop, Authorization authorization, Supplier<Policy> policies, Listeners listeners) {
    this.loop = loop;
    this.authorization = authorization;
    this.policies = policies;
    this.listeners = listeners;
    this.policy = policies.get();
  }

  /** Watches the first listener, which was asked just now, and those that follow it. */
  void begin() {
    if (!looking) {
      looking = true;
      note();
      loop.after(LOOK_MILLIS, this::goOn);
    }
  }

  private void goOn() {
    look();
    looking = !listeners.isEmpty();
    if (looking) {
      loop.after(LOOK_MILLIS, this::goOn);
    }
  }

  /** Ends those who may not listen any more, if there can be any that are not known yet. */
  void look() {
    if (control != authorization.control()
        || policy != policies.get()
        || loop.now() - askedAt >= MOST_MILLIS) {
      note();
      listeners.ask();
    }
  }

  private void note() {
    control = authorization.control();
    policy = policies.get();
    askedAt = loop.now();
  }
}
