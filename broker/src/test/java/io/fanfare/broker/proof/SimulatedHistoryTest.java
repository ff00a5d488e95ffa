package io.fanfare.broker.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import io.fanfare.broker.proof.SimulatedFifoQueue.Flaw;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories drawn at random from a perfect broker are valid, so an anomaly means something. */
final class SimulatedHistoryTest {

  private final long seed = Long.getLong("fanfare.seed", new Random().nextLong());

  @RepeatedTest(20)
  void aPerfectBrokerOnABadLineShowsNoAnomaly() {
    Results results = HistoryChecker.check(new SimulatedClients(seed).write(2_000));
    assertEquals(List.of(), results.anomalies(), "-Dfanfare.seed=" + seed);
  }

  @RepeatedTest(20)
  void aPerfectFifoQueueOnABadLineShowsNoAnomaly() {
    Results results = HistoryChecker.check(new SimulatedFifoClients(seed, Flaw.NONE).write(2_000));
    assertEquals(List.of(), results.anomalies(), "-Dfanfare.seed=" + seed);
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "NONE")
  void aFlawShowsOnABadLineToo(Flaw flaw) {
    Results results = HistoryChecker.check(new SimulatedFifoClients(seed, flaw).write(4_000));
    assertTrue(results.count(flaw.shows) > 0, () -> "-Dfanfare.seed=" + seed + results.report());
  }
}
