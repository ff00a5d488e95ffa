package io.fanfare.core.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanfare.core.Principal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What policies say, worked out from their text anew for each question and as literally as the
 * rules are written: slow, and with nothing of the evaluator that it checks.
 */
final class NaiveEvaluator {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KNOWN =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final Facts facts;
  private final Map<String, List<String>> context;
  private final boolean ofResource;
  private boolean modern;

  private NaiveEvaluator(Facts facts, boolean ofResource) {
    this.facts = facts;
    this.ofResource = ofResource;
    this.context = NaiveContext.of(facts);
  }

  /** What of a policy applies to a request. */
  private record Found(boolean denied, boolean allowed, boolean delegated) {}

  static Decision decide(Facts facts, @Nullable String resourcePolicy, List<String> own) {
    String owner = facts.resource().split(":", 6)[4];
    Kind kind = facts.principal().kind();
    boolean root = kind == Kind.ACCOUNT;
    boolean person = root || kind == Kind.USER || kind == Kind.ROLE_SESSION;
    boolean home = person && facts.principal().account().equals(owner);
    boolean shareable = !Set.of("tagqueue", "setqueueattributes").contains(facts.action());
    boolean open = Set.of("sendmessage", "receivemessage").contains(facts.action());
    if (root && home && facts.action().equals("setqueueattributes")) {
      return Decision.ALLOWED;
    }
    Found resource = new NaiveEvaluator(facts, true).find(resourcePolicy);
    List<Found> mine =
        root
            ? List.of()
            : own.stream().map(one -> new NaiveEvaluator(facts, false).find(one)).toList();
    if (resource.denied()) {
      return Decision.DENIED_BY_RESOURCE;
    }
    if (mine.stream().anyMatch(Found::denied)) {
      return Decision.DENIED_BY_IDENTITY;
    }
    boolean byIdentity = root || mine.stream().anyMatch(Found::allowed);
    boolean byResource = shareable && resource.allowed();
    if (!person) {
      boolean enough = kind == Kind.SERVICE ? byResource : byResource && open;
      return enough ? Decision.ALLOWED : Decision.NOT_ALLOWED_BY_RESOURCE;
    }
    if (home) {
      return byIdentity || byResource || facts.trusted()
          ? Decision.ALLOWED
          : Decision.NOT_ALLOWED_BY_IDENTITY;
    }
    if (!byResource && !(shareable && resource.delegated())) {
      return Decision.NOT_ALLOWED_BY_RESOURCE;
    }
    return byIdentity ? Decision.ALLOWED : Decision.NOT_ALLOWED_BY_IDENTITY;
  }

  private Found find(@Nullable String text) {
    boolean denied = false;
    boolean allowed = false;
    boolean delegated = false;
    JsonNode policy = text == null ? JSON.createObjectNode() : parse(text);
    String version = policy.path("Version").asText("2008-10-17");
    modern = version.equals("2012-10-17");
    boolean whole = modern || version.equals("2008-10-17");
    for (JsonNode statement : listed(policy.path("Statement"))) {
      String effect = statement.path("Effect").asText();
      List<Optional<Boolean>> parts = parts(statement);
      boolean faulty = parts.stream().anyMatch(Optional::isEmpty);
      boolean applies = parts.stream().allMatch(part -> part.orElse(true));
      if (effect.equals("Deny")) {
        denied |= applies;
      } else if (effect.equals("Allow") && !faulty && applies && whole) {
        boolean self =
            !ofResource || named(statement.path("Principal")).isDirect(facts) || source(statement);
        allowed |= self;
        delegated |= !self;
      }
    }
    return new Found(denied, allowed, delegated);
  }

  /** Whether each part of a statement fits; nothing for one that cannot be understood. */
  private List<Optional<Boolean>> parts(JsonNode statement) {
    List<Optional<Boolean>> parts = new ArrayList<>();
    statement
        .fieldNames()
        .forEachRemaining(
            name -> parts.add(KNOWN.contains(name) ? Optional.of(true) : Optional.empty()));
    if (ofResource) {
      parts.add(principalFits(statement));
    } else if (statement.has("Principal") || statement.has("NotPrincipal")) {
      parts.add(Optional.empty());
    }
    parts.add(either(statement, "Action", this::actionFits));
    if (!ofResource || statement.has("Resource") || statement.has("NotResource")) {
      parts.add(either(statement, "Resource", this::resourceFits));
    }
    parts.addAll(new NaiveConditions(context, modern).hold(statement.get("Condition")));
    return parts;
  }

  /** Whether any text of an element or of its negation fits. */
  private static Optional<Boolean> either(
      JsonNode statement, String name, Function<String, Optional<Boolean>> fits) {
    boolean plain = statement.has(name);
    if (plain == statement.has("Not" + name)) {
      return Optional.empty();
    }
    JsonNode values = statement.get(plain ? name : "Not" + name);
    List<JsonNode> texts = listed(values);
    if (texts.isEmpty() || !texts.stream().allMatch(JsonNode::isTextual)) {
      return Optional.empty();
    }
    List<Optional<Boolean>> each = texts.stream().map(one -> fits.apply(one.asText())).toList();
    return each.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(each.stream().anyMatch(Optional::orElseThrow) == plain);
  }

