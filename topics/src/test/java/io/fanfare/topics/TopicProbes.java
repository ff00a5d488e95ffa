package io.fanfare.topics;

import io.fanfare.core.Caller;
import io.fanfare.fixture.AccessTable;
import io.fanfare.fixture.AccessTable.Kind;
import io.fanfare.topics.mobile.CheckIfPhoneNumberIsOptedOut;
import io.fanfare.topics.mobile.CreatePlatformApplication;
import io.fanfare.topics.mobile.CreatePlatformEndpoint;
import io.fanfare.topics.mobile.CreateSMSSandboxPhoneNumber;
import io.fanfare.topics.mobile.DeleteEndpoint;
import io.fanfare.topics.mobile.DeletePlatformApplication;
import io.fanfare.topics.mobile.DeleteSMSSandboxPhoneNumber;
import io.fanfare.topics.mobile.GetEndpointAttributes;
import io.fanfare.topics.mobile.GetPlatformApplicationAttributes;
import io.fanfare.topics.mobile.GetSMSAttributes;
import io.fanfare.topics.mobile.GetSMSSandboxAccountStatus;
import io.fanfare.topics.mobile.ListEndpointsByPlatformApplication;
import io.fanfare.topics.mobile.ListOriginationNumbers;
import io.fanfare.topics.mobile.ListPhoneNumbersOptedOut;
import io.fanfare.topics.mobile.ListPlatformApplications;
import io.fanfare.topics.mobile.ListSMSSandboxPhoneNumbers;
import io.fanfare.topics.mobile.OptInPhoneNumber;
import io.fanfare.topics.mobile.SetEndpointAttributes;
import io.fanfare.topics.mobile.SetPlatformApplicationAttributes;
import io.fanfare.topics.mobile.SetSMSAttributes;
import io.fanfare.topics.mobile.VerifySMSSandboxPhoneNumber;
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
import io.fanfare.topics.model.Tag;
import io.fanfare.topics.model.TagResource;
import io.fanfare.topics.model.Unsubscribe;
import io.fanfare.topics.model.UntagResource;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What everybody tries of topics, subscriptions, phones and devices. */
final class TopicProbes {

  /** The topic that is asked for. */
  static final String TOPIC = arn(AccessTable.OWNER, "t");

  /** The topic that is deleted if it may be. */
  static final String DOOMED = arn(AccessTable.OWNER, "doomed");

  private static final String APPLICATION = arn("ACCOUNT", "app/GCM/a");
  private static final String ENDPOINT =
      arn("ACCOUNT", "endpoint/GCM/a/00000000-0000-0000-0000-000000000000");
  private static final String ALL = arn("ACCOUNT", "*");
  private static final String PHONE = "+15550100";

  /** What is tried: something that changes nothing even if it is allowed, or what is doomed. */
  record Probe(
      String action,
      Kind kind,
      boolean repair,
      String resource,
      BiFunction<Topics, String, Future<?>> request) {

    /** Of what it is that {@code caller} may not do it. */
    String resource(Caller caller) {
      return resource.replace("ACCOUNT", caller.account());
    }

    boolean ofSubscription() {
      return action.equals("Unsubscribe") || action.endsWith("SubscriptionAttributes");
    }
  }

  private static Probe probe(
      String action, Kind kind, BiFunction<Topics, String, Future<?>> request) {
    return new Probe(action, kind, false, TOPIC, request);
  }

  private static Probe repair(String action, BiFunction<Topics, String, Future<?>> request) {
    return new Probe(action, Kind.SHARED, true, TOPIC, request);
  }

  private static Probe own(
      String action, String resource, BiFunction<Topics, String, Future<?>> request) {
    return new Probe(action, Kind.ACCOUNT, false, resource, request);
  }

