package io.fanfare.topics.mobile;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Key;
import io.fanfare.core.Outcome;
import io.fanfare.runtime.EngineHost;
import io.fanfare.runtime.EventLoop;
import io.fanfare.topics.rows.TopicTables;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the accounts of one event loop have set for their text messages, at work: read from the
 * store when somebody asks, and again after a fault.
 */
public final class SmsHost implements EngineHost.Actor<Void> {

  private static final Key FIRST = Key.first(Long.MIN_VALUE);
  private static final Key LAST = new Key(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private final EventLoop loop;
  private @Nullable Future<Opened> opened;

  /** The settings of those accounts that are asked for on {@code loop}. */
  public SmsHost(EventLoop loop) {
    this.loop = loop;
  }

  /** The settings, and what runs them. */
  private record Opened(SmsEngine rules, EngineHost<Void> engine) {}

  Future<Map<String, String>> attributes(String scope, List<String> names) {
    return open()
        .compose(
            settings ->
                settings
                    .engine()
                    .run(step -> Outcome.of(settings.rules().attributes(scope, names))));
  }

  Future<Void> set(String scope, Map<String, String> attributes) {
    return open()
        .compose(
            settings ->
                settings.engine().run(step -> settings.rules().set(scope, attributes, step)))
        .mapEmpty();
  }

  @Override
  public void act(Void effect, Future<Void> durable) {}

  @Override
  public void stepped() {}

  @Override
  public void closed(BrokerException fault) {
    opened = null;
  }

  private Future<Opened> open() {
    Future<Opened> opening = opened;
    if (opening == null || opening.failed()) {
      opening =
          loop.store()
              .scan(TopicTables.SMS_SETTINGS, FIRST, LAST, Integer.MAX_VALUE)
              .map(
                  rows -> {
                    SmsEngine rules = new SmsEngine(rows);
                    return new Opened(rules, new EngineHost<>(loop, rules, this));
                  });
      opened = opening;
    }
    return opening;
  }
}
