package io.fanfare.broker.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.Arn;
import io.fanfare.core.Attribute;
import io.fanfare.core.PolicyJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes attributes as they stand in a file, without those that are as they are by default. */
final class ExportedNodes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ExportedNodes() {}

  /** Adds to {@code resource} those of {@code declared} that {@code shown} has. */
  static void attributes(
      ObjectNode resource, List<Attribute<?>> declared, Map<String, String> shown) {
    for (Attribute<?> attribute : declared) {
      String text = shown.get(attribute.name());
      if (text != null
          && attribute.kind() != Attribute.Kind.COMPUTED
          && !text.equals(attribute.preset().orElse(""))) {
        resource.set(attribute.name(), node(attribute.name(), text));
      }
    }
  }

  /** What is JSON with AWS is YAML, unless something of it would be another one when it is read. */
  static JsonNode node(String name, String text) {
    if (text.matches("0|[1-9][0-9]{0,8}")) {
      return NODES.numberNode(Integer.parseInt(text));
    }
    if (text.equals("true") || text.equals("false")) {
      return NODES.booleanNode(text.equals("true"));
    }
    Optional<ObjectNode> json = PolicyJson.object(text);
    if (json.isPresent() && !(PartReader.PLAIN.contains(name) && hasNumbers(json.get()))) {
      return json.get();
    }
    return NODES.textNode(text);
  }

  private static boolean hasNumbers(JsonNode node) {
    if (node.isNumber()) {
      return true;
    }
    for (JsonNode each : node) {
      if (hasNumbers(each)) {
        return true;
      }
    }
    return false;
  }

  /** A RedrivePolicy that says what {@code deadLetter} can say is written so. */
  static void deadLetter(ObjectNode resource, Scope scope) {
    JsonNode policy = resource.path(PartReader.REDRIVE_POLICY);
    String target = policy.path("deadLetterTargetArn").asText();
    JsonNode count = policy.path(PartReader.MAX_RECEIVE_COUNT);
    String name = name(target, "sqs", scope);
    if (policy.size() == (count.isMissingNode() ? 1 : 2) && !name.equals(target)) {
      resource.remove(PartReader.REDRIVE_POLICY);
      ObjectNode deadLetter = resource.putObject(PartReader.DEAD_LETTER);
      deadLetter.put(ResourceReader.QUEUE, name);
      if (!count.isMissingNode()) {
        deadLetter.put(PartReader.MAX_RECEIVE_COUNT, count.asInt());
      }
    }
  }

  static void tags(ObjectNode resource, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      ObjectNode object = resource.putObject(Part.TAGS);
      tags.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(tag -> object.put(tag.getKey(), tag.getValue()));
    }
  }

  /** The name of what {@code arn} names, if it is of {@code service} in {@code scope}. */
  static String name(String arn, String service, Scope scope) {
    return Arn.parse(arn)
        .filter(found -> found.service().equals(service))
        .filter(found -> new Scope(found.account(), found.region()).equals(scope))
        .map(Arn::resource)
        .orElse(arn);
  }
}
