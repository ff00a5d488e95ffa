package io.fanfare.topics.rules;

import static io.fanfare.core.policy.Right.Trait.CHANGE;
import static io.fanfare.core.policy.Right.Trait.PUBLIC;
import static io.fanfare.core.policy.Right.Trait.REPAIR;
import static io.fanfare.core.policy.Right.Trait.SHARED;

import io.fanfare.core.policy.Right;
import java.util.Locale;

/** What can be done with a topic, as policies name it. Publish stands for its batch too. */
public enum TopicAction implements Right {
  PUBLISH("Publish", SHARED, PUBLIC),
  SUBSCRIBE("Subscribe", SHARED, CHANGE),
  LIST_SUBSCRIPTIONS_BY_TOPIC("ListSubscriptionsByTopic", SHARED),
  /** Tells who would get a message, which AWS does not have. */
  PREVIEW_PUBLISH("PreviewPublish", SHARED),
  /** Tells how deliveries go, which AWS does not have. */
  DESCRIBE_SUBSCRIPTIONS("DescribeSubscriptions", SHARED),
  GET_TOPIC_ATTRIBUTES("GetTopicAttributes", SHARED),
  SET_TOPIC_ATTRIBUTES("SetTopicAttributes", SHARED, REPAIR, CHANGE),
  ADD_PERMISSION("AddPermission", SHARED, CHANGE),
  REMOVE_PERMISSION("RemovePermission", SHARED, REPAIR, CHANGE),
  DELETE_TOPIC("DeleteTopic", SHARED, REPAIR, CHANGE),
  GET_DATA_PROTECTION_POLICY("GetDataProtectionPolicy", SHARED),
  PUT_DATA_PROTECTION_POLICY("PutDataProtectionPolicy", SHARED, CHANGE),

  CREATE_TOPIC("CreateTopic", CHANGE),
  LIST_TOPICS("ListTopics"),
  TAG_RESOURCE("TagResource", CHANGE),
  UNTAG_RESOURCE("UntagResource", CHANGE),
  LIST_TAGS_FOR_RESOURCE("ListTagsForResource"),

  UNSUBSCRIBE("Unsubscribe", CHANGE),
  CONFIRM_SUBSCRIPTION("ConfirmSubscription", CHANGE),
  GET_SUBSCRIPTION_ATTRIBUTES("GetSubscriptionAttributes"),
  SET_SUBSCRIPTION_ATTRIBUTES("SetSubscriptionAttributes", CHANGE),
  LIST_SUBSCRIPTIONS("ListSubscriptions"),

  GET_SMS_ATTRIBUTES("GetSMSAttributes"),
  SET_SMS_ATTRIBUTES("SetSMSAttributes", CHANGE),
  CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT("CheckIfPhoneNumberIsOptedOut"),
  LIST_PHONE_NUMBERS_OPTED_OUT("ListPhoneNumbersOptedOut"),
  OPT_IN_PHONE_NUMBER("OptInPhoneNumber", CHANGE),
  LIST_ORIGINATION_NUMBERS("ListOriginationNumbers"),
  GET_SMS_SANDBOX_ACCOUNT_STATUS("GetSMSSandboxAccountStatus"),
  LIST_SMS_SANDBOX_PHONE_NUMBERS("ListSMSSandboxPhoneNumbers"),
  CREATE_SMS_SANDBOX_PHONE_NUMBER("CreateSMSSandboxPhoneNumber", CHANGE),
  DELETE_SMS_SANDBOX_PHONE_NUMBER("DeleteSMSSandboxPhoneNumber", CHANGE),
  VERIFY_SMS_SANDBOX_PHONE_NUMBER("VerifySMSSandboxPhoneNumber", CHANGE),

  CREATE_PLATFORM_APPLICATION("CreatePlatformApplication", CHANGE),
  GET_PLATFORM_APPLICATION_ATTRIBUTES("GetPlatformApplicationAttributes"),
  SET_PLATFORM_APPLICATION_ATTRIBUTES("SetPlatformApplicationAttributes", CHANGE),
  DELETE_PLATFORM_APPLICATION("DeletePlatformApplication", CHANGE),
  LIST_PLATFORM_APPLICATIONS("ListPlatformApplications"),
  CREATE_PLATFORM_ENDPOINT("CreatePlatformEndpoint", CHANGE),
  GET_ENDPOINT_ATTRIBUTES("GetEndpointAttributes"),
  SET_ENDPOINT_ATTRIBUTES("SetEndpointAttributes", CHANGE),
  DELETE_ENDPOINT("DeleteEndpoint", CHANGE),
  LIST_ENDPOINTS_BY_PLATFORM_APPLICATION("ListEndpointsByPlatformApplication");

  private final String action;
  private final String shown;
  private final String pattern;
  private final int traits;

  TopicAction(String action, Trait... traits) {
    this.action = action;
    this.shown = "SNS:" + action;
    this.pattern = shown.toLowerCase(Locale.ROOT);
    this.traits = Trait.bits(traits);
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public String service() {
    return "sns";
  }

  @Override
  public String action() {
    return action;
  }

  @Override
  public boolean is(Trait trait) {
    return trait.isIn(traits);
  }

  @Override
  public String toString() {
    return shown;
  }
}
