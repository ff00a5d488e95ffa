package io.fanfare.queues.rules;

import static io.fanfare.core.policy.Right.Trait.CHANGE;
import static io.fanfare.core.policy.Right.Trait.PUBLIC;
import static io.fanfare.core.policy.Right.Trait.REPAIR;
import static io.fanfare.core.policy.Right.Trait.SHARED;

import io.fanfare.core.policy.Right;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be done with a queue, as policies name it. An action on one message stands for its batch
 * too.
 */
public enum QueueAction implements Right {
  SEND_MESSAGE("SendMessage", SHARED, PUBLIC),
  RECEIVE_MESSAGE("ReceiveMessage", SHARED, PUBLIC),
  DELETE_MESSAGE("DeleteMessage", SHARED),
  CHANGE_MESSAGE_VISIBILITY("ChangeMessageVisibility", SHARED),
  GET_QUEUE_URL("GetQueueUrl", SHARED),
  GET_QUEUE_ATTRIBUTES("GetQueueAttributes", SHARED),
  /** Tells what a queue did lately, which AWS does not have. */
  GET_QUEUE_HISTORY("GetQueueHistory", SHARED),
  LIST_DEAD_LETTER_SOURCE_QUEUES("ListDeadLetterSourceQueues", SHARED),
  PURGE_QUEUE("PurgeQueue", SHARED, CHANGE),

  /** Reads messages without receiving them, which AWS does not have. */
  PEEK_MESSAGES("PeekMessages", SHARED, PUBLIC),

  LIST_QUEUES("ListQueues"),
  /** Tells how queues stand, which AWS does not have. */
  DESCRIBE_QUEUES("DescribeQueues"),
  CREATE_QUEUE("CreateQueue", CHANGE),
  DELETE_QUEUE("DeleteQueue", REPAIR, CHANGE),
  SET_QUEUE_ATTRIBUTES("SetQueueAttributes", REPAIR, CHANGE),
  ADD_PERMISSION("AddPermission", CHANGE),
  REMOVE_PERMISSION("RemovePermission", REPAIR, CHANGE),
  TAG_QUEUE("TagQueue", CHANGE),
  UNTAG_QUEUE("UntagQueue", CHANGE),
  LIST_QUEUE_TAGS("ListQueueTags"),
  START_MESSAGE_MOVE_TASK("StartMessageMoveTask", CHANGE),
  CANCEL_MESSAGE_MOVE_TASK("CancelMessageMoveTask", CHANGE),
  LIST_MESSAGE_MOVE_TASKS("ListMessageMoveTasks");

  private final String action;
  private final String pattern;
  private final int traits;

  QueueAction(String action, Trait... traits) {
    this.action = action;
    this.pattern = "sqs:" + action.toLowerCase(Locale.ROOT);
    this.traits = Trait.bits(traits);
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public String service() {
    return "sqs";
  }

  @Override
  public String action() {
    return action;
  }

  @Override
  public boolean is(Trait trait) {
    return trait.isIn(traits);
  }

  /** The action that AWS calls {@code name}, if there is one. */
  static Optional<QueueAction> named(String name) {
    return Arrays.stream(values()).filter(one -> one.action.equals(name)).findAny();
  }
}
