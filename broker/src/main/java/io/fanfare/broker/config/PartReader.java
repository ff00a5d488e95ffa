package io.fanfare.broker.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.settings.Home;
import io.fanfare.yaml.Fields;
import io.fanfare.yaml.Mistake;
import io.fanfare.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads what the file says that one resource has. */
final class PartReader {

  static final String ACCOUNT = "account";
  static final String REGION = "region";
  static final String DEAD_LETTER = "deadLetter";
  static final String REDRIVE_POLICY = "RedrivePolicy";

  static final String MAX_RECEIVE_COUNT = "maxReceiveCount";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern SOME = Pattern.compile("(?s:.+)");

  /** In these whatever looks like a number is a text. */
  static final Set<String> PLAIN = Set.of("Policy", "RedriveAllowPolicy");

  private final YamlNode node;
  private final Fields fields;
  private final List<Mistake> mistakes;
  private final Map<String, YamlNode> attributes = new LinkedHashMap<>();
  private final Map<String, Given> extra = new LinkedHashMap<>();

  /** The members of {@code node}; those that are not {@code own} are attributes. */
  PartReader(YamlNode node, List<Mistake> mistakes, List<String> own) {
    this.node = node;
    this.mistakes = mistakes;
    List<String> known = new ArrayList<>(own);
    if (node instanceof YamlNode.Members members) {
      attributes.putAll(members.all());
      attributes.keySet().removeAll(known);
      known.addAll(attributes.keySet());
    }
    this.fields = Fields.of(node, mistakes, known);
  }

  /** Where it is; {@code otherwise} as far as it does not say. */
  Scope scope(Scope otherwise) {
    return new Scope(
        fields
            .text(ACCOUNT, Pattern.compile("[0-9]{12}"), "An account has 12 digits.")
            .orElse(otherwise.account()),
        fields
            .text(
                REGION,
                Pattern.compile("[a-z0-9-]{1,64}"),
                "This has to be " + Home.REGION.values() + ".")
            .orElse(otherwise.region()));
  }

  Optional<String> required(String name, Pattern form) {
    return fields.required(name, form, "This has to be a text.");
  }

  List<YamlNode> items(String name) {
    return fields.items(name);
  }

  /**
   * Reads the dead-letter queue, which stands for a RedrivePolicy.
   *
   * @param counted whether it says how often messages are received before
   */
  void deadLetter(Scope scope, boolean counted) {
    Optional<YamlNode> found = fields.node(DEAD_LETTER);
    if (found.isEmpty()) {
      return;
    }
    List<String> known =
        counted ? List.of(ResourceReader.QUEUE, MAX_RECEIVE_COUNT) : List.of(ResourceReader.QUEUE);
    Fields members = Fields.of(found.get(), mistakes, known);
    Optional<String> queue =
        members.required(ResourceReader.QUEUE, SOME, "This has to be the name of a queue.");
    Optional<String> count =
        counted
            ? members.required(MAX_RECEIVE_COUNT, NUMBER, "This has to be a number.")
            : Optional.empty();
    if (attributes.containsKey(REDRIVE_POLICY)) {
      mistakes.add(
          new Mistake(found.get().line(), "There is a RedrivePolicy, which says the same."));
    }
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    queue.ifPresent(name -> policy.put("deadLetterTargetArn", scope.queueArn(name)));
    count.ifPresent(number -> policy.put(MAX_RECEIVE_COUNT, Integer.valueOf(number)));
    extra.put(REDRIVE_POLICY, new Given(found.get().line(), policy.toString()));
  }

  /** What it has, where a value is a text. */
  Part part() {
    return part((name, value) -> JsonNodes.text(value, PLAIN.contains(name)));
  }

  /** What it has, where a value is JSON. */
  Part members() {
    return part((name, value) -> JsonNodes.of(value).toString());
  }

  private Part part(BiFunction<String, YamlNode, String> text) {
    Map<String, Given> all = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> all.put(name, new Given(value.line(), text.apply(name, value))));
    all.putAll(extra);
    Optional<YamlNode> tags = fields.node(Part.TAGS).filter(own -> !all.containsKey(Part.TAGS));
    return new Part(
        node.line(),
        all,
        tags.map(YamlNode::line).orElse(node.line()),
        tags.isPresent() ? fields.tags(Part.TAGS) : Map.of());
  }
}
