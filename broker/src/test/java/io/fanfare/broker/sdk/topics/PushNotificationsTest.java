package io.fanfare.broker.sdk.topics;

import static io.fanfare.broker.sdk.fixture.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fanfare.broker.sdk.fixture.OnEveryBroker;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.Endpoint;
import software.amazon.awssdk.services.sns.model.PlatformApplication;

/** The actions on applications and on the endpoints of their devices. */
@OnEveryBroker
final class PushNotificationsTest {

  private static final String INVALID = "InvalidParameter";
  private static final Map<String, String> KEY = Map.of("PlatformCredential", "key");
  private static final Refusal NO_APPLICATION =
      new Refusal(404, "NotFound", "PlatformApplication does not exist");
  private static final Refusal NO_ENDPOINT =
      new Refusal(404, "NotFound", "Endpoint does not exist");
  private static final String NO_TARGET =
      "Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified";

  private final Tenant tenant;
  private final String start;

  PushNotificationsTest(Tenant tenant) {
    this.tenant = tenant.another();
    start = "arn:aws:sns:" + Tenant.REGION + ":" + this.tenant.account + ":";
  }

  @Test
  void anApplicationIsMadeOnceAndShowsNoCredentials() {
    String application = application("mine");
    assertEquals(start + "app/GCM/mine", application);
    assertEquals(application, application("mine"));
    assertRefused(
        INVALID,
        "Invalid parameter: Attributes Reason: Application already exists with different"
            + " attributes",
        () ->
            tenant.sns.createPlatformApplication(
                c ->
                    c.name("mine")
                        .platform("GCM")
                        .attributes(Map.of("PlatformCredential", "other"))));
    Map<String, String> shown = Map.of("Enabled", "true", "AuthenticationMethod", "key");
    assertEquals(shown, attributes(application));
    assertEquals(
        List.of(
            PlatformApplication.builder()
                .platformApplicationArn(application)
                .attributes(shown)
                .build()),
        tenant.sns.listPlatformApplications().platformApplications());
    assertEquals(
        List.of(), tenant.in("us-west-2").sns.listPlatformApplications().platformApplications());
  }

  @Test
  void attributesOfAnApplicationAreSetTogetherOrNotAtAll() {
    String application = application("mine");
    set(application, Map.of("SuccessFeedbackSampleRate", "5", "Enabled", "false"));
    Map<String, String> set =
        Map.of("Enabled", "false", "SuccessFeedbackSampleRate", "5", "AuthenticationMethod", "key");
    assertEquals(set, attributes(application));
    assertRefused(
        INVALID,
        "Invalid parameter: Attributes Reason: Unknown attribute Nope",
        () -> set(application, Map.of("Enabled", "true", "Nope", "x")));
    assertEquals(set, attributes(application));
  }

  @Test
  void anotherPlatformIsRefused() {
    assertRefused(
        INVALID,
        "Invalid parameter: Platform Reason: PIGEON is not supported",
        () ->
            tenant.sns.createPlatformApplication(
                c -> c.name("mine").platform("PIGEON").attributes(KEY)));
    assertRefused(
        INVALID,
        "Invalid parameter: Attributes Reason: Platform credentials are invalid",
        () ->
            tenant.sns.createPlatformApplication(
                c -> c.name("mine").platform("APNS").attributes(KEY)));
  }

  @Test
  void anEndpointIsMadeOnceForEachToken() {
    String application = application("mine");
    String endpoint = endpoint(application, "t", "data");
    assertEquals(start + "endpoint/GCM/mine/", endpoint.substring(0, endpoint.length() - 36));
    assertEquals(endpoint, endpoint(application, "t", "data"));
    assertNotEquals(endpoint, endpoint(application, "u", "data"));
    assertRefused(
        INVALID,
        "Invalid parameter: Token Reason: Endpoint "
            + endpoint
            + " already exists with the same Token, but different attributes.",
        () -> endpoint(application, "t", "other"));
    assertEquals(
        Map.of("Enabled", "true", "Token", "t", "CustomUserData", "data"),
        endpointAttributes(endpoint));
  }

  @Test
  void anEndpointKeepsItsArnWhenItsTokenChanges() {
    String application = application("mine");
    String endpoint = endpoint(application, "old", "data");
    setEndpoint(endpoint, Map.of("Token", "new", "Enabled", "false"));
    assertEquals(
        Map.of("Enabled", "false", "Token", "new", "CustomUserData", "data"),
        endpointAttributes(endpoint));
    assertEquals(endpoint, endpoint(application, "new", "data"));
    assertRefused(
        INVALID,
        "Invalid parameter: This endpoint is already registered with a different token.",
        () -> endpoint(application, "old", "data"));
    String other = endpoint(application, "other", "data");
    assertRefused(
        INVALID,
        "Invalid parameter: Token Reason: Endpoint "
            + endpoint
            + " already exists with the same Token, but different attributes.",
        () -> setEndpoint(other, Map.of("Token", "new")));
    setEndpoint(endpoint, Map.of("Token", "old"));
    setEndpoint(other, Map.of("Token", "new"));
    assertEquals(endpoint, endpoint(application, "old", "data"));
    assertEquals(other, endpoint(application, "new", "data"));
  }

