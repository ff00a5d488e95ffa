package io.fanfare.store.mv;

import io.fanfare.core.Key;
import io.fanfare.store.mv.file.Cell;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What two iterators have in the order of keys; of two at one key the upper one's counts. */
final class Overlay implements Iterator<Map.Entry<Key, Cell>> {

  private final Iterator<Map.Entry<Key, Cell>> lowerOnes;
  private final Iterator<Map.Entry<Key, Cell>> upperOnes;
  private Map.@Nullable Entry<Key, Cell> lower;
  private Map.@Nullable Entry<Key, Cell> upper;

  /** Both are in the order of their keys. */
  Overlay(Iterator<Map.Entry<Key, Cell>> lower, Iterator<Map.Entry<Key, Cell>> upper) {
    lowerOnes = lower;
    upperOnes = upper;
    this.lower = next(lower);
    this.upper = next(upper);
  }

  private static Map.@Nullable Entry<Key, Cell> next(Iterator<Map.Entry<Key, Cell>> ones) {
    return ones.hasNext() ? ones.next() : null;
  }

  @Override
  public boolean hasNext() {
    return lower != null || upper != null;
  }

  @Override
  public Map.Entry<Key, Cell> next() {
    Map.Entry<Key, Cell> below = lower;
    Map.Entry<Key, Cell> above = upper;
    if (above == null || (below != null && below.getKey().compareTo(above.getKey()) < 0)) {
      lower = next(lowerOnes);
      if (below == null) {
        throw new NoSuchElementException();
      }
      return below;
    }
    upper = next(upperOnes);
    if (below != null && below.getKey().equals(above.getKey())) {
      lower = next(lowerOnes);
    }
    return above;
  }
}
