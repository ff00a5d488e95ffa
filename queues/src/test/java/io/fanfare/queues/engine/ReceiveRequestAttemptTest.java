package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Attributes;
import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.queues.model.QueueAttribute;
import io.fanfare.queues.model.ReceiveMessage;
import io.fanfare.queues.rules.QueueSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receive from a FIFO queue may have an id; a standard queue ignores it. */
class ReceiveRequestAttemptTest {

  private static final QueueSettings STANDARD = QueueSettings.of(Attributes.none());
  private static final QueueSettings FIFO =
      QueueSettings.of(Attributes.none().with(QueueAttribute.FIFO_QUEUE, "true"));

  @Test
  void anAttemptIsForFifoQueues() {
    assertEquals("once", attempt("once", FIFO));
    assertNull(attempt("once", STANDARD));
    assertNull(attempt(null, FIFO));
  }

  @Test
  void anAttemptHasUpTo128Characters() {
    assertEquals("x".repeat(128), attempt("x".repeat(128), FIFO));
    assertThrows(BrokerException.class, () -> attempt("x".repeat(129), FIFO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "\u00e4"})
  void anAttemptHasAnIdLikeAGroup(String id) {
    BrokerException refusal = assertThrows(BrokerException.class, () -> attempt(id, FIFO));
    assertEquals(CommonError.INVALID_PARAMETER_VALUE, refusal.code());
    assertEquals(
        "Value "
            + id
            + " for parameter ReceiveRequestAttemptId is invalid. Reason: ReceiveRequestAttemptId"
            + " can only include alphanumeric and punctuation characters. 1 to 128 in length.",
        refusal.sentence());
    assertNull(attempt(id, STANDARD));
  }

  private static @Nullable String attempt(@Nullable String id, QueueSettings settings) {
    ReceiveMessage request =
        new ReceiveMessage("q", List.of(), List.of(), List.of(), null, null, null, id);
    return ReceiveOptions.of(request, settings).attempt();
  }
}
