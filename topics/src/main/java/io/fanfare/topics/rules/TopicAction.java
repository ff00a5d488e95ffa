package io.fanfare.topics.rules;

import static io.fanfare.core.policy.Right.Trait.PUBLIC;
import static io.fanfare.core.policy.Right.Trait.REPAIR;
import static io.fanfare.core.policy.Right.Trait.SHARED;

import io.fanfare.core.policy.Right;
import java.util.List;
import java.util.Locale;

/** What can be done with a topic, as policies name it. Publish stands for its batch too. */
public enum TopicAction implements Right {
  PUBLISH("Publish", SHARED, PUBLIC),
  SUBSCRIBE("Subscribe", SHARED),
  LIST_SUBSCRIPTIONS_BY_TOPIC("ListSubscriptionsByTopic", SHARED),
  GET_TOPIC_ATTRIBUTES("GetTopicAttributes", SHARED),
  SET_TOPIC_ATTRIBUTES("SetTopicAttributes", SHARED, REPAIR),
  ADD_PERMISSION("AddPermission", SHARED),
  REMOVE_PERMISSION("RemovePermission", SHARED, REPAIR),
  DELETE_TOPIC("DeleteTopic", SHARED, REPAIR),
  GET_DATA_PROTECTION_POLICY("GetDataProtectionPolicy", SHARED),
  PUT_DATA_PROTECTION_POLICY("PutDataProtectionPolicy", SHARED),

  TAG_RESOURCE("TagResource"),
  UNTAG_RESOURCE("UntagResource"),
  LIST_TAGS_FOR_RESOURCE("ListTagsForResource");

  private final String shown;
  private final String pattern;
  private final boolean shared;
  private final boolean open;
  private final boolean repair;

  TopicAction(String action, Trait... traits) {
    this.shown = "SNS:" + action;
    this.pattern = shown.toLowerCase(Locale.ROOT);
    this.shared = List.of(traits).contains(SHARED);
    this.open = List.of(traits).contains(PUBLIC);
    this.repair = List.of(traits).contains(REPAIR);
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public boolean is(Trait trait) {
    return switch (trait) {
      case SHARED -> shared;
      case PUBLIC -> open;
      case REPAIR -> repair;
    };
  }

  @Override
  public String toString() {
    return shown;
  }
}
