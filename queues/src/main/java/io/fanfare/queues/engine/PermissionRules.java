package io.fanfare.queues.engine;

import static io.fanfare.core.ErrorCode.INVALID_PARAMETER_VALUE;
import static io.fanfare.core.ErrorCode.OVER_LIMIT;
import static io.fanfare.queues.model.QueueAttribute.POLICY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanfare.core.Arn;
import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.queues.model.AddPermission;
import io.fanfare.queues.model.Limits;
import io.fanfare.queues.model.RemovePermission;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How permissions come into a queue's policy and leave it; other statements stay as they are. */
public final class PermissionRules {

  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /** What can be allowed to others. An action on one message stands for its batch too. */
  private static final Set<String> ACTIONS =
      Set.of(
          "*",
          "ChangeMessageVisibility",
          "DeleteMessage",
          "GetQueueAttributes",
          "GetQueueUrl",
          "ListDeadLetterSourceQueues",
          "PurgeQueue",
          "ReceiveMessage",
          "SendMessage");

  private static final Set<String> ACTIONS_OF_THE_OWNER =
      Set.of(
          "AddPermission",
          "CancelMessageMoveTask",
          "CreateQueue",
          "DeleteQueue",
          "ListMessageMoveTasks",
          "ListQueueTags",
          "ListQueues",
          "RemovePermission",
          "SetQueueAttributes",
          "StartMessageMoveTask",
          "TagQueue",
          "UntagQueue");

  private static final String STATEMENT = "Statement";
  private static final String SID = "Sid";

  private PermissionRules() {}

  /** The attributes of {@code queue} once {@code added} is in the policy among {@code current}. */
  public static Attributes add(Arn queue, Attributes current, AddPermission added) {
    ObjectNode policy = policy(current).orElseGet(() -> empty(queue));
    ArrayNode statements = statements(policy);
    checkLabel(added.label(), statements);
    checkCounts(added.actions().size(), statements.size() + 1);
    added.actions().forEach(PermissionRules::checkAction);
    checkAccounts(added.awsAccountIds());
    policy.set(STATEMENT, statements.add(statement(queue, added)));
    return current.with(POLICY, text(policy));
  }

  /** The attributes of a queue once {@code removed} is gone from the policy among them. */
  public static Attributes remove(Attributes current, RemovePermission removed) {
    String label = removed.label();
    ObjectNode policy =
        policy(current).orElseThrow(() -> refuse("Label", label, "can't find label."));
    ArrayNode statements = statements(policy);
    ArrayNode left = policy.arrayNode();
    statements.forEach(
        statement -> {
          if (!isCalled(label, statement)) {
            left.add(statement);
          }
        });
    if (left.size() == statements.size()) {
      throw refuse("Label", label, "can't find label on existing policy.");
    }
    policy.set(STATEMENT, left);
    return left.isEmpty() ? current.without(POLICY) : current.with(POLICY, policy.toString());
  }

  private static Optional<ObjectNode> policy(Attributes attributes) {
    return attributes.text(POLICY).flatMap(PolicyJson::object);
  }

  private static ObjectNode empty(Arn queue) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Version", "2008-10-17")
        .put("Id", queue + "/SQSDefaultPolicy");
  }

  /** The statements of {@code policy}, of which a single one may stand without a list. */
  private static ArrayNode statements(ObjectNode policy) {
    JsonNode found = policy.path(STATEMENT);
    if (found instanceof ArrayNode list) {
      return list;
    }
    ArrayNode list = policy.arrayNode();
    return found.isMissingNode() ? list : list.add(found);
  }

  private static boolean isCalled(String label, JsonNode statement) {
    return label.equals(statement.path(SID).textValue());
  }

  private static void checkLabel(String label, ArrayNode statements) {
    if (label.length() > Limits.LABEL_LENGTH || !LABEL.matcher(label).matches()) {
      throw refuse(
          "Label",
          label,
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    for (JsonNode statement : statements) {
      if (isCalled(label, statement)) {
        throw refuse("Label", label, "Already exists.");
      }
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
    if (ACTIONS_OF_THE_OWNER.contains(action)) {
      throw refuse(
          "ActionName", name(action), "Only the queue owner is allowed to invoke this action.");
    }
    if (!ACTIONS.contains(action)) {
      throw refuse(
          "ActionName",
          name(action),
          "Please refer to the appropriate WSDL for a list of valid actions.");
    }
  }

  private static void checkAccounts(List<String> accounts) {
    List<String> unknown = accounts.stream().filter(id -> !ACCOUNT.matcher(id).matches()).toList();
    if (!unknown.isEmpty()) {
      throw refuse("PrincipalId", unknown.toString(), "Unable to verify.");
    }
  }

  private static ObjectNode statement(Arn queue, AddPermission added) {
    List<String> roots =
        added.awsAccountIds().stream()
            .map(account -> new Arn(queue.partition(), "iam", "", account, "root").toString())
            .toList();
    List<String> actions = added.actions().stream().map(PermissionRules::name).toList();
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put(SID, added.label()).put("Effect", "Allow");
    statement.putObject("Principal").set("AWS", oneOrMore(roots));
    statement.set("Action", oneOrMore(actions));
    return statement.put("Resource", queue.toString());
  }

  /** How a policy names an action. */
  private static String name(String action) {
    return "SQS:" + action;
  }

  private static JsonNode oneOrMore(List<String> texts) {
    if (texts.size() == 1) {
      return JsonNodeFactory.instance.textNode(texts.get(0));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    texts.forEach(list::add);
    return list;
  }

  private static String text(ObjectNode policy) {
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
