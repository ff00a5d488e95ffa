package io.fanfare.core.policy.condition;

import io.fanfare.core.policy.condition.Compared.Quantifier;
import java.util.ArrayList;
import java.util.List;

/** Reads the conditions of a policy. */
public final class ConditionReader {

  private static final String IF_EXISTS = "IfExists";
  private static final String FOR_ALL = "ForAllValues:";
  private static final String FOR_ANY = "ForAnyValue:";
  private static final String NULL = "Null";

  private ConditionReader() {}

  /** A key with the operator that a policy has on it, as both are written there. */
  public record Asked(String operator, String key) {

    /** Whether the key is {@code other}. */
    public boolean isAbout(ContextKey other) {
      return ConditionKey.of(key).key() == other;
    }
  }

  /**
   * The condition that {@code asked} is for any of {@code values}.
   *
   * @param variables whether the values may have variables
   */
  public static Condition read(Asked asked, List<String> values, boolean variables)
      throws Malformed {
    ConditionKey key = ConditionKey.of(asked.key());
    String name = asked.operator();
    if (name.equals(NULL)) {
      return Presence.of(key, values);
    }
    Quantifier quantifier = key.key().isList() ? Quantifier.ANY : Quantifier.ONE;
    if (name.startsWith(FOR_ALL)) {
      quantifier = Quantifier.ALL;
      name = name.substring(FOR_ALL.length());
    } else if (name.startsWith(FOR_ANY)) {
      quantifier = Quantifier.ANY;
      name = name.substring(FOR_ANY.length());
    }
    boolean ifExists = name.endsWith(IF_EXISTS);
    if (ifExists) {
      name = name.substring(0, name.length() - IF_EXISTS.length());
    }
    Operator operator =
        Operator.named(name).orElseThrow(() -> new Malformed("There is no such operator."));
    List<Comparison> wanted = new ArrayList<>();
    for (String value : values) {
      wanted.add(operator.reading().read(value, variables));
    }
    return new Compared(key, wanted, operator.negated(), quantifier, ifExists);
  }
}
