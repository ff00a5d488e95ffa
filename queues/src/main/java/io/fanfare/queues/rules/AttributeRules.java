package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_ATTRIBUTE_VALUE;
import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;
import static io.fanfare.queues.model.QueueAttribute.CONTENT_BASED_DEDUPLICATION;
import static io.fanfare.queues.model.QueueAttribute.DEDUPLICATION_SCOPE;
import static io.fanfare.queues.model.QueueAttribute.DEDUPLICATION_SCOPE_IN_USE;
import static io.fanfare.queues.model.QueueAttribute.FIFO_QUEUE;
import static io.fanfare.queues.model.QueueAttribute.FIFO_THROUGHPUT_LIMIT;
import static io.fanfare.queues.model.QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.KMS_MASTER_KEY_ID;
import static io.fanfare.queues.model.QueueAttribute.MAXIMUM_DELAY_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.POLICY;
import static io.fanfare.queues.model.QueueAttribute.REDRIVE_ALLOW_POLICY;
import static io.fanfare.queues.model.QueueAttribute.REDRIVE_POLICY;
import static io.fanfare.queues.model.QueueAttribute.SQS_MANAGED_SSE_ENABLED;
import static io.fanfare.queues.model.QueueError.INVALID_ATTRIBUTE_NAME;
import static io.fanfare.queues.model.QueueError.OVER_LIMIT;
import static io.fanfare.queues.model.QueueError.QUEUE_NAME_EXISTS;

import io.fanfare.core.Attribute;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.PolicyJson;
import io.fanfare.core.policy.PolicyDocument;
import io.fanfare.core.policy.PolicyReader;
import io.fanfare.core.policy.PolicySize;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.model.RedriveAllowPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What attributes a queue can be created with and changed to. */
public final class AttributeRules {

  /** What a standard queue does not have. */
  static final Set<Attribute<?>> FIFO_ONLY =
      Set.of(FIFO_QUEUE, CONTENT_BASED_DEDUPLICATION, DEDUPLICATION_SCOPE, FIFO_THROUGHPUT_LIMIT);

  private static final Set<Attribute<?>> UNSET_BY_EMPTY =
      Set.of(
          MAXIMUM_DELAY_SECONDS, KMS_MASTER_KEY_ID, POLICY, REDRIVE_POLICY, REDRIVE_ALLOW_POLICY);

  private final QueueName queue;
  private final boolean isNew;
  private final Function<QueueName, Optional<RedriveAllowPolicy>> targets;

  /**
   * The rules for {@code queue}.
   *
   * @param isNew whether it is about to be created
   * @param targets whom a queue takes dead letters from, if there is such a queue
   */
  public AttributeRules(
      QueueName queue, boolean isNew, Function<QueueName, Optional<RedriveAllowPolicy>> targets) {
    this.queue = queue;
    this.isNew = isNew;
    this.targets = targets;
  }

