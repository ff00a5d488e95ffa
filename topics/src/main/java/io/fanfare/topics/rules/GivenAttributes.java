package io.fanfare.topics.rules;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import java.util.List;
import java.util.Map;

/** Attributes that a request gives in a map. */
public final class GivenAttributes {

  private static final String ATTRIBUTES = "Attributes Reason: ";

  private GivenAttributes() {}

  /**
   * {@code current} once {@code given} are among them, each of which has to be one of {@code
   * declared}. An empty text unsets what can be without a value.
   */
  public static Attributes set(
      Attributes current, Map<String, String> given, List<Attribute<?>> declared) {
    Attributes changed = current;
    for (Map.Entry<String, String> entry : given.entrySet()) {
      Attribute<?> attribute = settable(entry.getKey(), declared);
      String text = entry.getValue();
      changed =
          text.isEmpty() && attribute.preset().isEmpty()
              ? changed.without(attribute)
              : changed.with(attribute, String.valueOf(parse(attribute, text)));
    }
    return changed;
  }

  private static Attribute<?> settable(String name, List<Attribute<?>> declared) {
    return declared.stream()
        .filter(attribute -> attribute.name().equals(name))
        .filter(attribute -> attribute.kind() != Attribute.Kind.COMPUTED)
        .findFirst()
        .orElseThrow(() -> Refusals.invalid(ATTRIBUTES + "Unknown attribute " + name));
  }

  private static Object parse(Attribute<?> attribute, String text) {
    try {
      return attribute.parse(text);
    } catch (BrokerException refusal) {
      throw Refusals.invalid(
          "%s%s: Invalid value [%s]. Must be %s."
              .formatted(ATTRIBUTES, attribute.name(), text, attribute.values()));
    }
  }
}
