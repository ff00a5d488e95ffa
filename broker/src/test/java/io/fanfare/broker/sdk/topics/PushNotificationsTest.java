package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The actions on applications and devices, of which there are none. */
@OnEveryBroker
final class PushNotificationsTest {

  private final Tenant tenant;
  private final String application;
  private final String endpoint;

  PushNotificationsTest(Tenant tenant) {
    this.tenant = tenant;
    String start = "arn:aws:sns:" + Tenant.REGION + ":" + tenant.account + ":";
    application = start + "app/GCM/mine";
    endpoint = start + "endpoint/GCM/mine/5e3e9847-3183-3f18-a7e8-671c3a57d4b3";
  }

  @Test
  void noPlatformIsSupported() {
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: Platform Reason: GCM is not supported",
        () ->
            tenant.sns.createPlatformApplication(
                c -> c.name("mine").platform("GCM").attributes(Map.of("PlatformCredential", "x"))));
    assertEquals(List.of(), tenant.sns.listPlatformApplications().platformApplications());
  }

  @Test
  void noApplicationExists() {
    Refusal missing = new Refusal(404, "NotFound", "PlatformApplication does not exist");
    assertEquals(
        missing,
        Refusal.of(
            () ->
                tenant.sns.createPlatformEndpoint(
                    c -> c.platformApplicationArn(application).token("t"))));
    assertEquals(
        missing,
        Refusal.of(
            () ->
                tenant.sns.getPlatformApplicationAttributes(
                    g -> g.platformApplicationArn(application))));
    assertEquals(
        missing,
        Refusal.of(
            () ->
                tenant.sns.setPlatformApplicationAttributes(
                    s -> s.platformApplicationArn(application).attributes(Map.of("a", "b")))));
    assertEquals(
        missing,
        Refusal.of(
            () ->
                tenant.sns.listEndpointsByPlatformApplication(
                    l -> l.platformApplicationArn(application))));
  }

  @Test
  void noDeviceExists() {
    Refusal missing = new Refusal(404, "NotFound", "Endpoint does not exist");
    assertEquals(
        missing, Refusal.of(() -> tenant.sns.getEndpointAttributes(g -> g.endpointArn(endpoint))));
    assertEquals(
        missing,
        Refusal.of(
            () ->
                tenant.sns.setEndpointAttributes(
                    s -> s.endpointArn(endpoint).attributes(Map.of("Enabled", "true")))));
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified",
        () -> tenant.sns.publish(p -> p.targetArn(endpoint).message("m")));
  }

  @Test
  void whatIsNotThereIsDeletedAllTheSame() {
    tenant.sns.deletePlatformApplication(d -> d.platformApplicationArn(application));
    tenant.sns.deleteEndpoint(d -> d.endpointArn(endpoint));
  }

  @Test
  void anArnHasSixElements() {
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: PlatformApplicationArn Reason: An ARN must have at least 6 elements,"
            + " not 1",
        () -> tenant.sns.getPlatformApplicationAttributes(g -> g.platformApplicationArn("mine")));
    assertRefused(
        "InvalidParameter",
        "Invalid parameter: EndpointArn Reason: An ARN must have at least 6 elements, not 1",
        () -> tenant.sns.deleteEndpoint(d -> d.endpointArn("mine")));
  }
}
