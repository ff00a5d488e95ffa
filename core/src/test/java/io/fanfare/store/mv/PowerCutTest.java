package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.store.mv.cleaning.CleaningRule.Step;
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
    EngineSubject.Machine machine = new EngineSubject.Machine(journalBytes, random);
    PowerCutSimulator simulator = new PowerCutSimulator(machine::open, SEED);
    while (simulator.images() < images) {
      simulator.run();
    }
    report(subject, simulator);
    assertEquals(List.of(), simulator.bad(), "-Dfanfare.seed=" + SEED);
    assertOften("rewritten", machine.steps(Step.REWRITE), images / 100);
    assertOften("evacuated", machine.steps(Step.EVACUATE), images / 60);
    assertOften("cut", machine.steps(Step.CUT), images / 120);
    assertOften("aged", machine.steps(Step.AGE), images / 500);
    assertOften("idle", machine.idleRounds(), images / 60);
  }

  /** A phase of cleaning that was hardly met is not proven. */
  private static void assertOften(String phase, int times, int least) {
    System.out.printf("  %s: %d%n", phase, times);
    assertTrue(times > least, phase + " only " + times + " times");
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
