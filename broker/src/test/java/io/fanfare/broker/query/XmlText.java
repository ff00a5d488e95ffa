package io.fanfare.broker.query;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** XML as its readers understand it. */
final class XmlText {

  private XmlText() {}

  /**
   * A line for each element without children, its path and its text. Elements of different names
   * come in the order of their names, entries of a map in that of their keys, and space between
   * elements counts for nothing.
   */
  static List<String> lines(String xml) {
    List<String> lines = new ArrayList<>();
    Element root = parse(xml);
    lines.add("xmlns=" + root.getNamespaceURI());
    addLines(root, "", lines);
    return lines;
  }

  /** The texts of all elements {@code name}, in their order. */
  static List<String> textsOf(String xml, String name) {
    return nodes(parse(xml).getElementsByTagName(name)).stream().map(Node::getTextContent).toList();
  }

  private static void addLines(Element element, String parent, List<String> lines) {
    String path = parent + "/" + element.getNodeName();
    List<Element> children =
        nodes(element.getChildNodes()).stream()
            .filter(Element.class::isInstance)
            .map(Element.class::cast)
            .sorted(Comparator.comparing(Element::getNodeName).thenComparing(XmlText::keyOf))
            .toList();
    if (children.isEmpty()) {
      lines.add(path + "=" + element.getTextContent());
    }
    children.forEach(child -> addLines(child, path, lines));
  }

  private static String keyOf(Element element) {
    return nodes(element.getChildNodes()).stream()
        .filter(child -> child.getNodeName().equals("Name") || child.getNodeName().equals("Key"))
        .map(Node::getTextContent)
        .collect(Collectors.joining());
  }

  private static List<Node> nodes(NodeList list) {
    return IntStream.range(0, list.getLength()).mapToObj(list::item).toList();
  }

  private static Element parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("Not XML: " + xml, e);
    }
  }
}
