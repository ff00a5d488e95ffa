package io.fanfare.topics.model;

import io.fanfare.core.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every attribute of a topic that a user may set. */
public final class TopicAttribute {

  public static final Attribute<String> DISPLAY_NAME =
      Attribute.text(
          "DisplayName",
          "up to 100 characters",
          text ->
              Optional.of(text)
                  .filter(
                      name -> name.codePointCount(0, name.length()) <= Limits.DISPLAY_NAME_LENGTH));
  public static final Attribute<Integer> MAXIMUM_MESSAGE_SIZE =
      Attribute.whole("MaximumMessageSize", Limits.LEAST_MESSAGE_BYTES, Limits.MOST_MESSAGE_BYTES)
          .orElse(Integer.toString(Limits.MESSAGE_BYTES));
  public static final Attribute<Boolean> FIFO_TOPIC = Attribute.flag("FifoTopic").fixedAtCreation();

  private static final List<Attribute<?>> ALL = settable();
  private static final Map<String, Attribute<?>> BY_NAME =
      ALL.stream().collect(Collectors.toMap(Attribute::name, Function.identity()));

  private TopicAttribute() {}

  /** Every attribute, in the order of the reference table. */
  public static List<Attribute<?>> all() {
    return ALL;
  }

  /** The attribute called {@code name}, if a user may set it on a standard topic. */
  public static Optional<Attribute<?>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static List<Attribute<?>> settable() {
    List<Attribute<?>> all =
        new ArrayList<>(
            List.of(
                DISPLAY_NAME,
                MAXIMUM_MESSAGE_SIZE,
                FIFO_TOPIC,
                any("Policy"),
                any("DeliveryPolicy"),
                any("KmsMasterKeyId"),
                Attribute.oneOf("SignatureVersion", "1", "2"),
                Attribute.oneOf("TracingConfig", "PassThrough", "Active")));
    for (String endpoint : List.of("HTTP", "Firehose", "Lambda", "Application", "SQS")) {
      Stream.of("SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate", "FailureFeedbackRoleArn")
          .forEach(feedback -> all.add(any(endpoint + feedback)));
    }
    return List.copyOf(all);
  }

  private static Attribute<String> any(String name) {
    return Attribute.text(name, "stored as given", Optional::of);
  }
}
