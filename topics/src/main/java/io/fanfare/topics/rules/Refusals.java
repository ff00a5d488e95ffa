package io.fanfare.topics.rules;

import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.topics.model.RequiredMember;
import io.fanfare.topics.model.TopicError;

/** The refusals that several rules of the topics share, in AWS's words. */
public final class Refusals {

  private Refusals() {}

  /** The refusal of a parameter: {@code Invalid parameter: ...}. */
  public static BrokerException invalid(String what) {
    return new BrokerException(TopicError.INVALID_PARAMETER, "Invalid parameter: " + what);
  }

  /** The refusal of a request without the member at {@code path}. */
  public static BrokerException missing(String path) {
    return RequiredMember.missing(path);
  }

  /** The refusal of an action on a topic that is not there. */
  public static BrokerException noTopic() {
    return TopicError.NOT_FOUND.refuse("Topic does not exist");
  }

  /** The refusal of an action on a subscription that is not there. */
  public static BrokerException noSubscription() {
    return TopicError.NOT_FOUND.refuse("Subscription does not exist");
  }

  /** The refusal of {@code action} on {@code resource} to who is not allowed it. */
  public static BrokerException notAuthorized(Caller caller, String action, String resource) {
    return TopicError.AUTHORIZATION_ERROR.refuse(
        "User: %s is not authorized to perform: SNS:%s on resource: %s",
        caller.named(), action, resource);
  }

  /** The refusal of what the caller may not do, for the reason that {@code sentence} says. */
  public static BrokerException unauthorized(String sentence) {
    return new BrokerException(TopicError.AUTHORIZATION_ERROR, sentence);
  }

  /** The refusal of an action on the tags of a resource that is not there. */
  public static BrokerException noResource() {
    return TopicError.RESOURCE_NOT_FOUND.refuse("Resource does not exist");
  }
}