  private Optional<Boolean> actionFits(String pattern) {
    if (pattern.equals("*")) {
      return Optional.of(true);
    }
    String[] parts = pattern.split(":", 2);
    if (parts.length < 2 || parts[0].isEmpty() || parts[0].matches(".*[*?].*")) {
      return Optional.empty();
    }
    String name =
        NaiveText.regex(parts[1].toLowerCase(Locale.ROOT), null, NaiveText.ANY)
            .orElseThrow()
            .orElseThrow();
    return Optional.of(parts[0].equalsIgnoreCase("sqs") && facts.action().matches(name));
  }

  private Optional<Boolean> resourceFits(String pattern) {
    int variable = modern ? pattern.indexOf("${") : -1;
    String fixed = variable < 0 ? pattern : pattern.substring(0, variable);
    String[] parts = fixed.split(":", -1);
    boolean wildService = parts.length > 2 && parts[2].matches(".*[*?].*");
    boolean name = ofResource || pattern.equals("*") || pattern.startsWith("arn:");
    if (wildService || !name || (variable >= 0 && parts.length < 6)) {
      return Optional.empty();
    }
    return NaiveText.regex(pattern, modern ? context : null, NaiveText.PARTS)
        .map(regex -> regex.filter(facts.resource()::matches).isPresent());
  }

  private Optional<Boolean> principalFits(JsonNode statement) {
    boolean not = statement.has("NotPrincipal");
    JsonNode node = statement.get(not ? "NotPrincipal" : "Principal");
    if (not == statement.has("Principal") || !understood(node)) {
      return Optional.empty();
    }
    Named named = named(node);
    Kind kind = facts.principal().kind();
    boolean member = kind == Kind.USER || kind == Kind.ROLE_SESSION;
    if (!not) {
      return Optional.of(named.isDirect(facts) || (member && named.account()) || source(statement));
    }
    if (statement.path("Effect").asText().equals("Allow")) {
      return Optional.empty();
    }
    boolean excepted = kind == Kind.ACCOUNT ? named.account() : named.self();
    return Optional.of(!named.all() && !(excepted && (!member || named.account())));
  }

  private static boolean understood(JsonNode node) {
    if (node.isTextual()) {
      return node.asText().equals("*");
    }
    return node.isObject()
        && !node.isEmpty()
        && node.properties().stream()
            .allMatch(
                kind ->
                    Set.of("AWS", "Service", "Federated", "CanonicalUser").contains(kind.getKey())
                        && !listed(kind.getValue()).isEmpty()
                        && listed(kind.getValue()).stream().allMatch(JsonNode::isTextual));
  }

  /** As what somebody is named. */
  private record Named(boolean all, boolean self, boolean account) {

    boolean isDirect(Facts facts) {
      return all || self || (account && facts.principal().kind() == Kind.ACCOUNT);
    }
  }

  private Named named(JsonNode node) {
    return new Named(
        node.asText().equals("*") || entries(node, "AWS").anyMatch("*"::equals),
        entries(node, "AWS").anyMatch(this::isMe)
            || entries(node, "Service").anyMatch(this::isMyService),
        entries(node, "AWS").anyMatch(this::isMyAccount));
  }

  /** Whether a service is let in as its account, because the statement asks for the source. */
  private boolean source(JsonNode statement) {
    return facts.principal().kind() == Kind.SERVICE
        && keys(statement.path("Condition")).anyMatch("aws:sourcearn"::equalsIgnoreCase)
        && named(statement.path("Principal")).account();
  }

  private static Stream<String> keys(JsonNode condition) {
    List<String> names = new ArrayList<>();
    listed(condition).stream()
        .filter(JsonNode::isObject)
        .flatMap(map -> map.properties().stream())
        .filter(operator -> operator.getValue().isObject())
        .forEach(operator -> operator.getValue().fieldNames().forEachRemaining(names::add));
    return names.stream();
  }

  private static Stream<String> entries(JsonNode node, String kind) {
    return listed(node.path(kind)).stream().map(JsonNode::asText);
  }

  private boolean isMyAccount(String entry) {
    String account = facts.principal().account();
    return entry.equals(account) || entry.matches("arn:[a-z-]+:iam::" + account + ":root");
  }

  private boolean isMe(String entry) {
    String account = facts.principal().account();
    String name = facts.principal().name();
    String session = facts.principal().session();
    String role = name.replaceAll(".*/", "");
    List<String> mine =
        switch (facts.principal().kind()) {
          case USER -> List.of("arn:aws:iam::" + account + ":user/" + name);
          case ROLE_SESSION ->
              List.of(
                  "arn:aws:iam::" + account + ":role/" + name,
                  "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session);
          case ACCOUNT, SERVICE, ANONYMOUS -> List.of();
        };
    boolean byId = !mine.isEmpty() && entry.equals(facts.id());
    return byId || mine.contains(entry.replaceFirst("^arn:[a-z-]+:", "arn:aws:"));
  }

  private boolean isMyService(String entry) {
    return facts.principal().kind() == Kind.SERVICE
        && entry.matches("sns(\\.[a-z0-9-]+)?\\.amazonaws\\.com");
  }

  static List<JsonNode> listed(JsonNode node) {
    List<JsonNode> list = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(list::add);
    } else if (!node.isMissingNode()) {
      list.add(node);
    }
    return list;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text.toLowerCase(Locale.ROOT), e);
    }
  }
}
