package io.fanfare.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanfare.core.BrokerException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what strings are to look like and refuses what does not tell, in AWS's words. */
final class PatternReader {

  private static final int WILDCARDS = 3;

  private final Function<String, BrokerException> refusal;

  PatternReader(Function<String, BrokerException> refusal) {
    this.refusal = refusal;
  }

  /** The condition that {@code operator} makes of {@code operand}. */
  Condition read(String operator, JsonNode operand) {
    String text = text(operator, operand);
    return switch (operator) {
      case "prefix" -> new Condition.Prefix("\"" + Candidate.escape(text));
      case "suffix" -> new Condition.Suffix(Candidate.escape(text) + "\"");
      case "equals-ignore-case" ->
          new Condition.EqualsIgnoreCase(Candidate.fold(Candidate.ofText(text)));
      case "wildcard" -> wildcard(text);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  /** The condition that {@code cidr} makes of {@code operand}. */
  Condition readBlock(JsonNode operand) {
    // AWS says prefix here.
    String[] halves = text("prefix", operand).split("/", -1);
    if (halves.length != 2) {
      throw refusal.apply("Malformed CIDR, one '/' required");
    }
    int maskBits = maskBits(halves[1]);
    String bits =
        IpAddress.ofText(halves[0])
            .orElseThrow(() -> refusal.apply("Nonstandard IP address: " + halves[0]));
    int length = IpAddress.length(bits);
    if (maskBits >= length) {
      String version = bits.substring(0, 1);
      throw refusal.apply("IPv" + version + " mask bits must be < " + length);
    }
    return new Condition.Cidr(bits.substring(0, 1 + maskBits));
  }

  private int maskBits(String mask) {
    try {
      int bits = Integer.parseInt(mask);
      if (bits < 0) {
        throw refusal.apply("Malformed CIDR, mask bits must not be negative");
      }
      return bits;
    } catch (NumberFormatException e) {
      throw refusal.apply("Malformed CIDR, mask bits must be an integer");
    }
  }

  private String text(String operator, JsonNode operand) {
    if (!operand.isTextual()) {
      throw refusal.apply(operator + " match pattern must be a string");
    }
    return operand.textValue();
  }

  private Condition wildcard(String pattern) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      if (character == '*') {
        if (part.isEmpty() && !parts.isEmpty()) {
          throw refusal.apply("Consecutive wildcard characters at pos " + i);
        }
        parts.add(part.toString());
        part.setLength(0);
      } else if (character == '\\') {
        i++;
        if (i == pattern.length() || "*\\".indexOf(pattern.charAt(i)) < 0) {
          throw refusal.apply("Invalid escape character at pos " + i);
        }
        part.append(pattern.charAt(i));
      } else {
        part.append(character);
      }
    }
    parts.add(part.toString());
    if (parts.size() > WILDCARDS + 1) {
      throw refusal.apply("wildcard match pattern can not have more than 3 wildcards");
    }
    return new Condition.Wildcard(canonical(parts));
  }

  private static List<String> canonical(List<String> parts) {
    List<String> canonical = new ArrayList<>(parts.stream().map(Candidate::escape).toList());
    canonical.set(0, "\"" + canonical.get(0));
    int last = canonical.size() - 1;
    canonical.set(last, canonical.get(last) + "\"");
    return canonical;
  }
}
