package io.fanfare.http;

import static io.fanfare.http.Action.action;

import io.fanfare.core.ErrorCode;
import io.fanfare.http.wire.Service;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.Unsubscribe;
import java.util.List;

/** The actions of the topics, a row each. */
final class SnsActions {

  private SnsActions() {}

  static Actions<Topics> of() {
    return new Actions<>(
        Service.SNS,
        List.of(
            unsupported("AddPermission"),
            unsupported("CheckIfPhoneNumberIsOptedOut"),
            unsupported("ConfirmSubscription"),
            unsupported("CreatePlatformApplication"),
            unsupported("CreatePlatformEndpoint"),
            unsupported("CreateSMSSandboxPhoneNumber"),
            action(CreateTopic.class, CreateTopic.Result.class, Topics::createTopic),
            unsupported("DeleteEndpoint"),
            unsupported("DeletePlatformApplication"),
            unsupported("DeleteSMSSandboxPhoneNumber"),
            action(DeleteTopic.class, Topics::deleteTopic),
            unsupported("GetDataProtectionPolicy"),
            unsupported("GetEndpointAttributes"),
            unsupported("GetPlatformApplicationAttributes"),
            unsupported("GetSMSAttributes"),
            unsupported("GetSMSSandboxAccountStatus"),
            unsupported("GetSubscriptionAttributes"),
            unsupported("GetTopicAttributes"),
            unsupported("ListEndpointsByPlatformApplication"),
            unsupported("ListOriginationNumbers"),
            unsupported("ListPhoneNumbersOptedOut"),
            unsupported("ListPlatformApplications"),
            unsupported("ListSMSSandboxPhoneNumbers"),
            unsupported("ListSubscriptions"),
            action(
                ListSubscriptionsByTopic.class,
                ListSubscriptionsByTopic.Result.class,
                Topics::listSubscriptionsByTopic),
            unsupported("ListTagsForResource"),
            action(ListTopics.class, ListTopics.Result.class, Topics::listTopics),
            unsupported("OptInPhoneNumber"),
            action(Publish.class, Publish.Result.class, Topics::publish),
            action(PublishBatch.class, PublishBatch.Result.class, Topics::publishBatch),
            unsupported("PutDataProtectionPolicy"),
            unsupported("RemovePermission"),
            unsupported("SetEndpointAttributes"),
            unsupported("SetPlatformApplicationAttributes"),
            unsupported("SetSMSAttributes"),
            unsupported("SetSubscriptionAttributes"),
            unsupported("SetTopicAttributes"),
            action(Subscribe.class, Subscribe.Result.class, Topics::subscribe),
            unsupported("TagResource"),
            action(Unsubscribe.class, Topics::unsubscribe),
            unsupported("UntagResource"),
            unsupported("VerifySMSSandboxPhoneNumber")));
  }

  private static Action<Topics, ?, ?> unsupported(String name) {
    return Action.unsupported(
        name, ErrorCode.INVALID_ACTION.refuse("%s is not supported yet by Fanfare.", name));
  }
}
