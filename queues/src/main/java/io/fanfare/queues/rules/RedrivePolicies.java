package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.Arn;
import io.fanfare.core.BrokerException;
import io.fanfare.core.PolicyJson;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.RedriveAllowPolicy;
import io.fanfare.queues.model.RedrivePolicy;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The redrive policies of queues as JSON, with AWS's refusals. */
public final class RedrivePolicies {

  private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");
  private static final int MOST_RECEIVES = 1_000;
  private static final int MOST_SOURCES = 10;
  private static final String COUNT_FIELD = "maxReceiveCount";
  private static final String TARGET_FIELD = "deadLetterTargetArn";
  private static final String PERMISSION_FIELD = "redrivePermission";
  private static final String SOURCES_FIELD = "sourceQueueArns";

  private RedrivePolicies() {}

  /** The policy that {@code json} spells, whose form is checked. */
  public static RedrivePolicy parse(String json) {
    JsonNode policy =
        PolicyJson.object(json)
            .orElseThrow(
                () ->
                    INVALID_PARAMETER_VALUE.refuse(
                        "Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is"
                            + " not a valid JSON map."));
    if (!policy.hasNonNull(COUNT_FIELD)) {
      throw refuse(json, "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
    }
    if (!policy.hasNonNull(TARGET_FIELD)) {
      throw refuse(
          json, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
    }
    return new RedrivePolicy(target(json, policy.get(TARGET_FIELD)), count(json, policy));
  }

  /** How {@code policy} is shown, whatever was typed for it. */
  static String text(RedrivePolicy policy) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(TARGET_FIELD, policy.deadLetterTarget().toString())
        .put(COUNT_FIELD, policy.maxReceiveCount())
        .toString();
  }

  /** How {@code policy} is shown, whatever was typed for it. */
  static String text(RedriveAllowPolicy policy) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(PERMISSION_FIELD, policy.permission().word());
    if (!policy.sourceQueueArns().isEmpty()) {
      policy.sourceQueueArns().forEach(json.putArray(SOURCES_FIELD)::add);
    }
    return json.toString();
  }

  /** Checks that {@code source} may give up messages as {@code json} says. */
  static void check(
      String json, QueueName source, Function<QueueName, Optional<RedriveAllowPolicy>> targets) {
    Arn target = parse(json).deadLetterTarget();
    if (!target.account().equals(source.account())) {
      throw refuse(json, "Dead-letter target owner should be same as the source.");
    }
    if (!target.region().equals(source.region())) {
      throw refuse(json, "Dead letter target does not exist.");
    }
    if (target.resource().equals(source.name())) {
      // AWS lets a queue be its own, also one that is only about to be created.
      return;
    }
    if (QueueName.of(target).isFifo() != source.isFifo()) {
      throw refuse(json, "Dead-letter queue must be same type of queue as the source..");
    }
    RedriveAllowPolicy permission =
        targets
            .apply(QueueName.of(target))
            .orElseThrow(() -> refuse(json, "Dead letter target does not exist."));
    if (!permission.allows(source.arn())) {
      throw refuse(json, "Dead letter target does not allow this source queue.");
    }
  }

  /** The allow policy that {@code json} spells. */
  public static RedriveAllowPolicy parseAllow(String json) {
    JsonNode policy = PolicyJson.object(json).orElseThrow(RedrivePolicies::unsupportedFormat);
    String permission = policy.path(PERMISSION_FIELD).asText("");
    Set<String> sources = new LinkedHashSet<>();
    for (JsonNode source : policy.path(SOURCES_FIELD)) {
      if (!source.isTextual()) {
        throw unsupportedFormat();
      }
      sources.add(source.textValue());
    }
    return switch (permission) {
      case "allowAll", "denyAll" -> everySource(json, permission, sources);
      case "byQueue" -> bySource(json, sources);
      default -> throw unsupportedFormat();
    };
  }

  private static RedriveAllowPolicy everySource(
      String json, String permission, Set<String> sources) {
    if (!sources.isEmpty()) {
      throw refuseAllow(
          json,
          " To specify one or more source queue ARNs, you must set redrivePermission to byQueue.");
    }
    return permission.equals("allowAll")
        ? RedriveAllowPolicy.allowAll()
        : new RedriveAllowPolicy(RedriveAllowPolicy.Permission.DENY_ALL, Set.of());
  }

  private static RedriveAllowPolicy bySource(String json, Set<String> sources) {
    if (sources.isEmpty()) {
      throw refuseAllow(
          json,
          " When you specify the byQueue permission type, you must also specify one or more"
              + " sourceQueueArns values.");
    }
    if (sources.size() > MOST_SOURCES) {
      throw refuseAllow(json, " The maximum number of source queue ARNs you can specify is 10.");
    }
    return new RedriveAllowPolicy(RedriveAllowPolicy.Permission.BY_QUEUE, sources);
  }

  private static int count(String json, JsonNode policy) {
    JsonNode count = policy.get(COUNT_FIELD);
    String text = count.asText();
    boolean whole =
        (count.isIntegralNumber() || count.isTextual()) && COUNT.matcher(text).matches();
    if (!whole || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_RECEIVES) {
      throw refuse(
          json,
          "Invalid value for maxReceiveCount: %s, valid values are from 1 to 1000 both inclusive.",
          text);
    }
    return Integer.parseInt(text);
  }

  private static Arn target(String json, JsonNode target) {
    Arn arn =
        Arn.parse(target.asText())
            .orElseThrow(
                () -> refuse(json, "Dead-letter target ARN should be fully qualified ARN."));
    if (!arn.service().equals("sqs")) {
      throw refuse(json, "Only SQS queues are valid resources for deadLetterTargetArn.");
    }
    return arn;
  }

  private static BrokerException refuse(String json, String reason, Object... arguments) {
    return INVALID_PARAMETER_VALUE.refuse(
        "Value %s for parameter RedrivePolicy is invalid. Reason: %s",
        json, INVALID_PARAMETER_VALUE.refuse(reason, arguments).sentence());
  }

  private static BrokerException refuseAllow(String json, String reason) {
    return INVALID_PARAMETER_VALUE.refuse(
        "Value %s for parameter RedriveAllowPolicy is invalid. Reason: Amazon SQS can't create the"
            + " redrive allow policy.%s",
        json, reason);
  }

  private static BrokerException unsupportedFormat() {
    return INVALID_PARAMETER_VALUE.refuse(
        "Invalid value for the parameter RedriveAllowPolicy. Reason: Amazon SQS can't create the"
            + " redrive allow policy, as it\u2019s in an unsupported format.");
  }
}