  /** Refuses {@code name} unless a queue of the type that {@code given} says may have it. */
  public static void checkName(String name, Map<String, String> given) {
    String fifo = given.get(FIFO_QUEUE.name());
    if (fifo != null && FIFO_QUEUE.parse(fifo)) {
      if (!QueueName.isLegalFifo(name)) {
        throw INVALID_PARAMETER_VALUE.refuse(
            "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                + " underscores, must end with .fifo suffix and be 1 to 80 in length.");
      }
    } else if (!QueueName.isLegal(name)) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
  }

  /** The attributes of a new queue, or of one that changes, once {@code given} is applied. */
  public Attributes apply(Attributes current, Map<String, String> given) {
    Attributes changed = change(current, given);
    checkThroughput(changed);
    DelayRules.checkKept(changed, given);
    return isNew && queue.isFifo()
        ? changed.with(DEDUPLICATION_SCOPE_IN_USE, changed.get(DEDUPLICATION_SCOPE))
        : changed;
  }

  /**
   * Refuses {@code given} unless it says what {@code current} says: a queue is created again only
   * as it is. What is not given is not compared.
   */
  public void checkSame(Attributes current, Map<String, String> given) {
    Attributes wanted = change(current, given);
    for (String name : given.keySet()) {
      Attribute<?> attribute = settable(name);
      // What an older version kept is as it was typed.
      String before = understood(attribute, current.text(attribute).orElse(""));
      String after = wanted.text(attribute).orElse("");
      if (!before.equals(after) && !PolicyJson.same(before, after)) {
        throw QUEUE_NAME_EXISTS.refuse(
            "A queue already exists with the same name and a different value for attribute %s",
            name);
      }
    }
  }

  private Attributes change(Attributes current, Map<String, String> given) {
    checkEncryption(given);
    Attributes changed = current;
    for (Map.Entry<String, String> each : given.entrySet()) {
      Attribute<?> attribute = settable(each.getKey());
      changed = set(changed, attribute, each.getValue());
    }
    DelayRules.checkGiven(changed, given);
    return encrypted(changed, given);
  }

  private Attributes set(Attributes current, Attribute<?> attribute, String text) {
    if (text.isEmpty() && UNSET_BY_EMPTY.contains(attribute)) {
      return current.without(attribute);
    }
    String normal = String.valueOf(attribute.parse(text));
    if (attribute == FIFO_QUEUE && normal.equals("false")) {
      throw INVALID_ATTRIBUTE_VALUE.refuse(
          "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not"
              + " supported.");
    } else if (attribute == POLICY
        && isTooLong(text)
        && !isTooLong(current.text(POLICY).orElse(""))) {
      throw POLICY.refusal();
    } else if (attribute == POLICY && !PolicyJson.same(current.text(POLICY).orElse(""), text)) {
      // One that is there already was taken by the rules of its time.
      checkPolicy(text);
    } else if (attribute == REDRIVE_POLICY) {
      RedrivePolicies.check(text, queue, targets);
    } else if (attribute == REDRIVE_ALLOW_POLICY) {
      RedrivePolicies.parseAllow(text);
    }
    return current.with(attribute, understood(attribute, normal));
  }

  /** Whether {@code text} is longer than a policy may be. */
  private static boolean isTooLong(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > Limits.POLICY_BYTES;
  }

  /**
   * How {@code text} is shown as the value of {@code attribute}; a policy is not as it was typed.
   */
  private static String understood(Attribute<?> attribute, String text) {
    if (attribute == POLICY) {
      return PolicyDocument.parse(text).map(policy -> policy.withVersion().toString()).orElse(text);
    } else if (attribute == REDRIVE_POLICY && !text.isEmpty()) {
      return RedrivePolicies.text(RedrivePolicies.parse(text));
    } else if (attribute == REDRIVE_ALLOW_POLICY && !text.isEmpty()) {
      return RedrivePolicies.text(RedrivePolicies.parseAllow(text));
    }
    return text;
  }

  /** Of two kinds of encryption the one that was asked for last holds, in any order of both. */
  private static Attributes encrypted(Attributes changed, Map<String, String> given) {
    String managed = given.getOrDefault(SQS_MANAGED_SSE_ENABLED.name(), "");
    if (!given.getOrDefault(KMS_MASTER_KEY_ID.name(), "").isEmpty()) {
      return changed.with(SQS_MANAGED_SSE_ENABLED, "false");
    }
    return managed.equalsIgnoreCase("true")
        ? changed.without(KMS_MASTER_KEY_ID).without(KMS_DATA_KEY_REUSE_PERIOD_SECONDS)
        : changed;
  }

  private Attribute<?> settable(String name) {
    Attribute<?> attribute =
        QueueAttribute.named(name)
            .filter(found -> found.kind() != Attribute.Kind.COMPUTED)
            .orElseThrow(() -> unknown(name));
    if (queue.isFifo()) {
      return attribute;
    }
    if (attribute == DEDUPLICATION_SCOPE || attribute == FIFO_THROUGHPUT_LIMIT) {
      throw INVALID_ATTRIBUTE_NAME.refuse(
          "You can specify the %s only when FifoQueue is set to true.", name);
    }
    if (FIFO_ONLY.contains(attribute)) {
      throw unknown(name);
    }
    return attribute;
  }

  private static void checkThroughput(Attributes attributes) {
    if (attributes.get(FIFO_THROUGHPUT_LIMIT).equals("perMessageGroupId")
        && !attributes.get(DEDUPLICATION_SCOPE).equals("messageGroup")) {
      throw INVALID_PARAMETER_VALUE.refuse(
          "The perMessageGroupId value is allowed only when the value for DeduplicationScope is"
              + " messageGroup");
    }
  }

  private static void checkEncryption(Map<String, String> given) {
    String key = given.getOrDefault(KMS_MASTER_KEY_ID.name(), "");
    String managed = given.getOrDefault(SQS_MANAGED_SSE_ENABLED.name(), "");
    if (!key.isEmpty() && managed.equalsIgnoreCase("true")) {
      throw INVALID_ATTRIBUTE_NAME.refuse(
          "You can use one type of server-side encryption (SSE) at one time. You can either enable"
              + " KMS SSE or SQS SSE.");
    }
  }

  private void checkPolicy(String text) {
    PolicyDocument policy =
        PolicyDocument.parse(text).filter(found -> !isTooLong(text)).orElseThrow(POLICY::refusal);
    if (policy.size() > Limits.POLICY_STATEMENTS) {
      throw (isNew ? INVALID_PARAMETER_VALUE : OVER_LIMIT)
          .refuse(
              "%d statements were found in the submitted policy, max allowed is %d",
              policy.size(), Limits.POLICY_STATEMENTS);
    }
    PolicyReader.Read read = policy.read();
    if (!read.faults().isEmpty() || !fits(read.size())) {
      throw POLICY.refusal();
    }
  }

  private static boolean fits(PolicySize size) {
    return size.principals() <= Limits.POLICY_PRINCIPALS
        && size.actions() <= Limits.STATEMENT_ACTIONS
        && size.conditions() <= Limits.STATEMENT_CONDITIONS;
  }

  /** The refusal of an attribute that there is none of by that name. */
  static BrokerException unknown(String name) {
    return INVALID_ATTRIBUTE_NAME.refuse("Unknown Attribute %s.", name);
  }
}
