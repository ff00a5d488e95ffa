package io.fanfare.broker.config;

import io.fanfare.core.Attribute;
import io.fanfare.functions.model.CreateEventSourceMapping;
import io.fanfare.http.wire.Structure;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.settings.Home;
import io.fanfare.settings.Setting;
import io.fanfare.topics.model.SubscriptionAttribute;
import io.fanfare.topics.model.TopicAttribute;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON Schema of the file, made from the declarations of what stands in it, so that editors
 * know its members, their values and what they mean.
 */
final class ConfigSchema {

  private static final Pattern RANGE = Pattern.compile("([0-9]+) to ([0-9]+)(?:;.*)?");
  private static final Pattern FROM = Pattern.compile("([0-9]+) or more((?:, [a-z]+)*)");
  private static final Pattern WORDS = Pattern.compile("\\w+(?:, \\w+)+");
  private static final String COMMA = ", ";
  private static final String TYPE = "type";
  private static final String TEXT = "string";
  private static final String OBJECT = "object";
  private static final String WHOLE = "integer";
  private static final String PROPERTIES = "properties";
  private static final String OTHERS = "additionalProperties";

  /** What mappings have and say by other names here. */
  private static final Set<String> OF_REQUESTS =
      Set.of("EventSourceArn", "FunctionName", "Tags", "*");

  private ConfigSchema() {}

  /** The schema of a file in which {@code settings} can be set. */
  static JsonObject of(List<Setting<?>> settings) {
    JsonObject top = new JsonObject();
    put(top, Home.ACCOUNT);
    put(top, Home.REGION);
    put(top, Home.ENDPOINT);
    top.put(ConfigFile.SETTINGS, settings(settings));
    top.put(ResourceReader.QUEUES, named(queue(), "The queues, by their names or ARNs."));
    top.put(ResourceReader.TOPICS, named(topic(), "The topics, by their names or ARNs."));
    top.put(ResourceReader.MAPPINGS, list(mapping(), "Which queues invoke which functions."));
    top.put(
        ResourceReader.PRUNE,
        type("boolean")
            .put(
                "description",
                "Deletes what is in the same accounts and regions and not here, queues with their"
                    + " messages; false by default."));
    return object(top)
        .put("$schema", "http://json-schema.org/draft-07/schema#")
        .put("title", "A broker of Fanfare: its settings, queues, topics and mappings");
  }

  private static JsonObject settings(List<Setting<?>> settings) {
    JsonObject members = new JsonObject();
    settings.forEach(setting -> put(members, setting));
    return object(members);
  }

  private static void put(JsonObject members, Setting<?> setting) {
    if (!setting.settings().isEmpty()) {
      members.put(setting.name(), settings(setting.settings()));
      return;
    }
    JsonObject schema =
        setting.isList() ? type("array").put("items", type(TEXT)) : ofWords(setting.values());
    String preset = setting.presetInWords();
    members.put(
        setting.name(),
        schema.put(
            "description", setting.meaning() + (preset.isEmpty() ? "" : " Default: " + preset)));
  }

  private static JsonObject queue() {
    JsonObject members = place();
    members.put(PartReader.DEAD_LETTER, deadLetter(true));
    members.put(Part.TAGS, tags());
    attributes(members, QueueAttribute.all());
    return object(members);
  }

  private static JsonObject topic() {
    JsonObject members = place();
    members.put(Part.TAGS, tags());
    attributes(members, TopicAttribute.all());
    attributes(members, List.of(TopicAttribute.DATA_PROTECTION_POLICY));
    members.put(ResourceReader.SUBSCRIPTIONS, list(subscription(), "Who gets what is published."));
    return object(members);
  }

  private static JsonObject subscription() {
    JsonObject members = new JsonObject();
    members.put(ResourceReader.PROTOCOL, type(TEXT).put("description", "Such as sqs or http."));
    members.put(
        ResourceReader.ENDPOINT,
        type(TEXT)
            .put("description", "A queue or a function by its name or ARN, or else as in AWS."));
    members.put(PartReader.DEAD_LETTER, deadLetter(false));
    attributes(members, SubscriptionAttribute.all());
    return object(members)
        .put("required", JsonArray.of(ResourceReader.PROTOCOL, ResourceReader.ENDPOINT));
  }

