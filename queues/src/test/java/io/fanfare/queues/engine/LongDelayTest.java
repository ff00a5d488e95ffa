package io.fanfare.queues.engine;

import static io.fanfare.queues.model.QueueAttribute.MAXIMUM_DELAY_SECONDS;
import static io.fanfare.queues.model.QueueAttribute.MESSAGE_RETENTION_PERIOD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.queues.model.QueueName;
import io.fanfare.queues.rules.AttributeRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A queue whose MaximumDelaySeconds is set delays for longer than AWS, if it is to. */
class LongDelayTest {

  private static final int WIDE = 1_000_000;
  private static final Attributes TWO_WEEKS =
      Attributes.none()
          .with(MAXIMUM_DELAY_SECONDS, "1209600")
          .with(MESSAGE_RETENTION_PERIOD, "1209600");

  @Test
  void aMessageIsDelayedForDaysAndAcrossRestarts() {
    Timeline.check(
        new VirtualQueue(TWO_WEEKS, WIDE),
        """
        0s        send     tenth      delay=864000s
        0s        send     fourteenth delay=1209599s
        0s        send     now
        0s        receive  now
        1s        delete   now
        86400s    restart
        863999s   receive  nothing
        863999s   counts   visible=0 delayed=2
        864000s   receive  tenth x1
        864001s   delete   tenth
        864001s   restart
        1209598s  receive  nothing
        1209599s  receive  fourteenth x1
        """);
  }

  @Test
  void aBacklogOfLongDelaysEndsInItsOrderBeyondTheWindow() {
    VirtualQueue queue = new VirtualQueue(TWO_WEEKS, 0);
    int messages = 100;
    for (int day = messages; day > 0; day--) {
      queue.send("message " + day, day * 10_000);
    }
    for (int day = 1; day <= messages; day++) {
      queue.at(day * 10_000_000L);
      queue.tick();
      Received received = queue.receive(1, null, 0).orElseThrow().get(0);
      assertEquals("message " + day, queue.body(received));
      queue.delete(received.handle());
    }
  }

  @Test
  void theDelayOfTheQueueMayBeAsLong() {
    Timeline.check(
        new VirtualQueue(TWO_WEEKS, WIDE),
        """
        0s       delay=604800s
        0s       send     hello
        604799s  receive  nothing
        604800s  receive  hello x1
        """);
  }

  @Test
  void aRetentionThatIsLoweredLaterCutsADelayShort() {
    Timeline.check(
        new VirtualQueue(TWO_WEEKS, WIDE),
        """
        0s       send     hello delay=604800s
        1s       retention=86400s
        604800s  receive  nothing
        604800s  counts   delayed=0 bodies=0
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                                        900",
    "MessageRetentionPeriod=60,                                 900",
    "MaximumDelaySeconds=900,                                   900",
    "MaximumDelaySeconds=86400,                                 86400",
    "MaximumDelaySeconds=1209600,                               345599",
    "MaximumDelaySeconds=1209600 MessageRetentionPeriod=1209600, 1209599",
    "MaximumDelaySeconds=900 MessageRetentionPeriod=60,         59",
  })
  void aMessageIsRefusedBeyondTheBoundOfItsQueue(String attributes, int most) {
    VirtualQueue queue = new VirtualQueue(new Attributes(map(attributes)), WIDE);
    queue.send("hello", most);
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> queue.send("hello", most + 1));
    assertEquals(
        "Value %d for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= %d."
            .formatted(most + 1, most),
        refusal.sentence());
    assertThrows(BrokerException.class, () -> queue.send("hello", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                        DelaySeconds=900,                         ''",
    "'',                                        DelaySeconds=901,                         DelaySeconds",
    "'',                        DelaySeconds=900 MessageRetentionPeriod=60,               ''",
    "'',                        DelaySeconds=901 MaximumDelaySeconds=901,                 ''",
    "'',                        DelaySeconds=902 MaximumDelaySeconds=901,                 DelaySeconds",
    "'',                                        MaximumDelaySeconds=899,           MaximumDelaySeconds",
    "'',                                        MaximumDelaySeconds=1209601,       MaximumDelaySeconds",
    "MaximumDelaySeconds=7200,                  DelaySeconds=7200,                        ''",
    "MaximumDelaySeconds=7200,                  DelaySeconds=7201,                        DelaySeconds",
    "MaximumDelaySeconds=1209600,               DelaySeconds=345600,                      DelaySeconds",
    "MaximumDelaySeconds=7200 DelaySeconds=3600, MaximumDelaySeconds=3599,         MaximumDelaySeconds",
    "MaximumDelaySeconds=7200 DelaySeconds=3600, MaximumDelaySeconds=,             MaximumDelaySeconds",
    "MaximumDelaySeconds=7200 DelaySeconds=900,  MaximumDelaySeconds=,                    ''",
    "MaximumDelaySeconds=7200 DelaySeconds=3600, MessageRetentionPeriod=3600,   MessageRetentionPeriod",
    "MaximumDelaySeconds=7200 DelaySeconds=3600, MessageRetentionPeriod=3601,             ''",
    "MaximumDelaySeconds=7200 DelaySeconds=3600, VisibilityTimeout=1,                     ''",
  })
  void aQueuesOwnDelayStaysWithinItsBound(String before, String given, String refused) {
    Attributes current = new Attributes(map(before));
    assertEquals(
        refused.isEmpty() ? "" : "Invalid value for the parameter " + refused + ".",
        refusal(() -> rules().apply(current, map(given))));
  }

  @ParameterizedTest
  @CsvSource({
    "MaximumDelaySeconds=7200,                   true",
    "DelaySeconds=3600,                          true",
    "DelaySeconds=3600 MaximumDelaySeconds=7200, true",
    "VisibilityTimeout=30,                       true",
    "MaximumDelaySeconds=900,                    false",
    "MaximumDelaySeconds=,                       false",
    "DelaySeconds=0,                             false",
    "MessageRetentionPeriod=60,                  false",
  })
  void aQueueIsCreatedAgainOnlyWithTheSameBound(String given, boolean same) {
    Attributes current = new Attributes(map("MaximumDelaySeconds=7200 DelaySeconds=3600"));
    assertEquals(
        same
            ? ""
            : "A queue already exists with the same name and a different value for attribute "
                + given.substring(0, given.indexOf('=')),
        refusal(() -> rules().checkSame(current, map(given))));
  }

  private static AttributeRules rules() {
    QueueName name = new QueueName("000000000000", "us-east-1", "orders");
    return new AttributeRules(name, false, other -> Optional.empty());
  }

  private static String refusal(Runnable rule) {
    try {
      rule.run();
      return "";
    } catch (BrokerException refusal) {
      return refusal.sentence();
    }
  }

  private static Map<String, String> map(String attributes) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String each : attributes.isEmpty() ? new String[0] : attributes.split(" ")) {
      String[] parts = each.split("=", 2);
      map.put(parts[0], parts[1]);
    }
    return map;
  }
}
