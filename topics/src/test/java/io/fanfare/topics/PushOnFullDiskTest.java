package io.fanfare.topics;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.heap.HeapBudget;
import io.fanfare.store.DelegatingStore;
import io.fanfare.store.Store;
import io.fanfare.topics.model.Publish;
import io.fanfare.topics.model.Subscribe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a full disk the broker starts, though the queues of gateways are still to be made. */
@Timeout(60)
class PushOnFullDiskTest {

  private volatile boolean full;
  private final TopicsFixture fixture = new TopicsFixture(HeapBudget.ofHeap(), Full::new);
  private final Webhook hook = new Webhook(fixture.vertx);

  @AfterEach
  void close() {
    hook.close();
    fixture.close();
  }

  @Test
  void aGatewayWaitsForRoomAndTheBrokerDoesNot() {
    String device = Devices.make(fixture.topics.mobile(), "GCM", "token");
    full = true;
    fixture.options.setPushGateways(List.of("GCM=" + hook.url("/gcm")));
    fixture.reopen();
    BrokerException refusal = assertThrows(BrokerException.class, () -> publish(device, "now"));
    assertEquals(CommonError.SERVICE_UNAVAILABLE, refusal.code());
    full = false;
    publish(device, "later");
    assertEquals("later", hook.next().body());
    assertEquals(0, hook.waiting());
  }

  @Test
  void aSubscriptionThatPushesWaitsForRoomToo() {
    String topic = fixture.topic("t");
    full = true;
    fixture.reopen();
    Subscribe request = new Subscribe(topic, "http", hook.url("/a"), Map.of(), true);
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> await(fixture.topics.subscribe(request)));
    assertEquals(CommonError.SERVICE_UNAVAILABLE, refusal.code());
    full = false;
    await(fixture.topics.subscribe(request));
    assertEquals("SubscriptionConfirmation", hook.next().header("x-amz-sns-message-type"));
  }

  private void publish(String device, String text) {
    await(
        fixture.topics.publish(
            new Publish(null, device, null, text, null, null, Map.of(), null, null)));
  }

  /** A store on a disk that is full when a test says so. */
  private final class Full extends DelegatingStore {

    Full(Store store) {
      super(store);
    }

    @Override
    public boolean hasRoom() {
      return !full && super.hasRoom();
    }
  }
}