  private static JsonObject mapping() {
    JsonObject members = place();
    members.put(ResourceReader.QUEUE, type(TEXT).put("description", "A name, a URL or an ARN."));
    members.put(ResourceReader.FUNCTION, type(TEXT).put("description", "A name or an ARN."));
    members.put(Part.TAGS, tags());
    Structure.of(CreateEventSourceMapping.class).memberNames().stream()
        .filter(name -> !OF_REQUESTS.contains(name))
        .forEach(name -> members.put(name, new JsonObject().put("description", "As with AWS.")));
    return object(members)
        .put("required", JsonArray.of(ResourceReader.QUEUE, ResourceReader.FUNCTION));
  }

  private static JsonObject place() {
    JsonObject members = new JsonObject();
    members.put(
        PartReader.ACCOUNT, type(TEXT).put("description", "Where it is, if not as the file."));
    members.put(
        PartReader.REGION, type(TEXT).put("description", "Where it is, if not as the file."));
    return members;
  }

  private static JsonObject deadLetter(boolean counted) {
    JsonObject members = new JsonObject().put(ResourceReader.QUEUE, type(TEXT));
    JsonArray required = JsonArray.of(ResourceReader.QUEUE);
    if (counted) {
      members.put(PartReader.MAX_RECEIVE_COUNT, type(WHOLE));
      required.add(PartReader.MAX_RECEIVE_COUNT);
    }
    return object(members)
        .put("required", required)
        .put("description", "The queue for what cannot be handled, as a RedrivePolicy.");
  }

  private static JsonObject tags() {
    return type(OBJECT).put(OTHERS, types(TEXT, "number", "boolean"));
  }

  private static void attributes(JsonObject members, List<Attribute<?>> declared) {
    for (Attribute<?> attribute : declared) {
      if (attribute.kind() != Attribute.Kind.COMPUTED) {
        String preset = attribute.preset().filter(text -> !text.isEmpty()).orElse("");
        members.put(
            attribute.name(),
            ofWords(attribute.values())
                .put(
                    "description",
                    attribute.values() + (preset.isEmpty() ? "" : "; default: " + preset)));
      }
    }
  }

  /** The schema of what {@code words} of the reference say. */
  private static JsonObject ofWords(String words) {
    Matcher range = RANGE.matcher(words);
    Matcher from = FROM.matcher(words);
    if (words.equals("true, false")) {
      return type("boolean");
    } else if (range.matches()) {
      return type(WHOLE)
          .put("minimum", Long.valueOf(range.group(1)))
          .put("maximum", Long.valueOf(range.group(2)));
    } else if (from.matches()) {
      JsonObject number = type(WHOLE).put("minimum", Long.valueOf(from.group(1)));
      return from.group(2).isEmpty()
          ? number
          : new JsonObject()
              .put("anyOf", JsonArray.of(number, oneOf(from.group(2).substring(COMMA.length()))));
    } else if (WORDS.matcher(words).matches()) {
      return oneOf(words);
    } else if (words.contains("JSON") || words.contains("policy")) {
      return types(OBJECT, TEXT);
    }
    return words.matches("[0-9].*") && !words.startsWith("12 digits") ? type(WHOLE) : type(TEXT);
  }

  private static JsonObject oneOf(String words) {
    JsonArray all = new JsonArray();
    Pattern.compile(COMMA).splitAsStream(words).forEach(all::add);
    // Words such as 1 and 2 may be written as numbers, too.
    Pattern.compile(COMMA)
        .splitAsStream(words)
        .filter(word -> word.matches("[0-9]"))
        .forEach(word -> all.add(Integer.valueOf(word)));
    return new JsonObject().put("enum", all);
  }

  private static JsonObject type(String name) {
    return new JsonObject().put(TYPE, name);
  }

  private static JsonObject types(String... names) {
    return new JsonObject().put(TYPE, new JsonArray(List.of(names)));
  }

  private static JsonObject object(JsonObject members) {
    return type(OBJECT).put(PROPERTIES, members).put(OTHERS, false);
  }

  private static JsonObject named(JsonObject each, String meaning) {
    return type(OBJECT)
        .put(OTHERS, new JsonObject().put("anyOf", JsonArray.of(each, type("null"))))
        .put("description", meaning);
  }

  private static JsonObject list(JsonObject each, String meaning) {
    return type("array").put("items", each).put("description", meaning);
  }
}
