package io.fanfare.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Conditions filed under texts, to be found by a value that has such a text at a given position. It
 * is a radix tree (Morrison, 1968): a look-up reads each character of the value once at the most,
 * however many texts there are and however long they are.
 */
final class TextTable {

  private final boolean backward;
  private final Node root = new Node("");

  private TextTable(boolean backward) {
    this.backward = backward;
  }

  /** A table whose texts are read as they are. */
  static TextTable forward() {
    return new TextTable(false);
  }

  /** A table whose texts are read from their last character on. */
  static TextTable backward() {
    return new TextTable(true);
  }

  /** Where texts go on alike; its label are the characters on the way here from the one above. */
  private static final class Node {

    private String label;
    private Set<Condition> filed = new HashSet<>(2);
    private Map<Character, Node> below = new HashMap<>(2);

    private Node(String label) {
      this.label = label;
    }

    private void put(Node lower) {
      below.put(lower.label.charAt(0), lower);
    }

    /** Makes two of it: this one ends after {@code length} characters of its label. */
    private void split(int length) {
      Node rest = new Node(label.substring(length));
      rest.filed = filed;
      rest.below = below;
      label = label.substring(0, length);
      filed = new HashSet<>(2);
      below = new HashMap<>(2);
      put(rest);
    }

    /** Takes in the only one below, if nothing is filed here. */
    private void join() {
      if (filed.isEmpty() && below.size() == 1) {
        Node only = below.values().iterator().next();
        label = label + only.label;
        filed = only.filed;
        below = only.below;
      }
    }
  }

  void add(String text, Condition condition) {
    String key = key(text);
    Node node = root;
    for (int at = 0; at < key.length(); at += node.label.length()) {
      Node next = node.below.get(key.charAt(at));
      if (next == null) {
        next = new Node(key.substring(at));
        node.put(next);
      } else {
        int alike = alike(next.label, key, at);
        if (alike < next.label.length()) {
          next.split(alike);
        }
      }
      node = next;
    }
    node.filed.add(condition);
  }

  private static int alike(String label, String key, int at) {
    int most = Math.min(label.length(), key.length() - at);
    int alike = 0;
    while (alike < most && label.charAt(alike) == key.charAt(at + alike)) {
      alike++;
    }
    return alike;
  }

  void remove(String text, Condition condition) {
    String key = key(text);
    List<Node> way = new ArrayList<>();
    Node node = root;
    for (int at = 0; at < key.length(); at += node.label.length()) {
      way.add(node);
      Node next = node.below.get(key.charAt(at));
      if (next == null || !key.startsWith(next.label, at)) {
        return;
      }
      node = next;
    }
    node.filed.remove(condition);
    if (way.isEmpty()) {
      return;
    }
    Node above = way.get(way.size() - 1);
    if (node.filed.isEmpty() && node.below.isEmpty()) {
      above.below.remove(node.label.charAt(0));
      if (above != root) {
        above.join();
      }
    } else {
      node.join();
    }
  }

  boolean isEmpty() {
    return root.filed.isEmpty() && root.below.isEmpty();
  }

  /**
   * Adds to {@code found} what is filed under the beginnings of {@code value}, or under its endings
   * if it is read backward.
   */
  void find(String value, Set<Condition> found, Effort effort) {
    if (!isEmpty()) {
      walk(value, 0, node -> found.addAll(node.filed), effort);
    }
  }

  /** Adds to {@code found} what is filed under any part of {@code value}. */
  void findWithin(String value, Set<Condition> found, Effort effort) {
    if (isEmpty()) {
      return;
    }
    Set<Node> known = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int from = 0; from < value.length(); from++) {
      walk(
          value,
          from,
          node -> {
            if (known.add(node)) {
              found.addAll(node.filed);
            }
          },
          effort);
    }
  }

  /** Told of each text that is met. */
  private interface Visitor {
    void met(Node node);
  }

  private void walk(String value, int from, Visitor visitor, Effort effort) {
    int at = from;
    Node node = root;
    do {
      if (!node.filed.isEmpty()) {
        visitor.met(node);
      }
      Node next = at < value.length() ? node.below.get(character(value, at)) : null;
      node = next != null && fits(next.label, value, at) ? next : null;
      at += node == null ? 1 : node.label.length();
    } while (node != null);
    effort.spend(at - from);
  }

  private boolean fits(String label, String value, int at) {
    if (!backward) {
      return value.startsWith(label, at);
    }
    if (label.length() > value.length() - at) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      if (label.charAt(i) != character(value, at + i)) {
        return false;
      }
    }
    return true;
  }

  private char character(String value, int at) {
    return value.charAt(backward ? value.length() - 1 - at : at);
  }

  private String key(String text) {
    if (!backward) {
      return text;
    }
    char[] reversed = new char[text.length()];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = character(text, i);
    }
    return new String(reversed);
  }
}
