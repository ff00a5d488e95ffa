package io.fanfare.junit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The brokers of one field, of which there are several if several classes with it run at once. */
final class Running {

  private final Set<FanfareBroker> all = ConcurrentHashMap.newKeySet();

  void opened(FanfareBroker broker) {
    all.add(broker);
  }

  void closed(FanfareBroker broker) {
    all.remove(broker);
  }

  /** The one that is meant, as there is no other. */
  FanfareBroker only() {
    List<FanfareBroker> there = List.copyOf(all);
    if (there.isEmpty()) {
      throw new IllegalStateException("No test is running that has a broker in this field");
    }
    if (there.size() > 1) {
      throw new IllegalStateException(
          "%d classes or methods with this field run at once, each with a broker of its own;"
                  .formatted(there.size())
              + " have it given as a parameter");
    }
    return there.get(0);
  }
}
