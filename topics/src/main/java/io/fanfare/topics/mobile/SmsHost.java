package io.fanfare.topics.mobile;

import io.fanfare.core.Attributes;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.Writes;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the accounts of one event loop have set for their text messages. */
public final class SmsShelf {

  private final EventLoop loop;
  private final Map<String, SmsSettings> byScope = new HashMap<>();
  private final Writes writes;

  /** A shelf on {@code loop} without any settings. */
  public SmsShelf(EventLoop loop) {
    this.loop = loop;
    this.writes = new Writes(loop.store());
  }

  /** Takes in settings that the store holds. */
  public void add(SmsSettings settings) {
    byScope.put(settings.scope(), settings);
  }

  Future<Map<String, String>> attributes(String scope, List<String> names) {
    SmsSettings settings = byScope.get(scope);
    Attributes attributes = settings == null ? Attributes.none() : settings.attributes();
    return writes.settled().map(SmsSettings.view(attributes, names));
  }

  Future<Void> set(String scope, Map<String, String> attributes) {
    SmsSettings settings = byScope.get(scope);
    if (settings == null) {
      settings = new SmsSettings(loop.step().nextSequence(), scope, Attributes.none());
    }
    SmsSettings changed = settings.with(attributes);
    add(changed);
    return writes.write(List.of(changed.put()));
  }
}
