package io.fanfare.broker.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.broker.proof.Anomaly.Kind;
import io.fanfare.broker.proof.PushedHistory.Arrival;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker finds what a durable subscription must not be sent, and nothing else. */
final class PushedHistoryTest {

  private final PushedHistory history = new PushedHistory("s");

  private static Arrival arrival(int sequence, int count) {
    return new Arrival("id" + sequence, BigInteger.valueOf(sequence), count);
  }

  private void publish(String text, String group, int position) {
    history.attempted(text, group, position);
    history.answered(text, "id" + position);
  }

  private void finds(Kind... kinds) {
    assertEquals(List.of(kinds), history.check().anomalies().stream().map(Anomaly::kind).toList());
  }

  @Test
  void whatComesAgainBeforeItIsAcknowledgedIsInOrder() {
    publish("a", "g", 1);
    publish("b", "g", 2);
    history.delivered("a", arrival(1, 1));
    history.delivered("a", arrival(1, 3));
    history.gone("a");
    history.delivered("b", arrival(2, 1));
    finds();
    assertEquals(3, history.deliveries());
  }

  @Test
  void whatNeverComesIsLostUnlessItIsDeadOrWasNeverAnswered() {
    publish("a", "", 1);
    publish("b", "", 2);
    history.attempted("c", "", 3);
    assertEquals(2, history.missing());
    history.dead("b");
    finds(Kind.LOST);
  }

  @Test
  void whatWasAcknowledgedMustNotComeBack() {
    publish("a", "", 1);
    history.delivered("a", arrival(1, 1));
    history.gone("a");
    history.delivered("a", arrival(1, 2));
    finds(Kind.RESURRECTED);
  }

  @Test
  void anEarlierOneOfAGroupMustNotComeAfterALater() {
    publish("a", "g", 1);
    publish("b", "g", 2);
    publish("c", "h", 1);
    history.delivered("b", arrival(2, 1));
    history.delivered("a", arrival(1, 1));
    history.delivered("c", arrival(1, 1));
    finds(Kind.OUT_OF_ORDER);
  }

  @Test
  void sequenceNumbersRiseWithTheOrder() {
    history.attempted("a", "g", 1);
    history.attempted("b", "g", 2);
    history.delivered("a", arrival(2, 1));
    history.delivered("b", arrival(1, 1));
    finds(Kind.SEQUENCE_FELL);
  }

  @Test
  void countsRiseAndAMessageStaysTheSame() {
    publish("a", "", 1);
    history.delivered("a", arrival(1, 1));
    history.delivered("a", arrival(1, 1));
    finds(Kind.WRONG_COUNT);
    history.delivered("a", arrival(2, 2));
    finds(Kind.WRONG_COUNT, Kind.SECOND_COPY);
  }

  @Test
  void whatNobodyPublishedAndAnotherIdIsFound() {
    history.delivered("x", arrival(1, 1));
    finds(Kind.UNEXPECTED);
    history.attempted("a", "", 1);
    history.answered("a", "other");
    history.delivered("a", arrival(1, 1));
    finds(Kind.UNEXPECTED, Kind.ALTERED);
  }
}