  @Test
  void listsHavePagesOf100() {
    String application = application("mine");
    TreeSet<String> endpoints = new TreeSet<>();
    IntStream.range(0, 101).forEach(i -> endpoints.add(endpoint(application, "t" + i, "data")));
    List<List<Endpoint>> pages =
        tenant
            .sns
            .listEndpointsByPlatformApplicationPaginator(l -> l.platformApplicationArn(application))
            .stream()
            .map(page -> page.endpoints())
            .toList();
    assertEquals(List.of(100, 1), pages.stream().map(List::size).toList());
    TreeSet<String> listed = new TreeSet<>();
    pages.forEach(page -> page.forEach(one -> listed.add(one.endpointArn())));
    assertEquals(endpoints, listed);
    TreeSet<String> applications = new TreeSet<>();
    applications.add(application);
    IntStream.range(0, 100).forEach(i -> applications.add(application("a" + i)));
    assertEquals(
        applications,
        new TreeSet<>(
            tenant.sns.listPlatformApplicationsPaginator().platformApplications().stream()
                .map(PlatformApplication::platformApplicationArn)
                .toList()));
    assertRefused(
        INVALID,
        "Invalid parameter: NextToken",
        () -> tenant.sns.listPlatformApplications(l -> l.nextToken("nope")));
    assertRefused(
        INVALID,
        "Invalid parameter: NextToken",
        () ->
            tenant.sns.listEndpointsByPlatformApplication(
                l -> l.platformApplicationArn(application).nextToken("nope")));
  }

  @Test
  void anApplicationTakesItsEndpointsWithItAndNotTheirSubscriptions() {
    String application = application("mine");
    String endpoint = endpoint(application, "t", "data");
    String topic = tenant.sns.createTopic(c -> c.name("t")).topicArn();
    String subscription = subscribe(topic, endpoint);
    tenant.sns.deletePlatformApplication(d -> d.platformApplicationArn(application));
    assertEquals(NO_APPLICATION, Refusal.of(() -> attributes(application)));
    assertEquals(NO_ENDPOINT, Refusal.of(() -> endpointAttributes(endpoint)));
    assertRefused(INVALID, NO_TARGET, () -> publish(endpoint));
    assertEquals(List.of(), tenant.sns.listPlatformApplications().platformApplications());
    assertEquals(
        subscription, tenant.sns.listSubscriptions().subscriptions().get(0).subscriptionArn());
    assertEquals(application, application("mine"));
    assertEquals(
        List.of(),
        tenant
            .sns
            .listEndpointsByPlatformApplication(l -> l.platformApplicationArn(application))
            .endpoints());
    assertEquals(endpoint, endpoint(application, "t", "data"));
  }

  @Test
  void anEndpointThatIsDeletedIsMadeAgain() {
    String application = application("mine");
    String endpoint = endpoint(application, "t", "data");
    tenant.sns.deleteEndpoint(d -> d.endpointArn(endpoint));
    tenant.sns.deleteEndpoint(d -> d.endpointArn(endpoint));
    assertEquals(NO_ENDPOINT, Refusal.of(() -> endpointAttributes(endpoint)));
    assertEquals(NO_ENDPOINT, Refusal.of(() -> setEndpoint(endpoint, Map.of("Enabled", "true"))));
    assertEquals(endpoint, endpoint(application, "t", "other"));
  }

  @Test
  void aMessageToADeviceIsAnsweredWithAnId() {
    String endpoint = endpoint(application("mine"), "t", "data");
    String first = publish(endpoint);
    assertEquals(36, first.length());
    assertNotEquals(first, publish(endpoint));
    tenant.sns.publish(
        p -> p.targetArn(endpoint).messageStructure("json").message("{\"GCM\":\"{}\"}"));
    assertRefused(
        INVALID,
        "Invalid parameter: Message Structure - No default entry in JSON message body",
        () ->
            tenant.sns.publish(
                p -> p.targetArn(endpoint).messageStructure("json").message("{\"APNS\":\"a\"}")));
    assertRefused(
        INVALID,
        "Invalid parameter: Empty message",
        () -> tenant.sns.publish(p -> p.targetArn(endpoint).message("")));
  }

  @Test
  void whoIsDisabledGetsNoMessage() {
    String application = application("mine");
    String endpoint = endpoint(application, "t", "data");
    setEndpoint(endpoint, Map.of("Enabled", "false"));
    assertEquals(
        new Refusal(400, "EndpointDisabled", "Endpoint is disabled"),
        Refusal.of(() -> publish(endpoint)));
    set(application, Map.of("Enabled", "false"));
    assertEquals(
        new Refusal(400, "PlatformApplicationDisabled", "Platform application is disabled"),
        Refusal.of(() -> publish(endpoint)));
    set(application, Map.of("Enabled", "true"));
    setEndpoint(endpoint, Map.of("Enabled", "true"));
    publish(endpoint);
  }

