package io.fanfare.http.wire;

import java.util.List;
import java.util.Map;

/** Writes a result as the elements of the Query protocol. */
final class XmlWriter {

  private final Service service;
  private final String action;
  private final Xml xml;

  XmlWriter(Service service, String action, Xml xml) {
    this.service = service;
    this.action = action;
    this.xml = xml;
  }

  /** The element {@code name} of a whole structure. */
  void write(String name, Structure<?> structure, Object value) {
    xml.open(name);
    int before = xml.length();
    for (Member member : structure.members()) {
      Object part = member.of(value);
      if (part != null) {
        member(member.name(), member.shape(), part);
      }
    }
    xml.closeOrCollapse(name, before);
  }

  private void member(String name, Shape shape, Object value) {
    if (shape instanceof Shape.ListOf list) {
      list(name, list.element(), (List<?>) value);
    } else if (shape instanceof Shape.MapOf map) {
      map(name, map.value(), (Map<?, ?>) value);
    } else {
      value(name, shape, value);
    }
  }

  private void list(String name, Shape element, List<?> values) {
    if (service.flattens()) {
      values.forEach(value -> value(FlatName.of(action, name), element, value));
      return;
    }
    xml.open(name);
    int before = xml.length();
    values.forEach(value -> value("member", element, value));
    xml.closeOrCollapse(name, before);
  }

  private void map(String name, Shape element, Map<?, ?> values) {
    if (service.flattens()) {
      String entry = FlatName.of(action, name);
      values.entrySet().forEach(value -> entry(entry, FlatName.keyOf(entry), element, value));
      return;
    }
    xml.open(name);
    int before = xml.length();
    values.entrySet().forEach(value -> entry("entry", "key", element, value));
    xml.closeOrCollapse(name, before);
  }

  private void entry(String name, String keyName, Shape element, Map.Entry<?, ?> entry) {
    xml.open(name).element(keyName, entry.getKey().toString());
    value(service.flattens() ? "Value" : "value", element, entry.getValue());
    xml.close(name);
  }

  private void value(String name, Shape shape, Object value) {
    if (shape instanceof Structure<?> structure) {
      write(name, structure, value);
    } else {
      xml.element(name, value.toString());
    }
  }
}
