package io.fanfare.queues.rules;

import static io.fanfare.core.CommonError.INVALID_PARAMETER_VALUE;
import static io.fanfare.queues.model.QueueAttribute.POLICY;
import static io.fanfare.queues.model.QueueError.OVER_LIMIT;

import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.policy.PolicyDocument;
import io.fanfare.core.policy.PolicyDocument.Permission;
import io.fanfare.core.policy.Right;
import io.fanfare.queues.model.AddPermission;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.RemovePermission;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How permissions come into a queue's policy and leave it; other statements stay as they are. */
public final class PermissionRules {

  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /** Everything that can be allowed to others. */
  private static final String ALL = "*";

  private PermissionRules() {}

  /** The attributes of {@code queue} once {@code added} is in the policy among {@code current}. */
  public static Attributes add(Arn queue, Attributes current, AddPermission added) {
    PolicyDocument policy =
        policy(current).orElseGet(() -> PolicyDocument.empty(queue + "/SQSDefaultPolicy"));
    checkLabel(added.label(), policy);
    checkCounts(added.actions().size(), policy.size() + 1);
    added.actions().forEach(PermissionRules::checkAction);
    checkAccounts(added.awsAccountIds());
    List<String> actions = added.actions().stream().map(PermissionRules::name).toList();
    Permission permission = new Permission(added.label(), queue, added.awsAccountIds(), actions);
    return current.with(POLICY, text(policy.with(permission)));
  }

  /** The attributes of a queue once {@code removed} is gone from the policy among them. */
  public static Attributes remove(Attributes current, RemovePermission removed) {
    String label = removed.label();
    PolicyDocument policy =
        policy(current).orElseThrow(() -> refuse("Label", label, "can't find label."));
    if (!policy.has(label)) {
      throw refuse("Label", label, "can't find label on existing policy.");
    }
    PolicyDocument left = policy.without(label);
    return left.size() == 0 ? current.without(POLICY) : current.with(POLICY, left.toString());
  }

  private static Optional<PolicyDocument> policy(Attributes attributes) {
    return attributes.text(POLICY).flatMap(PolicyDocument::parse);
  }

  private static void checkLabel(String label, PolicyDocument policy) {
    if (label.length() > Limits.LABEL_LENGTH || !LABEL.matcher(label).matches()) {
      throw refuse(
          "Label",
          label,
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    if (policy.has(label)) {
      throw refuse("Label", label, "Already exists.");
    }
  }

  private static void checkCounts(int actions, int statements) {
    if (actions > Limits.STATEMENT_ACTIONS) {
      throw OVER_LIMIT.refuse(
          "%d Actions were found, maximum allowed is %d.", actions, Limits.STATEMENT_ACTIONS);
    }
    if (statements > Limits.POLICY_STATEMENTS) {
      throw OVER_LIMIT.refuse(
          "%d Statements were found, maximum allowed is %d.", statements, Limits.POLICY_STATEMENTS);
    }
  }

  private static void checkAction(String action) {
    Optional<QueueAction> known = QueueAction.named(action);
    if (known.filter(one -> !one.is(Right.Trait.SHARED)).isPresent()) {
      throw refuse(
          "ActionName", name(action), "Only the queue owner is allowed to invoke this action.");
    }
    if (known.isEmpty() && !action.equals(ALL)) {
      throw refuse(
          "ActionName",
          name(action),
          "Please refer to the appropriate WSDL for a list of valid actions.");
    }
  }

  private static void checkAccounts(List<String> accounts) {
    List<String> unknown = accounts.stream().filter(id -> !ACCOUNT.matcher(id).matches()).toList();
    if (!unknown.isEmpty()) {
      boolean arn = unknown.stream().anyMatch(id -> id.startsWith("arn:"));
      throw refuse(
          "PrincipalId",
          unknown.toString(),
          arn ? "Unable to verify principal." : "Unable to verify.");
    }
  }

  /** How a policy names an action. */
  private static String name(String action) {
    return "SQS:" + action;
  }

  private static String text(PolicyDocument policy) {
    String text = policy.toString();
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Limits.POLICY_BYTES) {
      throw OVER_LIMIT.refuse(
          "%d bytes of Policy were found, maximum allowed is %d.", bytes, Limits.POLICY_BYTES);
    }
    return text;
  }

  private static BrokerException refuse(String parameter, String value, String reason) {
    return INVALID_PARAMETER_VALUE.refuse(
        "Value %s for parameter %s is invalid. Reason: %s", value, parameter, reason);
  }
}
