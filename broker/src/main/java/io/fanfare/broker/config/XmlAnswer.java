package io.fanfare.broker.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads what topics answer with. */
final class XmlAnswer {

  private XmlAnswer() {}

  /** The text of the first element {@code name} in {@code answer}; empty if there is none. */
  static String text(Element answer, String name) {
    Node found = answer.getElementsByTagName(name).item(0);
    return found == null ? "" : found.getTextContent();
  }

  /** The members of the list {@code name} in {@code answer}, each as texts by name. */
  static List<Map<String, String>> members(Element answer, String name) {
    Node list = answer.getElementsByTagName(name).item(0);
    List<Map<String, String>> all = new ArrayList<>();
    if (list != null) {
      for (Element member : children(list)) {
        Map<String, String> texts = new LinkedHashMap<>();
        children(member).forEach(each -> texts.put(each.getTagName(), each.getTextContent()));
        all.add(texts);
      }
    }
    return all;
  }

  /** The texts by name of the map {@code name} in {@code answer}. */
  static Map<String, String> map(Element answer, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    members(answer, name).forEach(each -> texts.put(one(each, "key"), one(each, "value")));
    return texts;
  }

  /** Tags begin their names with a capital, attributes do not. */
  private static String one(Map<String, String> entry, String name) {
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return entry.getOrDefault(name, entry.getOrDefault(capital, ""));
  }

  private static List<Element> children(Node node) {
    List<Element> children = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
