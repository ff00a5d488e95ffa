package io.fanfare.topics.mobile;

import static io.fanfare.fixture.Futures.await;
import static io.fanfare.fixture.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.access.AuditTrail;
import io.fanfare.access.Authorization;
import io.fanfare.access.Guard;
import io.fanfare.core.Caller;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Table;
import io.fanfare.fixture.FaultyStore;
import io.fanfare.runtime.Clock;
import io.fanfare.runtime.EventLoop;
import io.fanfare.runtime.RowSweeper;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.Stores;
import io.fanfare.topics.model.Platform;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.rows.TopicTables;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of the devices reaches their gateway, and the store. */
@Timeout(60)
class DevicesTest {

  private static final Key FIRST = Key.first(Long.MIN_VALUE);
  private static final Key LAST = Key.first(Long.MAX_VALUE);

  private final Vertx vertx = Vertx.vertx();
  private final FaultyStore store =
      new FaultyStore(await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {})));
  private final EventLoop loop =
      new EventLoop(vertx, vertx.getOrCreateContext(), store, Clock.system());
  private final List<PushNotification> pushed = new CopyOnWriteArrayList<>();
  private final Hosts hosts = new Hosts();
  private final Caller caller = new Caller("1", "r", "http://x");
  private final Mobile mobile = new MobileActions(hosts, caller);
  private final String application =
      await(
              mobile.createPlatformApplication(
                  new CreatePlatformApplication("a", "GCM", Map.of("PlatformCredential", "c"))))
          .platformApplicationArn();

  /** One event loop with all applications. */
  private final class Hosts implements MobileHosts {
    private final PlatformHost host =
        new PlatformHost(
            loop,
            new RowSweeper(
                loop,
                TopicTables.GARBAGE,
                List.of(TopicTables.ENDPOINTS, TopicTables.ENDPOINT_TOKENS),
                (table, row) -> List.of(Change.remove(table, row.key()))));
    private final Gateways gateways = new Gateways(Map.of(Platform.GCM, DevicesTest.this::take));

    @Override
    public <R> Future<R> texts(String scope, Function<SmsHost, Future<R>> work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <R> Future<R> platforms(String scope, Function<PlatformHost, Future<R>> work) {
      return loop.call(() -> work.apply(host));
    }

    @Override
    public Guard guard() {
      return new Guard(Authorization.off(), AuditTrail.none(), () -> 0);
    }

    @Override
    public Gateways gateways() {
      return gateways;
    }
  }

  @AfterEach
  void close() {
    await(store.close());
    await(vertx.close());
  }

  private Future<Void> take(PushNotification notification) {
    pushed.add(notification);
    return Future.succeededFuture();
  }

  @Test
  void theGatewayGetsTheTextForItsPlatformAndTheTokenOfTheDevice() {
    String endpoint = endpoint("old");
    await(
        mobile.setEndpointAttributes(new SetEndpointAttributes(endpoint, Map.of("Token", "new"))));
    Map<String, MessageAttribute> attributes =
        Map.of("AWS.SNS.MOBILE.GCM.TTL", MessageAttribute.number("9"));
    String id =
        publish(
            new Publish(
                null,
                endpoint,
                null,
                "{\"default\":\"d\",\"GCM\":\"g\"}",
                "subject",
                "json",
                attributes,
                null,
                null));
    assertEquals(
        List.of(
            new PushNotification(
                id, Platform.GCM, endpoint, "new", "g", "subject", attributes, null)),
        pushed);
    assertEquals(0, mobile.unsent());
  }

  @Test
  void nothingIsPushedThatIsRefused() {
    String endpoint = endpoint("t");
    await(
        mobile.setPlatformApplicationAttributes(
            new SetPlatformApplicationAttributes(application, Map.of("Enabled", "false"))));
    assertRefused(
        "Platform application is disabled",
        new PlatformActions(hosts, caller).publish(message(endpoint, "m")));
    assertEquals(List.of(), pushed);
  }

  @Test
  void nothingIsLeftOfAnApplicationThatWasDeleted() {
    endpoint("1");
    endpoint("2");
    assertEquals(List.of(1L, 2L, 2L), counts());
    await(mobile.deletePlatformApplication(new DeletePlatformApplication(application)));
    Awaitility.await().until(() -> counts().equals(List.of(0L, 0L, 0L)));
    Awaitility.await().until(() -> count(TopicTables.GARBAGE) == 0);
  }

  @Test
  void nothingIsLeftOfTokensThatNoDeviceHas() {
    String endpoint = endpoint("1");
    await(mobile.setEndpointAttributes(new SetEndpointAttributes(endpoint, Map.of("Token", "2"))));
    assertEquals(List.of(1L, 1L, 1L), counts());
    await(mobile.deleteEndpoint(new DeleteEndpoint(endpoint)));
    assertEquals(List.of(1L, 0L, 0L), counts());
  }

  @Test
  void whatCouldNotBeWrittenIsNotThere() {
    store.plant(TopicTables.ENDPOINTS, "planted");
    Future<?> torn = create("t", "planted");
    assertThrows(IllegalStateException.class, () -> await(torn));
    store.mend();
    assertEquals(List.of(1L, 0L, 0L), counts());
    assertTrue(await(create("t", "mended")).endpointArn().startsWith("arn:aws:sns:r:1:endpoint/"));
  }

  private String endpoint(String token) {
    return await(create(token, null)).endpointArn();
  }

  private Future<CreatePlatformEndpoint.Result> create(String token, @Nullable String data) {
    return mobile.createPlatformEndpoint(
        new CreatePlatformEndpoint(application, token, data, Map.of()));
  }

  private String publish(Publish message) {
    return await(new PlatformActions(hosts, caller).publish(message)).messageId();
  }

  private static Publish message(String endpoint, String text) {
    return new Publish(null, endpoint, null, text, null, null, Map.of(), null, null);
  }

  /** How many applications, endpoints and tokens there are in the store. */
  private List<Long> counts() {
    return List.of(
        count(TopicTables.APPLICATIONS),
        count(TopicTables.ENDPOINTS),
        count(TopicTables.ENDPOINT_TOKENS));
  }

  private long count(Table table) {
    return await(store.count(table, FIRST, LAST));
  }
}
