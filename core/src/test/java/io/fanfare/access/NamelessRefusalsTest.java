package io.fanfare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who has no name has one refusal a second written down, and the others counted. */
class NamelessRefusalsTest {

  private final NamelessRefusals refusals = new NamelessRefusals();

  @Test
  void theNextEntrySaysHowManyHaveNone() {
    assertEquals(Optional.of(0L), omitted(0, "sqs:SendMessage", AuditTrail.Decision.DENIED));
    for (int i = 1; i < 1_000; i++) {
      assertEquals(Optional.empty(), omitted(i, "sqs:SendMessage", AuditTrail.Decision.DENIED));
    }
    assertEquals(Optional.of(999L), omitted(1_000, "sqs:SendMessage", AuditTrail.Decision.DENIED));
    assertEquals(Optional.of(0L), omitted(2_000, "sqs:SendMessage", AuditTrail.Decision.DENIED));
  }

  @Test
  void eachActionAndDecisionHasItsOwn() {
    for (String action : List.of("sqs:SendMessage", "sns:Publish")) {
      assertEquals(Optional.of(0L), omitted(0, action, AuditTrail.Decision.DENIED));
      assertEquals(Optional.of(0L), omitted(0, action, AuditTrail.Decision.WOULD_DENY));
    }
  }

  /** A clock that is set back silences nobody. */
  @Test
  void anEarlierTimeIsAnotherSecond() {
    assertEquals(Optional.of(0L), omitted(60_000, "a", AuditTrail.Decision.DENIED));
    assertEquals(Optional.of(0L), omitted(0, "a", AuditTrail.Decision.DENIED));
  }

  private Optional<Long> omitted(long millis, String action, AuditTrail.Decision decision) {
    return refusals
        .told(new AuditTrail.Entry(millis, null, "anonymous", null, action, "q", decision, "r"))
        .map(AuditTrail.Entry::omitted);
  }
}
