package io.fanfare.topics.engine;

import java.util.List;

/**
 * What one subscriber gets of a publish.
 *
 * @param positions its messages, by their position in the publish
 */
public record Copies(Subscriber subscriber, List<Integer> positions) {

  /** The first message of a publish, which is mostly all there is. */
  static final List<Integer> FIRST = List.of(0);

  /** The copies but for those at {@code some} positions. */
  public Copies without(List<Integer> some) {
    return new Copies(
        subscriber, positions.stream().filter(position -> !some.contains(position)).toList());
  }
}
