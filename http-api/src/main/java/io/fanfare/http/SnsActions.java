package io.fanfare.http;

import static io.fanfare.http.Action.action;

import io.fanfare.core.ErrorCode;
import io.fanfare.http.wire.Service;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Unsubscribe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The actions of the topics, a row each. */
final class SnsActions {

  private static final List<String> NOT_YET =
      List.of(
          "AddPermission",
          "CheckIfPhoneNumberIsOptedOut",
          "CreatePlatformApplication",
          "CreatePlatformEndpoint",
          "CreateSMSSandboxPhoneNumber",
          "DeleteEndpoint",
          "DeletePlatformApplication",
          "DeleteSMSSandboxPhoneNumber",
          "GetDataProtectionPolicy",
          "GetEndpointAttributes",
          "GetPlatformApplicationAttributes",
          "GetSMSAttributes",
          "GetSMSSandboxAccountStatus",
          "GetTopicAttributes",
          "ListEndpointsByPlatformApplication",
          "ListOriginationNumbers",
          "ListPhoneNumbersOptedOut",
          "ListPlatformApplications",
          "ListSMSSandboxPhoneNumbers",
          "ListTagsForResource",
          "OptInPhoneNumber",
          "PutDataProtectionPolicy",
          "RemovePermission",
          "SetEndpointAttributes",
          "SetPlatformApplicationAttributes",
          "SetSMSAttributes",
          "SetTopicAttributes",
          "TagResource",
          "UntagResource",
          "VerifySMSSandboxPhoneNumber");

  private SnsActions() {}

  static Actions<Topics> of() {
    List<Action<Topics, ?, ?>> rows = new ArrayList<>(answered());
    NOT_YET.forEach(name -> rows.add(unsupported(name)));
    rows.sort(Comparator.comparing(Action::name));
    return new Actions<>(Service.SNS, rows);
  }

  private static List<Action<Topics, ?, ?>> answered() {
    return List.of(
        action(
            ConfirmSubscription.class,
            ConfirmSubscription.Result.class,
            Topics::confirmSubscription),
        action(CreateTopic.class, CreateTopic.Result.class, Topics::createTopic),
        action(DeleteTopic.class, Topics::deleteTopic),
        action(
            GetSubscriptionAttributes.class,
            GetSubscriptionAttributes.Result.class,
            Topics::getSubscriptionAttributes),
        action(ListSubscriptions.class, ListSubscriptions.Result.class, Topics::listSubscriptions),
        action(
            ListSubscriptionsByTopic.class,
            ListSubscriptionsByTopic.Result.class,
            Topics::listSubscriptionsByTopic),
        action(ListTopics.class, ListTopics.Result.class, Topics::listTopics),
        action(Publish.class, Publish.Result.class, Topics::publish),
        action(PublishBatch.class, PublishBatch.Result.class, Topics::publishBatch),
        action(SetSubscriptionAttributes.class, Topics::setSubscriptionAttributes),
        action(Subscribe.class, Subscribe.Result.class, Topics::subscribe),
        action(Unsubscribe.class, Topics::unsubscribe));
  }

  private static Action<Topics, ?, ?> unsupported(String name) {
    return Action.unsupported(
        name, ErrorCode.INVALID_ACTION.refuse("%s is not supported yet by Fanfare.", name));
  }
}
