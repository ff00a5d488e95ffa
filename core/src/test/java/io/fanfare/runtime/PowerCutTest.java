package io.fanfare.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
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
    PowerCutSimulator simulator = new PowerCutSimulator(EngineSubject::open, SEED);
    while (simulator.images() < IMAGES) {
      simulator.run();
    }
    report("The store", simulator);
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
