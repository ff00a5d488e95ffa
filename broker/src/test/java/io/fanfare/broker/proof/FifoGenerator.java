package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Topology.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates what all clients send to one FIFO queue, or to one FIFO topic. It is used by several at
 * the same time, and remembers so few messages that the duplicates it makes come within five
 * minutes.
 */
final class FifoGenerator {

  private static final int GROUPS = 10;
  private static final int REMEMBERED = 50;

  private final String name;
  private final FifoClient client;
  private final List<Place> places;
  private final boolean byContent;
  private final List<FifoMessage> recent = new ArrayList<>();
  private long last;

  /**
   * The generator of a queue or topic called {@code name}, which knows duplicates by their content,
   * or else by their id. What {@code client} takes there arrives in all {@code places}.
   */
  FifoGenerator(String name, FifoClient client, List<Place> places, boolean byContent) {
    this.name = name;
    this.client = client;
    this.places = places;
    this.byContent = byContent;
  }

  String name() {
    return name;
  }

  FifoClient client() {
    return client;
  }

  List<Place> places() {
    return places;
  }

  /** A message that nobody sent before, or a duplicate. */
  synchronized FifoMessage next(Random random) {
    if (!recent.isEmpty() && random.nextInt(5) == 0) {
      FifoMessage message = recent.get(random.nextInt(recent.size()));
      return byContent ? message : message(message.group(), message.payload().id(), random);
    }
    FifoMessage message = message("group-" + random.nextInt(GROUPS), "f" + ++last, random);
    recent.add(message);
    if (recent.size() > REMEMBERED) {
      recent.remove(0);
    }
    return message;
  }

  private FifoMessage message(String group, String id, Random random) {
    return new FifoMessage(group, byContent ? null : id, Payload.draw(id, random));
  }
}
