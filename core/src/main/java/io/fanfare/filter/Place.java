package io.fanfare.filter;

import org.jspecify.annotations.Nullable;

/**
 * Where in a message a value stands: in the message itself, or in one element of an array. An array
 * is a place as well, and holds its elements. Equal to itself only.
 *
 * @param outer the place that holds this one
 * @param number higher than that of every place around it
 */
record Place(@Nullable Place outer, int number, boolean isArray) implements Comparable<Place> {

  static final Place MESSAGE = new Place(null, 0, false);

  @Override
  public int compareTo(Place other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return number;
  }
}
