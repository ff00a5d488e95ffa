package io.fanfare.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The conditions of a statement, each worked out by its name. */
final class NaiveConditions {

  private final Map<String, List<String>> context;
  private final boolean modern;

  NaiveConditions(Map<String, List<String>> context, boolean modern) {
    this.context = context;
    this.modern = modern;
  }

  /** Whether each condition holds; nothing for one that cannot be understood. */
  List<Optional<Boolean>> hold(@Nullable JsonNode conditions) {
    List<Optional<Boolean>> all = new ArrayList<>();
    if (conditions == null) {
      return all;
    }
    boolean maps =
        conditions.isObject()
            && conditions.properties().stream().allMatch(one -> one.getValue().isObject());
    if (!maps) {
      return List.of(Optional.empty());
    }
    conditions
        .properties()
        .forEach(
            operator ->
                operator
                    .getValue()
                    .properties()
                    .forEach(
                        key -> all.add(holds(operator.getKey(), key.getKey(), key.getValue()))));
    return all;
  }

  private Optional<Boolean> holds(String operator, String key, JsonNode node) {
    List<JsonNode> nodes = NaiveEvaluator.listed(node);
    return nodes.stream().anyMatch(one -> one.isContainerNode() || one.isNull())
        ? Optional.empty()
        : holds(operator, key, nodes.stream().map(JsonNode::asText).toList());
  }

  private Optional<Boolean> holds(String operator, String key, List<String> wanted) {
    List<String> values = context.getOrDefault(key, List.of());
    if (operator.equals("Null")) {
      return wanted.stream().allMatch(one -> one.matches("(?i)true|false"))
          ? Optional.of(
              wanted.stream().anyMatch(one -> Boolean.parseBoolean(one) == values.isEmpty()))
          : Optional.empty();
    }
    String bare =
        operator.replaceFirst("^(ForAllValues|ForAnyValue):", "").replaceFirst("IfExists$", "");
    String positive = bare.replaceFirst("^Not|Not(?=Equals|Like)", "");
    boolean negated = !positive.equals(bare);
    if (wanted.stream().anyMatch(one -> compare(positive, negated, one, "x").isEmpty())) {
      return Optional.empty();
    }
    if (wanted.isEmpty() && !exists(positive, negated)) {
      return Optional.empty();
    }
    List<Boolean> met =
        values.stream()
            .map(
                value ->
                    wanted.stream()
                            .anyMatch(one -> compare(positive, negated, one, value).orElseThrow())
                        != negated)
            .toList();
    boolean several = operator.startsWith("ForAnyValue:") || key.equalsIgnoreCase("aws:TagKeys");
    boolean nothing = values.stream().allMatch(String::isEmpty);
    boolean ifExists = operator.endsWith("IfExists");
    if (operator.startsWith("ForAllValues:")) {
      return Optional.of(nothing || !met.contains(false));
    }
    if (several) {
      return Optional.of(nothing ? ifExists : met.contains(true));
    }
    return Optional.of(values.isEmpty() ? ifExists || negated : met.get(0));
  }

  /** Whether there is such an operator, shown by a value that every one of its kind understands. */
  private boolean exists(String positive, boolean negated) {
    return List.of("1", "true", "10.0.0.1", "AAAA").stream()
        .anyMatch(sample -> compare(positive, negated, sample, "x").isPresent());
  }

  private Optional<Boolean> compare(String name, boolean negated, String wanted, String value) {
    return switch (name) {
      case "StringEquals" -> text(wanted, value, NaiveConditions::plainly);
      case "StringEqualsIgnoreCase" -> text(wanted, value, NaiveConditions::caselessly);
      case "StringLike" -> text(wanted, value, (regex, text) -> text.matches(regex));
      case "ArnEquals", "ArnLike" -> arn(wanted, value);
      case "IpAddress" -> ip(wanted, value);
      case "Bool", "BinaryEquals" -> negated ? Optional.empty() : other(name, wanted, value);
      default -> ordered(name, negated, wanted, value);
    };
  }

  private Optional<Boolean> text(
      String wanted, String value, BiFunction<String, String, Boolean> compare) {
    return NaiveText.regex(wanted, modern ? context : null, NaiveText.ANY)
        .map(regex -> regex.map(one -> compare.apply(one, value)).orElse(false));
  }

  /** Wildcards are characters here: where the expression has one, the text has to have it too. */
  private static boolean plainly(String regex, String text) {
    return text.matches(literally(regex));
  }

  private static boolean caselessly(String regex, String text) {
    return text.matches("(?iu)" + literally(regex));
  }

  private static String literally(String regex) {
    return regex.replace("(?s:.)*", "\\*").replace("(?s:.*)", "\\*").replace("(?s:.)", "\\?");
  }

  private Optional<Boolean> arn(String wanted, String value) {
    return NaiveText.regex(wanted, modern ? context : null, NaiveText.PARTS)
        .map(
            regex ->
                regex
                    .filter(
                        one -> one.replaceAll("\\[\\^:]|\\(\\?s:", "").split(":", -1).length > 5)
                    .filter(one -> value.matches("arn(:[^:]*){4}:(?s:.+)"))
                    .map(value::matches)
                    .orElse(false));
  }

  private static Optional<Boolean> other(String name, String wanted, String value) {
    if (name.equals("Bool")) {
      return wanted.matches("(?i)true|false")
          ? Optional.of(wanted.equalsIgnoreCase(value))
          : Optional.empty();
    }
    try {
      String text = new String(Base64.getDecoder().decode(wanted), StandardCharsets.UTF_8);
      return Optional.of(text.equals(value));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> ordered(
      String name, boolean negated, String wanted, String value) {
    boolean equality = name.endsWith("ricEquals") || name.endsWith("teEquals");
    if (!name.matches("(Numeric|Date)(Equals|(Less|Greater)Than(Equals)?)")
        || (negated && !equality)) {
      return Optional.empty();
    }
    boolean number = name.startsWith("Numeric");
    Optional<Integer> order =
        number
            ? number(wanted)
                .flatMap(b -> Optional.of(number(value).map(a -> a.compareTo(b)).orElse(9)))
            : time(wanted)
                .flatMap(b -> Optional.of(time(value).map(a -> a.compareTo(b)).orElse(9)));
    return order.map(
        found ->
            found != 9
                && ((name.endsWith("Equals") && found == 0)
                    || (name.contains("Less") && found < 0)
                    || (name.contains("Greater") && found > 0)));
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static Optional<Instant> time(String text) {
    if (text.matches("[0-9]{1,11}")) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    try {
      String full = text.matches(".*T[0-9]{2}:[0-9]{2}Z") ? text.replace("Z", ":00Z") : text;
      return Optional.of(
          full.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
              ? LocalDate.parse(full).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(full).toInstant());
    } catch (java.time.DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> ip(String wanted, String value) {
    String[] range = wanted.split("/", 2);
    byte[] net = address(range[0]);
    byte[] found = address(value);
    String bits = range.length > 1 ? range[1] : net == null ? "" : "" + net.length * 8;
    if (net == null || !bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > net.length * 8) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(bits);
    return Optional.of(
        found != null
            && net.length == found.length
            && binary(net).substring(0, prefix).equals(binary(found).substring(0, prefix)));
  }

  private static String binary(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      text.append(Integer.toBinaryString((each & 0xff) | 0x100).substring(1));
    }
    return text.toString();
  }

  private static byte @Nullable [] address(String text) {
    if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")) {
      return null;
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }
}
