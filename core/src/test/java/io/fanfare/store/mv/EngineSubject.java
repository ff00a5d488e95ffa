package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.mv.cleaning.CleaningRule.Step;
import io.fanfare.store.mv.file.EngineFiles;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The commit engine as the simulator drives it. Its clock leaps, so that it often believes that
 * nobody writes, and it is made to clean much more than it would.
 */
record EngineSubject(CommitEngine engine, Machine machine, AtomicLong clock)
    implements PowerCutSimulator.Subject {

  private static final long LEAP_NANOS = 400_000_000;
  private static final int ROUNDS = 8;

  /** What all subjects of a run have in common, and what they did. */
  static final class Machine {
    private final int journalBlocks;
    private final Random random;
    private final Map<Step, Integer> steps = new EnumMap<>(Step.class);
    private int idleRounds;

    /** One whose subjects have journals of between one block and that many bytes. */
    Machine(int journalBytes, Random random) {
      journalBlocks = journalBytes / JournalRecord.BLOCK_BYTES;
      this.random = random;
    }

    EngineSubject open(String name) {
      int journalBytes = (1 + random.nextInt(journalBlocks)) * JournalRecord.BLOCK_BYTES;
      // Shorter than in earnest, so that space is used again within a simulated life.
      EngineFiles.Limits limits = SimulatedFiles.limits(journalBytes, 1 + random.nextInt(3));
      AtomicLong clock = new AtomicLong();
      EngineFiles files = SimulatedFiles.engineFiles(name, limits);
      return new EngineSubject(CommitEngine.open(files, clock::get), this, clock);
    }

    /** How often that was made. */
    int steps(Step step) {
      return steps.getOrDefault(step, 0);
    }

    /** How often a store looked after itself though nobody wrote. */
    int idleRounds() {
      return idleRounds;
    }
  }

  @Override
  public void apply(Change change) {
    engine.apply(change);
  }

  @Override
  public void commit() {
    engine.commit();
  }

  @Override
  public void housekeeping() {
    leap();
    if (machine.random.nextInt(10) == 0) {
      engine.writeThrough(machine.random.nextBoolean());
    }
    engine.housekeeping(Integer.MAX_VALUE, machine.random.nextInt(20) == 0);
  }

  @Override
  public void clean() {
    switch (machine.random.nextInt(4)) {
      case 0 -> steps(Step.REWRITE);
      case 1 -> idle();
      default -> evacuate();
    }
  }

  /** What is dead has to be free first, or there are no holes to evacuate to and no end to cut. */
  private void evacuate() {
    age();
    steps(Step.EVACUATE);
    age();
    steps(Step.CUT);
  }

  private void age() {
    LockSupport.parkNanos(3_000_000);
    for (int i = 0; i < ROUNDS; i++) {
      engine.checkpoint();
    }
  }

  private void idle() {
    for (int i = 0; i < ROUNDS && engine.patienceMillis() < Long.MAX_VALUE; i++) {
      clock.addAndGet(engine.patienceMillis() * 1_000_000);
      engine.housekeeping(Integer.MAX_VALUE, false);
      machine.idleRounds++;
    }
  }

  private void steps(Step step) {
    engine.checkpoint();
    int count = 1 + machine.random.nextInt(ROUNDS);
    for (int i = 0; i < count; i++) {
      leap();
      Step made = engine.cleaning().orElseThrow().make(step);
      machine.steps.merge(made, 1, Integer::sum);
    }
  }

  private void leap() {
    clock.addAndGet((long) (machine.random.nextDouble() * LEAP_NANOS));
  }

  @Override
  public Map<Key, byte[]> read(Table table) {
    return StoredRows.of(engine, table);
  }

  @Override
  public void close() {
    engine.close();
  }

  @Override
  public void abort() {
    engine.abort();
  }
}
