package io.fanfare.broker.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.broker.config.Resources.MappingEntry;
import io.fanfare.core.PolicyJson;
import io.fanfare.functions.Functions;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.functions.model.EventSourceMappingConfiguration;
import io.fanfare.functions.model.ListEventSourceMappings;
import io.fanfare.functions.model.ListTags;
import io.fanfare.functions.model.TagResource;
import io.fanfare.functions.model.UpdateEventSourceMapping;
import io.fanfare.http.wire.JsonProtocol;
import io.fanfare.http.wire.Pieces;
import io.fanfare.http.wire.RestProtocol;
import io.fanfare.http.wire.Structure;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has mappings of queues to functions be as the file says, whose members are those of AWS. */
final class MappingMaking {

  private static final String PATTERN = "Pattern";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Structure<CreateEventSourceMapping> CREATE =
      Structure.of(CreateEventSourceMapping.class);
  private static final Structure<UpdateEventSourceMapping> UPDATE =
      Structure.of(UpdateEventSourceMapping.class);
  private static final Structure<EventSourceMappingConfiguration> SHOWN =
      Structure.of(EventSourceMappingConfiguration.class);

  private MappingMaking() {}

  /** Has {@code mapping} be as {@code part} says of it, which may be less than all. */
  static Future<Made> make(BrokerServices services, MappingEntry mapping, Part part) {
    Functions functions = services.functions(mapping.scope());
    return functions
        .listEventSourceMappings(
            new ListEventSourceMappings(mapping.queueArn(), mapping.function(), null, null))
        .compose(
            page ->
                page.eventSourceMappings().isEmpty()
                    ? create(functions, mapping, part)
                    : change(functions, page.eventSourceMappings().get(0), part));
  }

  private static Future<Made> create(Functions functions, MappingEntry mapping, Part part) {
    ObjectNode request = members(part);
    request.put("EventSourceArn", mapping.queueArn());
    request.put("FunctionName", mapping.function());
    if (!part.tags().isEmpty()) {
      request.set("Tags", JSON.valueToTree(part.tags()));
    }
    return Future.succeededFuture(request)
        .map(json -> read(CREATE, json))
        .compose(functions::createEventSourceMapping)
        .map(Made.CREATED);
  }

  private static Future<Made> change(
      Functions functions, EventSourceMappingConfiguration found, Part part) {
    ObjectNode wanted = members(part);
    Future<Made> set = Future.succeededFuture(Made.LEFT);
    if (!isSame(shown(found), wanted)) {
      wanted.put("UUID", found.uuid());
      set =
          Future.succeededFuture(wanted)
              .map(json -> read(UPDATE, json))
              .compose(functions::updateEventSourceMapping)
              .map(Made.CHANGED);
    }
    return set.compose(made -> tag(functions, found.eventSourceMappingArn(), part.tags(), made));
  }

  private static Future<Made> tag(
      Functions functions, String arn, Map<String, String> tags, Made made) {
    return functions
        .listTags(new ListTags(arn))
        .compose(
            before ->
                before.tags().entrySet().containsAll(tags.entrySet())
                    ? Future.succeededFuture(made)
                    : functions.tagResource(new TagResource(arn, tags)).map(Made.CHANGED));
  }

  private static ObjectNode members(Part part) {
    ObjectNode members = JSON.createObjectNode();
    part.texts()
        .forEach(
            (name, text) -> {
              try {
                members.set(name, JSON.readTree(text));
              } catch (JsonProcessingException notJson) {
                throw new IllegalStateException("It was made from JSON", notJson);
              }
            });
    members.path("FilterCriteria").path("Filters").forEach(MappingMaking::spellPattern);
    return members;
  }

  /** A pattern is a text in JSON to AWS, which the file may have as a map. */
  private static void spellPattern(JsonNode filter) {
    if (filter instanceof ObjectNode object && object.path(PATTERN).isObject()) {
      object.put(PATTERN, object.path(PATTERN).toString());
    }
  }

  private static <Q extends Record> Q read(Structure<Q> structure, ObjectNode json) {
    return RestProtocol.read(structure, json.toString().getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** A mapping as AWS shows it. */
  static ObjectNode shown(EventSourceMappingConfiguration mapping) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    Pieces pieces = JsonProtocol.write(SHOWN, mapping);
    json.writeBytes(pieces.first());
    pieces.more().forEach(json::writeBytes);
    return PolicyJson.object(json.toString(StandardCharsets.UTF_8))
        .orElseThrow(() -> new IllegalStateException("A mapping is written as JSON"));
  }

  private static boolean isSame(ObjectNode shown, ObjectNode wanted) {
    for (Map.Entry<String, JsonNode> each : wanted.properties()) {
      @Nullable JsonNode is =
          each.getKey().equals("Enabled")
              ? JSON.getNodeFactory().booleanNode(shown.path("State").asText().startsWith("Enabl"))
              : shown.get(each.getKey());
      if (!each.getValue().equals(is)) {
        return false;
      }
    }
    return true;
  }

  /** What the member {@code name} is when nobody sets it; null if it is not there then. */
  static @Nullable JsonNode preset(String name) {
    return switch (name) {
      case "BatchSize" -> JSON.getNodeFactory().numberNode(10);
      case "MaximumBatchingWindowInSeconds" -> JSON.getNodeFactory().numberNode(0);
      default -> null;
    };
  }

  /** The names of members that are not settings of a mapping, but tell of it. */
  static List<String> told() {
    return List.of(
        "UUID",
        "EventSourceMappingArn",
        "EventSourceArn",
        "FunctionArn",
        "LastModified",
        "State",
        "StateTransitionReason");
  }
}