  /** What is asked of topics; the text that a request gets is its resource, of the caller's. */
  private static final List<Probe> OF_TOPICS =
      List.of(
          probe("Publish", Kind.OPEN, (all, arn) -> all.publish(new Publish(arn, "", Map.of()))),
          probe(
              "Publish",
              Kind.OPEN,
              (all, arn) -> all.publishBatch(new PublishBatch(arn, List.of()))),
          probe(
              "Subscribe",
              Kind.SHARED,
              (all, arn) -> all.subscribe(new Subscribe(arn, "pigeon", "x", Map.of(), null))),
          probe(
              "ListSubscriptionsByTopic",
              Kind.SHARED,
              (all, arn) -> all.listSubscriptionsByTopic(new ListSubscriptionsByTopic(arn))),
          probe(
              "PreviewPublish",
              Kind.SHARED,
              (all, arn) -> all.previewPublish(new PreviewPublish(new Publish(arn, "", Map.of())))),
          probe(
              "DescribeSubscriptions",
              Kind.SHARED,
              (all, arn) -> all.describeSubscriptions(new DescribeSubscriptions(arn))),
          probe(
              "GetTopicAttributes",
              Kind.SHARED,
              (all, arn) -> all.getTopicAttributes(new GetTopicAttributes(arn))),
          probe(
              "AddPermission",
              Kind.SHARED,
              (all, arn) ->
                  all.addPermission(
                      new AddPermission(arn, "l", List.of(AccessTable.OTHER), List.of("No")))),
          probe(
              "GetDataProtectionPolicy",
              Kind.SHARED,
              (all, arn) -> all.getDataProtectionPolicy(new GetDataProtectionPolicy(arn))),
          probe(
              "PutDataProtectionPolicy",
              Kind.SHARED,
              (all, arn) ->
                  all.putDataProtectionPolicy(new PutDataProtectionPolicy(arn, "no policy"))),
          repair(
              "SetTopicAttributes",
              (all, arn) -> all.setTopicAttributes(new SetTopicAttributes(arn, "Height", "1"))),
          repair(
              "RemovePermission",
              (all, arn) -> all.removePermission(new RemovePermission(arn, "missing"))),
          new Probe(
              "DeleteTopic",
              Kind.SHARED,
              true,
              DOOMED,
              (all, arn) -> all.deleteTopic(new DeleteTopic(arn))),
          probe(
              "TagResource",
              Kind.OWN,
              (all, arn) -> all.tagResource(new TagResource(arn, List.of(new Tag("", "value"))))),
          probe(
              "UntagResource",
              Kind.OWN,
              (all, arn) -> all.untagResource(new UntagResource(arn, List.of("missing")))),
          probe(
              "ListTagsForResource",
              Kind.OWN,
              (all, arn) -> all.listTagsForResource(new ListTagsForResource(arn))),
          own(
              "CreateTopic",
              arn("ACCOUNT", "new"),
              (all, arn) ->
                  all.createTopic(new CreateTopic("new", Map.of("Height", "1"), List.of(), null))),
          own("ListTopics", ALL, (all, arn) -> all.listTopics(new ListTopics())),
          own(
              "ListSubscriptions",
              ALL,
              (all, arn) -> all.listSubscriptions(new ListSubscriptions())),
          own(
              "ConfirmSubscription",
              TOPIC,
              (all, arn) -> all.confirmSubscription(new ConfirmSubscription(arn, "0".repeat(64)))));

