package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Setting.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What all clients have to send to one FIFO queue, or to one FIFO topic. It is used by several at
 * the same time, and remembers so few letters that the duplicates it makes come within five
 * minutes.
 */
final class Outbox {

  private static final int GROUPS = 10;
  private static final int REMEMBERED = 50;

  private final String name;
  private final Carrier carrier;
  private final List<Place> places;
  private final boolean byContent;
  private final List<Letter> recent = new ArrayList<>();
  private long last;

  /**
   * The outbox of a queue or topic called {@code name}, which knows duplicates by their content, or
   * else by their id. What {@code carrier} takes there arrives in all {@code places}.
   */
  Outbox(String name, Carrier carrier, List<Place> places, boolean byContent) {
    this.name = name;
    this.carrier = carrier;
    this.places = places;
    this.byContent = byContent;
  }

  String name() {
    return name;
  }

  Carrier carrier() {
    return carrier;
  }

  List<Place> places() {
    return places;
  }

  /** A letter that nobody sent before, or a duplicate. */
  synchronized Letter next(Random random) {
    if (!recent.isEmpty() && random.nextInt(5) == 0) {
      Letter letter = recent.get(random.nextInt(recent.size()));
      return byContent ? letter : letter(letter.group(), letter.parcel().id(), random);
    }
    Letter letter = letter("group-" + random.nextInt(GROUPS), "f" + ++last, random);
    recent.add(letter);
    if (recent.size() > REMEMBERED) {
      recent.remove(0);
    }
    return letter;
  }

  private Letter letter(String group, String id, Random random) {
    return new Letter(group, byContent ? null : id, Parcel.draw(id, random));
  }
}
