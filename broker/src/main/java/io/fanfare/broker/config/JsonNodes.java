package io.fanfare.broker.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.yaml.YamlNode;
import io.fanfare.yaml.YamlNode.Scalar;
import java.math.BigDecimal;

/** Values of the file as JSON. */
final class JsonNodes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonNodes() {}

  /** What {@code node} is as JSON, where numbers are numbers. */
  static JsonNode of(YamlNode node) {
    return of(node, false);
  }

  /**
   * The value of an attribute: what AWS takes as a text in JSON may be written in YAML.
   *
   * @param plain whether numbers are texts, as accounts in the policies of resources
   */
  static String text(YamlNode node, boolean plain) {
    if (node instanceof Scalar scalar) {
      return scalar.kind() == Scalar.Kind.NULL ? "" : scalar.text();
    }
    return of(node, plain).toString();
  }

  private static JsonNode of(YamlNode node, boolean plain) {
    if (node instanceof Scalar scalar) {
      return scalar(scalar, plain);
    }
    if (node instanceof YamlNode.Items items) {
      ArrayNode list = NODES.arrayNode();
      items.all().forEach(each -> list.add(of(each, plain)));
      return list;
    }
    ObjectNode object = NODES.objectNode();
    if (node instanceof YamlNode.Members members) {
      members.all().forEach((name, value) -> object.set(name, of(value, plain)));
    }
    return object;
  }

  private static JsonNode scalar(Scalar scalar, boolean plain) {
    return switch (scalar.kind()) {
      case NULL -> NODES.nullNode();
      case BOOLEAN -> NODES.booleanNode(isTrue(scalar.text()));
      case NUMBER -> plain ? NODES.textNode(scalar.text()) : number(scalar.text());
      case TEXT -> NODES.textNode(scalar.text());
    };
  }

  private static boolean isTrue(String text) {
    return text.equalsIgnoreCase("true");
  }

  private static JsonNode number(String text) {
    try {
      return text.matches("-?[0-9]{1,18}")
          ? NODES.numberNode(Long.parseLong(text))
          : DecimalNode.valueOf(new BigDecimal(text));
    } catch (NumberFormatException otherwiseWritten) {
      return NODES.textNode(text);
    }
  }
}