  @Test
  void onlyAnEndpointThatIsThereIsSubscribed() {
    String topic = tenant.sns.createTopic(c -> c.name("t")).topicArn();
    String endpoint = endpoint(application("mine"), "t", "data");
    subscribe(topic, endpoint);
    tenant.sns.deleteEndpoint(d -> d.endpointArn(endpoint));
    assertRefused(
        INVALID,
        "Invalid parameter: Endpoint Reason: Endpoint does not exist for endpoint " + endpoint,
        () -> subscribe(topic, endpoint));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String application = start + "app/GCM/none";
    String endpoint = start + "endpoint/GCM/none/5e3e9847-3183-3f18-a7e8-671c3a57d4b3";
    assertEquals(NO_APPLICATION, Refusal.of(() -> endpoint(application, "t", "data")));
    assertEquals(NO_APPLICATION, Refusal.of(() -> set(application, Map.of("Enabled", "true"))));
    assertEquals(
        NO_APPLICATION,
        Refusal.of(
            () ->
                tenant.sns.listEndpointsByPlatformApplication(
                    l -> l.platformApplicationArn(application))));
    assertEquals(NO_ENDPOINT, Refusal.of(() -> endpointAttributes(endpoint)));
    assertRefused(INVALID, NO_TARGET, () -> publish(endpoint));
    tenant.sns.deletePlatformApplication(d -> d.platformApplicationArn(application));
    tenant.sns.deleteEndpoint(d -> d.endpointArn(endpoint));
  }

  @Test
  void othersAreOfOtherAccountsAndRegions() {
    String application = application("mine");
    String endpoint = endpoint(application, "t", "data");
    Tenant other = tenant.another();
    String user = "User: arn:aws:iam::" + other.account + ":root is not authorized to perform: ";
    assertEquals(
        new Refusal(
            403, "AuthorizationError", user + "SNS:GetEndpointAttributes on resource: " + endpoint),
        Refusal.of(() -> other.sns.getEndpointAttributes(g -> g.endpointArn(endpoint))));
    assertEquals(
        new Refusal(403, "AuthorizationError", user + "SNS:Publish on resource: " + endpoint),
        Refusal.of(() -> other.sns.publish(p -> p.targetArn(endpoint).message("m"))));
    assertEquals(List.of(), other.sns.listPlatformApplications().platformApplications());
    assertRefused(
        INVALID,
        "Invalid parameter: PlatformApplicationArn",
        () ->
            tenant
                .in("us-west-2")
                .sns
                .getPlatformApplicationAttributes(g -> g.platformApplicationArn(application)));
  }

  @Test
  void anArnHasSixElements() {
    assertRefused(
        INVALID,
        "Invalid parameter: PlatformApplicationArn Reason: An ARN must have at least 6 elements,"
            + " not 1",
        () -> attributes("mine"));
    assertRefused(
        INVALID,
        "Invalid parameter: EndpointArn Reason: An ARN must have at least 6 elements, not 1",
        () -> tenant.sns.deleteEndpoint(d -> d.endpointArn("mine")));
    assertRefused(
        INVALID,
        "Invalid parameter: PlatformApplicationArn Reason: Wrong number of slashes in relative"
            + " portion of the ARN.",
        () -> attributes(start + "mine"));
  }

  private String application(String name) {
    return tenant
        .sns
        .createPlatformApplication(c -> c.name(name).platform("GCM").attributes(KEY))
        .platformApplicationArn();
  }

  private Map<String, String> attributes(String application) {
    return tenant
        .sns
        .getPlatformApplicationAttributes(g -> g.platformApplicationArn(application))
        .attributes();
  }

  private void set(String application, Map<String, String> attributes) {
    tenant.sns.setPlatformApplicationAttributes(
        s -> s.platformApplicationArn(application).attributes(attributes));
  }

  private String endpoint(String application, String token, String data) {
    return tenant
        .sns
        .createPlatformEndpoint(
            c -> c.platformApplicationArn(application).token(token).customUserData(data))
        .endpointArn();
  }

  private Map<String, String> endpointAttributes(String endpoint) {
    return tenant.sns.getEndpointAttributes(g -> g.endpointArn(endpoint)).attributes();
  }

  private void setEndpoint(String endpoint, Map<String, String> attributes) {
    tenant.sns.setEndpointAttributes(s -> s.endpointArn(endpoint).attributes(attributes));
  }

  private String publish(String endpoint) {
    return tenant.sns.publish(p -> p.targetArn(endpoint).message("m")).messageId();
  }

  private String subscribe(String topic, String endpoint) {
    return tenant
        .sns
        .subscribe(s -> s.topicArn(topic).protocol("application").endpoint(endpoint))
        .subscriptionArn();
  }
}
