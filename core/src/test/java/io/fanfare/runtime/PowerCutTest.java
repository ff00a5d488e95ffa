package io.fanfare.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What was acknowledged survives the loss of power and the death of the process at any moment. The
 * run is seeded by {@code -Dfanfare.seed} and as long as {@code -Dfanfare.images} says.
 */
final class PowerCutTest {

  private static final long SEED = Long.getLong("fanfare.seed", System.nanoTime());
  private static final int IMAGES = Integer.getInteger("fanfare.images", 8_000);
  private static final int STOCK_IMAGES = 4_000;

  @Test
  void noPowerCutLosesWhatWasAcknowledged() {
    survive("The store", 256 << 10, IMAGES / 2);
  }

  /** Every few commits there is a checkpoint, and some find no room in the whole journal. */
  @Test
  void noPowerCutLosesWhatATinyJournalAcknowledged() {
    survive("The store with a tiny journal", 16 << 10, IMAGES / 2);
  }

  private static void survive(String subject, int journalBytes, int images) {
    Random random = new Random(SEED);
    PowerCutSimulator simulator =
        new PowerCutSimulator(EngineSubject.withJournals(journalBytes, random), SEED);
    while (simulator.images() < images) {
      simulator.run();
    }
    report(subject, simulator);
    assertEquals(List.of(), simulator.bad(), "-Dfanfare.seed=" + SEED);
  }

  @Test
  void theSimulatorFindsTheFaultsOfAnUnguardedStore() {
    PowerCutSimulator simulator = new PowerCutSimulator(StockSubject::open, SEED);
    while (simulator.bad().isEmpty() && simulator.images() < STOCK_IMAGES) {
      simulator.run();
    }
    report("An unguarded store", simulator);
    assertFalse(simulator.bad().isEmpty(), "-Dfanfare.seed=" + SEED);
  }

  private static void report(String subject, PowerCutSimulator simulator) {
    System.out.printf(
        "%s: %d images of %d kill points and %d closes, %d bad, -Dfanfare.seed=%d%n",
        subject,
        simulator.images(),
        simulator.killPoints(),
        simulator.closes(),
        simulator.bad().size(),
        SEED);
  }
}
