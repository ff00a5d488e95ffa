package io.fanfare.topics.rules;

import static io.fanfare.topics.model.TopicAttribute.POLICY;

import io.fanfare.core.Attributes;
import io.fanfare.core.policy.PolicyDocument;
import io.fanfare.core.policy.PolicyDocument.Permission;
import io.fanfare.topics.model.AddPermission;
import io.fanfare.topics.model.DefaultPolicy;
import io.fanfare.topics.model.Limits;
import io.fanfare.topics.model.RemovePermission;
import io.fanfare.topics.rows.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The access policy of a topic, AWS's own until somebody changes it: that one leaves the topic to
 * its owner.
 */
public final class TopicPolicy {

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /** What can be allowed to others. */
  private static final Set<String> ACTIONS =
      Set.of(
          "AddPermission",
          "DeleteTopic",
          "GetTopicAttributes",
          "ListSubscriptionsByTopic",
          "Publish",
          "Receive",
          "RemovePermission",
          "SetTopicAttributes",
          "Subscribe");

  private TopicPolicy() {}

  /** The policy of {@code topic}. */
  static String of(TopicRecord topic) {
    return topic.attributes().text(POLICY).orElseGet(() -> DefaultPolicy.of(topic.parsedArn()));
  }

  /** The attributes of {@code topic} once {@code added} is in its policy. */
  public static Attributes add(TopicRecord topic, AddPermission added) {
    PolicyDocument policy = document(topic);
    if (policy.has(added.label())) {
      throw Refusals.invalid("Statement already exists");
    }
    if (!ACTIONS.containsAll(added.actionNames())) {
      throw Refusals.invalid("Policy statement action out of service scope!");
    }
    if (!added.awsAccountIds().stream().allMatch(account -> ACCOUNT.matcher(account).matches())) {
      throw Refusals.invalid("Policy Error: PrincipalNotFound");
    }
    List<String> actions = added.actionNames().stream().map(action -> "SNS:" + action).toList();
    Permission permission =
        new Permission(added.label(), topic.parsedArn(), added.awsAccountIds(), actions);
    return topic.attributes().with(POLICY, sized(policy.with(permission).toString(), ""));
  }

  /**
   * The attributes of {@code topic} once {@code removed} is gone from its policy, if it is there.
   */
  public static Attributes remove(TopicRecord topic, RemovePermission removed) {
    PolicyDocument policy = document(topic);
    return policy.has(removed.label())
        ? topic.attributes().with(POLICY, policy.without(removed.label()).toString())
        : topic.attributes();
  }

  /**
   * The policy {@code text}, which can be a topic's.
   *
   * @param prefix what a refusal of it begins with
   */
  static String check(String text, String prefix) {
    sized(text, prefix);
    if (PolicyDocument.parse(text).filter(TopicPolicy::isUnderstood).isEmpty()) {
      throw Refusals.invalid(prefix + "Policy Error: null");
    }
    return text;
  }

  /** Whether all of its statements are understood; a topic's policy may have none. */
  private static boolean isUnderstood(PolicyDocument policy) {
    return policy.size() == 0 || policy.read().faults().isEmpty();
  }

  private static String sized(String text, String prefix) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Limits.POLICY_BYTES) {
      throw Refusals.invalid(
          "%sPolicy Error: %d bytes were found, maximum allowed is %d"
              .formatted(prefix, bytes, Limits.POLICY_BYTES));
    }
    return text;
  }

  /** The policy to change. What an older version took for one may be none. */
  private static PolicyDocument document(TopicRecord topic) {
    return PolicyDocument.parse(of(topic))
        .or(() -> PolicyDocument.parse(DefaultPolicy.of(topic.parsedArn())))
        .orElseThrow();
  }
}
