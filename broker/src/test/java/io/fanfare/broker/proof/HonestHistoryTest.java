package io.fanfare.broker.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import io.fanfare.broker.proof.PlayedQueue.Flaw;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories drawn at random from a perfect broker are clean, so a violation means something. */
final class HonestHistoryTest {

  private final long seed = Long.getLong("fanfare.seed", new Random().nextLong());

  @RepeatedTest(20)
  void aPerfectBrokerOnABadLineIsNeverCondemned() {
    Verdict verdict = HistoryChecker.check(new HonestClients(seed).write(2_000));
    assertEquals(List.of(), verdict.violations(), "-Dfanfare.seed=" + seed);
  }

  @RepeatedTest(20)
  void aPerfectFifoQueueOnABadLineIsNeverCondemned() {
    Verdict verdict = HistoryChecker.check(new GroupClients(seed, Flaw.NONE).write(2_000));
    assertEquals(List.of(), verdict.violations(), "-Dfanfare.seed=" + seed);
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "NONE")
  void aFlawIsCondemnedOnABadLineToo(Flaw flaw) {
    Verdict verdict = HistoryChecker.check(new GroupClients(seed, flaw).write(4_000));
    assertTrue(verdict.count(flaw.shows) > 0, () -> "-Dfanfare.seed=" + seed + verdict.report());
  }
}
