package io.fanfare.broker.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** Histories drawn at random from a perfect broker are clean, so a violation means something. */
final class HonestHistoryTest {

  @RepeatedTest(20)
  void aPerfectBrokerOnABadLineIsNeverCondemned() {
    long seed = Long.getLong("fanfare.seed", new Random().nextLong());
    Verdict verdict = HistoryChecker.check(new HonestClients(seed).write(2_000));
    assertEquals(List.of(), verdict.violations(), "-Dfanfare.seed=" + seed);
  }
}
