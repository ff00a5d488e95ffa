package io.fanfare.broker.proof;

import io.fanfare.broker.proof.Setting.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What all clients have to send to one FIFO queue. It is used by several at the same time, and
 * remembers so few letters that the duplicates it makes come within five minutes.
 */
final class Outbox {

  private static final int GROUPS = 10;
  private static final int REMEMBERED = 50;

  private final Place place;
  private final boolean byContent;
  private final List<Letter> recent = new ArrayList<>();
  private long last;

  /** The outbox of a queue that knows duplicates by their content, or else by their id. */
  Outbox(Place place, boolean byContent) {
    this.place = place;
    this.byContent = byContent;
  }

  Place place() {
    return place;
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
