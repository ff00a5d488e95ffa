package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.mv.file.Cell;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What two iterators have in the order of keys; of two at one key the upper one's counts. */
final class Overlay implements Iterator<Map.Entry<Key, Cell>> {

  private final Iterator<Map.Entry<Key, Cell>> lowerOnes;
  private final Iterator<Map.Entry<Key, Cell>> upperOnes;
  private Map.@Nullable Entry<Key, Cell> lower;
  private Map.@Nullable Entry<Key, Cell> upper;

  /** Both are in the order of their keys; they are asked for no more than is asked for here. */
  Overlay(Iterator<Map.Entry<Key, Cell>> lower, Iterator<Map.Entry<Key, Cell>> upper) {
    lowerOnes = lower;
    upperOnes = upper;
  }

  private static Map.@Nullable Entry<Key, Cell> next(
      Map.@Nullable Entry<Key, Cell> one, Iterator<Map.Entry<Key, Cell>> ones) {
    return one == null && ones.hasNext() ? ones.next() : one;
  }

  @Override
  public boolean hasNext() {
    lower = next(lower, lowerOnes);
    upper = next(upper, upperOnes);
    return lower != null || upper != null;
  }

  @Override
  public Map.Entry<Key, Cell> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Map.Entry<Key, Cell> below = lower;
    Map.Entry<Key, Cell> above = upper;
    if (below != null && (above == null || below.getKey().compareTo(above.getKey()) < 0)) {
      lower = null;
      return below;
    }
    if (below != null && above != null && below.getKey().equals(above.getKey())) {
      lower = null;
    }
    upper = null;
    return Objects.requireNonNull(above);
  }
}