  /** What is asked of phones and devices. */
  private static final List<Probe> OF_PHONES =
      List.of(
          own("Publish", PHONE, (all, arn) -> all.publish(toPhone())),
          own("Publish", ENDPOINT, (all, arn) -> all.publish(toDevice(arn))),
          own(
              "GetSMSAttributes",
              ALL,
              (all, arn) -> all.mobile().getSMSAttributes(new GetSMSAttributes(List.of()))),
          own(
              "SetSMSAttributes",
              ALL,
              (all, arn) ->
                  all.mobile().setSMSAttributes(new SetSMSAttributes(Map.of("Height", "1")))),
          own(
              "CheckIfPhoneNumberIsOptedOut",
              ALL,
              (all, arn) ->
                  all.mobile()
                      .checkIfPhoneNumberIsOptedOut(new CheckIfPhoneNumberIsOptedOut(PHONE))),
          own(
              "ListPhoneNumbersOptedOut",
              ALL,
              (all, arn) ->
                  all.mobile().listPhoneNumbersOptedOut(new ListPhoneNumbersOptedOut(null))),
          own(
              "OptInPhoneNumber",
              ALL,
              (all, arn) -> all.mobile().optInPhoneNumber(new OptInPhoneNumber(PHONE))),
          own(
              "ListOriginationNumbers",
              ALL,
              (all, arn) ->
                  all.mobile().listOriginationNumbers(new ListOriginationNumbers(null, null))),
          own(
              "GetSMSSandboxAccountStatus",
              ALL,
              (all, arn) ->
                  all.mobile().getSMSSandboxAccountStatus(new GetSMSSandboxAccountStatus())),
          own(
              "ListSMSSandboxPhoneNumbers",
              ALL,
              (all, arn) ->
                  all.mobile()
                      .listSMSSandboxPhoneNumbers(new ListSMSSandboxPhoneNumbers(null, null))),
          own(
              "CreateSMSSandboxPhoneNumber",
              ALL,
              (all, arn) ->
                  all.mobile()
                      .createSMSSandboxPhoneNumber(new CreateSMSSandboxPhoneNumber(PHONE, null))),
          own(
              "DeleteSMSSandboxPhoneNumber",
              ALL,
              (all, arn) ->
                  all.mobile().deleteSMSSandboxPhoneNumber(new DeleteSMSSandboxPhoneNumber(PHONE))),
          own(
              "VerifySMSSandboxPhoneNumber",
              ALL,
              (all, arn) ->
                  all.mobile()
                      .verifySMSSandboxPhoneNumber(
                          new VerifySMSSandboxPhoneNumber(PHONE, "12345"))),
          own(
              "CreatePlatformApplication",
              APPLICATION,
              (all, arn) ->
                  all.mobile()
                      .createPlatformApplication(
                          new CreatePlatformApplication("a", "GCM", Map.of()))),
          own(
              "GetPlatformApplicationAttributes",
              APPLICATION,
              (all, arn) ->
                  all.mobile()
                      .getPlatformApplicationAttributes(new GetPlatformApplicationAttributes(arn))),
          own(
              "SetPlatformApplicationAttributes",
              APPLICATION,
              (all, arn) ->
                  all.mobile()
                      .setPlatformApplicationAttributes(
                          new SetPlatformApplicationAttributes(arn, Map.of()))),
          own(
              "DeletePlatformApplication",
              APPLICATION,
              (all, arn) ->
                  all.mobile().deletePlatformApplication(new DeletePlatformApplication(arn))),
          own(
              "ListPlatformApplications",
              ALL,
              (all, arn) ->
                  all.mobile().listPlatformApplications(new ListPlatformApplications(null))),
          own(
              "CreatePlatformEndpoint",
              APPLICATION,
              (all, arn) ->
                  all.mobile()
                      .createPlatformEndpoint(
                          new CreatePlatformEndpoint(arn, "token", null, Map.of()))),
          own(
              "ListEndpointsByPlatformApplication",
              APPLICATION,
              (all, arn) ->
                  all.mobile()
                      .listEndpointsByPlatformApplication(
                          new ListEndpointsByPlatformApplication(arn, null))),
          own(
              "GetEndpointAttributes",
              ENDPOINT,
              (all, arn) -> all.mobile().getEndpointAttributes(new GetEndpointAttributes(arn))),
          own(
              "SetEndpointAttributes",
              ENDPOINT,
              (all, arn) ->
                  all.mobile().setEndpointAttributes(new SetEndpointAttributes(arn, Map.of()))),
          own(
              "DeleteEndpoint",
              ENDPOINT,
              (all, arn) -> all.mobile().deleteEndpoint(new DeleteEndpoint(arn))));

  /** What is asked of a subscription; the text that a request gets is its ARN. */
  private static final List<Probe> OF_SUBSCRIPTIONS =
      List.of(
          probe(
              "GetSubscriptionAttributes",
              Kind.OWN,
              (all, arn) -> all.getSubscriptionAttributes(new GetSubscriptionAttributes(arn))),
          probe(
              "SetSubscriptionAttributes",
              Kind.OWN,
              (all, arn) ->
                  all.setSubscriptionAttributes(new SetSubscriptionAttributes(arn, "Height", "1"))),
          probe("Unsubscribe", Kind.OWN, (all, arn) -> all.unsubscribe(new Unsubscribe(arn))));

  /** All of them. */
  static List<Probe> all() {
    return Stream.of(OF_TOPICS, OF_PHONES, OF_SUBSCRIPTIONS).flatMap(List::stream).toList();
  }

  private static Publish toPhone() {
    return new Publish(null, null, PHONE, "", null, null, Map.of(), null, null);
  }

  private static Publish toDevice(String endpoint) {
    return new Publish(null, endpoint, null, "m", null, null, Map.of(), null, null);
  }

  private static String arn(String account, String name) {
    return "arn:aws:sns:us-east-1:" + account + ":" + name;
  }

  private TopicProbes() {}
}
