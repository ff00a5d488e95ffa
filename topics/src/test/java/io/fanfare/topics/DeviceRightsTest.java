package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.access.Authorization.Mode;
import io.fanfare.core.BrokerException;
import io.fanfare.core.Caller;
import io.fanfare.fixture.AccessTable;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.topics.mobile.CreatePlatformApplication;
import io.fanfare.topics.mobile.CreatePlatformEndpoint;
import io.fanfare.topics.mobile.DeleteEndpoint;
import io.fanfare.topics.mobile.GetEndpointAttributes;
import io.fanfare.topics.mobile.SetEndpointAttributes;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import io.fanfare.topics.model.TopicError;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has no right to a device is not told whether it is there. */
@Timeout(60)
class DeviceRightsTest {

  private final TopicsFixture all =
      new TopicsFixture(AccessTable.authorization(Mode.ENFORCE), new QueuesOptions());
  private final String topic = all.topic("t");
  private final String there = device();
  private final String missing = there.replaceAll("[^/]+$", "00000000-0000-0000-0000-000000000000");

  @AfterEach
  void close() {
    all.close();
  }

  private String device() {
    Map<String, String> credential = Map.of("PlatformCredential", "key");
    String application =
        await(
                all.topics
                    .mobile()
                    .createPlatformApplication(
                        new CreatePlatformApplication("a", "GCM", credential)))
            .platformApplicationArn();
    return await(
            all.topics
                .mobile()
                .createPlatformEndpoint(
                    new CreatePlatformEndpoint(application, "token", null, Map.of())))
        .endpointArn();
  }

  private Topics as(String who) {
    Caller caller = Objects.requireNonNull(AccessTable.callers().get(who));
    return all.topics.as(caller);
  }

  private Future<Subscribe.Result> subscribe(String who, String device) {
    return as(who).subscribe(new Subscribe(topic, "application", device, Map.of(), null));
  }

  /** The refusals of all that can be done with a device, which is not named in them. */
  private List<String> refusals(String who, String device) {
    Topics topics = as(who);
    Publish publish = new Publish(null, device, null, "m", null, null, Map.of(), null, null);
    return List.of(
            subscribe(who, device),
            topics.publish(publish),
            topics.mobile().getEndpointAttributes(new GetEndpointAttributes(device)),
            topics.mobile().setEndpointAttributes(new SetEndpointAttributes(device, Map.of())),
            topics.mobile().deleteEndpoint(new DeleteEndpoint(device)))
        .stream()
        .map(answer -> told(refusal(answer), device))
        .toList();
  }

  private static String told(BrokerException refusal, String device) {
    assertEquals(TopicError.AUTHORIZATION_ERROR, refusal.code(), refusal.sentence());
    return refusal.sentence().replace(device, "DEVICE");
  }

  @Test
  void whoHasNoRightIsRefusedAlikeWhetherItIsThereOrNot() {
    for (String who : List.of("bare", "barred", "other-root", "other-able", "other-bare")) {
      assertEquals(refusals(who, missing), refusals(who, there), who);
    }
  }

  @Test
  void whoHasTheRightIsTold() {
    BrokerException refusal = refusal(subscribe("able", missing));
    assertEquals(TopicError.INVALID_PARAMETER, refusal.code());
    assertEquals(
        "Invalid parameter: Endpoint Reason: Endpoint does not exist for endpoint " + missing,
        refusal.sentence());
    await(subscribe("able", there));
  }

  @Test
  void aSubscriptionIsToldOnceThoughItIsDecidedTwice() {
    all.trail.clear();
    await(subscribe("able", there));
    refusal(subscribe("bare", there));
    assertEquals(
        List.of("sns:Subscribe allowed", "sns:Subscribe denied"),
        all.trail.stream().map(one -> one.action() + " " + one.decision().text()).toList());
  }
}
