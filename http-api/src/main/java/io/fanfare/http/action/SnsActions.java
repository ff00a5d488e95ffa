package io.fanfare.http.action;

import static io.fanfare.http.action.Action.action;
import static io.fanfare.http.action.BodySize.MESSAGES;
import static io.fanfare.http.action.BodySize.SETTINGS;

import io.fanfare.http.wire.Service;
import io.fanfare.topics.Topics;
import io.fanfare.topics.model.AddPermission;
import io.fanfare.topics.model.ConfirmSubscription;
import io.fanfare.topics.model.CreateTopic;
import io.fanfare.topics.model.DeleteTopic;
import io.fanfare.topics.model.DescribeSubscriptions;
import io.fanfare.topics.model.GetDataProtectionPolicy;
import io.fanfare.topics.model.GetSubscriptionAttributes;
import io.fanfare.topics.model.GetTopicAttributes;
import io.fanfare.topics.model.ListSubscriptions;
import io.fanfare.topics.model.ListSubscriptionsByTopic;
import io.fanfare.topics.model.ListTagsForResource;
import io.fanfare.topics.model.ListTopics;
import io.fanfare.topics.model.PreviewPublish;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.PublishBatch;
import io.fanfare.topics.model.PutDataProtectionPolicy;
import io.fanfare.topics.model.RemovePermission;
import io.fanfare.topics.model.SetSubscriptionAttributes;
import io.fanfare.topics.model.SetTopicAttributes;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.Unsubscribe;
import io.fanfare.topics.model.UntagResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The actions of the topics, a row each. */
public final class SnsActions {

  private SnsActions() {}

  public static Actions<Topics> of() {
    List<Action<Topics, ?, ?>> rows = new ArrayList<>();
    rows.addAll(onTopics());
    rows.addAll(onSubscriptions());
    rows.addAll(onMessages());
    rows.addAll(MobileRows.all());
    rows.sort(Comparator.comparing(Action::name));
    return new Actions<>(Service.SNS.name(), rows);
  }

  private static List<Action<Topics, ?, ?>> onTopics() {
    return List.of(
        action(AddPermission.class, Topics::addPermission).needing(SETTINGS),
        action(CreateTopic.class, CreateTopic.Result.class, Topics::createTopic).needing(SETTINGS),
        action(DeleteTopic.class, Topics::deleteTopic),
        action(
            GetDataProtectionPolicy.class,
            GetDataProtectionPolicy.Result.class,
            Topics::getDataProtectionPolicy),
        action(
            GetTopicAttributes.class, GetTopicAttributes.Result.class, Topics::getTopicAttributes),
        action(
            ListTagsForResource.class,
            ListTagsForResource.Result.class,
            Topics::listTagsForResource),
        action(ListTopics.class, ListTopics.Result.class, Topics::listTopics),
        action(PutDataProtectionPolicy.class, Topics::putDataProtectionPolicy).needing(SETTINGS),
        action(RemovePermission.class, Topics::removePermission),
        action(SetTopicAttributes.class, Topics::setTopicAttributes).needing(SETTINGS),
        action(TagResource.class, TagResource.Result.class, Topics::tagResource).needing(SETTINGS),
        action(UntagResource.class, UntagResource.Result.class, Topics::untagResource)
            .needing(SETTINGS));
  }

  private static List<Action<Topics, ?, ?>> onSubscriptions() {
    return List.of(
        action(
            ConfirmSubscription.class,
            ConfirmSubscription.Result.class,
            Topics::confirmSubscription),
        action(
            DescribeSubscriptions.class,
            DescribeSubscriptions.Result.class,
            Topics::describeSubscriptions),
        action(
            GetSubscriptionAttributes.class,
            GetSubscriptionAttributes.Result.class,
            Topics::getSubscriptionAttributes),
        action(ListSubscriptions.class, ListSubscriptions.Result.class, Topics::listSubscriptions),
        action(
            ListSubscriptionsByTopic.class,
            ListSubscriptionsByTopic.Result.class,
            Topics::listSubscriptionsByTopic),
        action(SetSubscriptionAttributes.class, Topics::setSubscriptionAttributes)
            .needing(SETTINGS),
        action(Subscribe.class, Subscribe.Result.class, Topics::subscribe).needing(SETTINGS),
        action(Unsubscribe.class, Topics::unsubscribe));
  }

  private static List<Action<Topics, ?, ?>> onMessages() {
    return List.of(
        action(PreviewPublish.class, PreviewPublish.Result.class, Topics::previewPublish)
            .needing(MESSAGES),
        action(Publish.class, Publish.Result.class, Topics::publish).needing(MESSAGES),
        action(PublishBatch.class, PublishBatch.Result.class, Topics::publishBatch)
            .needing(MESSAGES));
  }
}
