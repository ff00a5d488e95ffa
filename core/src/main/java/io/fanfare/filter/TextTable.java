package io.fanfare.filter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Conditions filed under texts, to be found by a value that has such a text at a given position.
 * There is one look-up for each length that a filed text has, however many texts there are.
 */
final class TextTable {

  private final Map<String, Set<Condition>> filed = new HashMap<>();
  private final TreeMap<Integer, Integer> lengths = new TreeMap<>();

  void add(String text, Condition condition) {
    Set<Condition> conditions = filed.get(text);
    if (conditions == null) {
      conditions = new HashSet<>(2);
      filed.put(text, conditions);
      lengths.merge(text.length(), 1, Integer::sum);
    }
    conditions.add(condition);
  }

  void remove(String text, Condition condition) {
    Set<Condition> conditions = filed.getOrDefault(text, Set.of());
    conditions.remove(condition);
    if (conditions.isEmpty() && filed.remove(text) != null) {
      lengths.computeIfPresent(text.length(), (length, texts) -> texts == 1 ? null : texts - 1);
    }
  }

  boolean isEmpty() {
    return filed.isEmpty();
  }

  /** Adds to {@code found} what is filed under the beginnings of {@code value}. */
  void findAtStart(String value, Set<Condition> found) {
    find(value, 0, found);
  }

  /** Adds to {@code found} what is filed under the endings of {@code value}. */
  void findAtEnd(String value, Set<Condition> found) {
    for (int length : lengths.headMap(value.length(), true).keySet()) {
      found.addAll(filed.getOrDefault(value.substring(value.length() - length), Set.of()));
    }
  }

  /** Adds to {@code found} what is filed under any part of {@code value}. */
  void findWithin(String value, Set<Condition> found) {
    for (int from = 0; !filed.isEmpty() && from < value.length(); from++) {
      find(value, from, found);
    }
  }

  private void find(String value, int from, Set<Condition> found) {
    for (int length : lengths.headMap(value.length() - from, true).keySet()) {
      found.addAll(filed.getOrDefault(value.substring(from, from + length), Set.of()));
    }
  }
}
