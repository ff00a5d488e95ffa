package io.fanfare.broker.sdk.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.BrokerUnderTest;
import io.fanfare.broker.proof.Deployment;
import io.fanfare.broker.sdk.fixture.Refusal;
import io.fanfare.broker.sdk.fixture.Tenant;
import io.fanfare.broker.sdk.fixture.Tenants;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications, and the endpoints of their devices, are after a restart as they were before it. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.fanfare.broker.proof.Deployment#durable")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
final class PushNotificationsRestartTest {

  private static final Map<String, String> KEY = Map.of("PlatformCredential", "key");

  private final Deployment deployment;
  private final Path data = Deployment.newDirectory();
  private final String account = Tenants.newAccount();
  private final String start = "arn:aws:sns:" + Tenant.REGION + ":" + account + ":";
  private final String kept = start + "app/GCM/kept";
  private final String gone = start + "app/GCM/gone";

  PushNotificationsRestartTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @Test
  void whatWasMadeAndSetIsThereAndWhatWasDeletedIsNot() {
    String[] endpoints = new String[2];
    during(
        tenant -> {
          endpoints[0] = createTheKept(tenant);
          create(tenant, "gone");
          endpoints[1] = endpoint(tenant, gone, "t");
          tenant.sns.deletePlatformApplication(d -> d.platformApplicationArn(gone));
        });
    during(
        tenant -> {
          assertEquals(List.of(kept), applications(tenant));
          assertEquals(
              Map.of("Enabled", "false", "AuthenticationMethod", "key"),
              tenant
                  .sns
                  .getPlatformApplicationAttributes(g -> g.platformApplicationArn(kept))
                  .attributes());
          assertEquals(
              Map.of("Enabled", "true", "Token", "new"),
              tenant.sns.getEndpointAttributes(g -> g.endpointArn(endpoints[0])).attributes());
          assertEquals(endpoints[0], endpoint(tenant, kept, "new"));
          create(tenant, "gone");
          assertEquals(404, statusOf(tenant, endpoints[1]));
          tenant.sns.deleteEndpoint(d -> d.endpointArn(endpoints[0]));
        });
    during(
        tenant -> {
          assertEquals(List.of(gone, kept), applications(tenant));
          assertEquals(
              List.of(),
              tenant
                  .sns
                  .listEndpointsByPlatformApplication(l -> l.platformApplicationArn(kept))
                  .endpoints());
        });
  }

  /** An application that is disabled, with an endpoint whose token has changed. */
  private String createTheKept(Tenant tenant) {
    create(tenant, "kept");
    tenant.sns.setPlatformApplicationAttributes(
        s -> s.platformApplicationArn(kept).attributes(Map.of("Enabled", "false")));
    String endpoint = endpoint(tenant, kept, "old");
    tenant.sns.setEndpointAttributes(
        s -> s.endpointArn(endpoint).attributes(Map.of("Token", "new")));
    return endpoint;
  }

  private static void create(Tenant tenant, String name) {
    tenant.sns.createPlatformApplication(c -> c.name(name).platform("GCM").attributes(KEY));
  }

  private static String endpoint(Tenant tenant, String application, String token) {
    return tenant
        .sns
        .createPlatformEndpoint(c -> c.platformApplicationArn(application).token(token))
        .endpointArn();
  }

  /** That of the refusal to read {@code endpoint}. */
  private static int statusOf(Tenant tenant, String endpoint) {
    return Refusal.of(() -> tenant.sns.getEndpointAttributes(g -> g.endpointArn(endpoint)))
        .status();
  }

  private static List<String> applications(Tenant tenant) {
    return tenant.sns.listPlatformApplications().platformApplications().stream()
        .map(application -> application.platformApplicationArn())
        .sorted()
        .toList();
  }

  /** Runs a broker while {@code act} lasts, always on the same data. */
  private void during(Consumer<Tenant> act) {
    try (BrokerUnderTest broker = deployment.start(data)) {
      act.accept(new Tenant(deployment.name(), broker.endpoint(), account));
    }
  }
}
