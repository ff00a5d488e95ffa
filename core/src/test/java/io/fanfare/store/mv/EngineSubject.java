package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.mv.cleaning.CleaningRule.Step;
import io.fanfare.store.mv.file.EngineFiles;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The commit engine as the simulator drives it. Its clock leaps, so that it often believes that
 * nobody writes, and it is made to clean much more than it would.
 */
record EngineSubject(CommitEngine engine, Machine machine, AtomicLong clock, Beside beside)
    implements PowerCutSimulator.Subject {

  private static final long LEAP_NANOS = 400_000_000;
  private static final int ROUNDS = 8;

  /** A journal that has room for two commits beside those that made a checkpoint due. */
  private static final int ROOMY_BYTES = 160 << 10;

  /** What all subjects of a run have in common, and what they did. */
  static final class Machine {
    private final int journalBlocks;
    private final Random random;
    private final Map<Step, Integer> steps = new EnumMap<>(Step.class);
    private int idleRounds;
    private int delays;
    private int interleavings;
    private int reliefs;

    /** One whose subjects have journals of between one block and that many bytes. */
    Machine(int journalBytes, Random random) {
      journalBlocks = journalBytes / JournalRecord.BLOCK_BYTES;
      this.random = random;
    }

    EngineSubject open(String name) {
      int journalBytes = (1 + random.nextInt(journalBlocks)) * JournalRecord.BLOCK_BYTES;
      // Shorter than in earnest, so that space is used again within a simulated life.
      EngineFiles.Limits limits = limits(journalBytes);
      AtomicLong clock = new AtomicLong();
      EngineFiles files = SimulatedFiles.engineFiles(name, limits);
      Beside beside = new Beside(this, journalBytes >= ROOMY_BYTES);
      CommitEngine engine = CommitEngine.open(new CommitEngine.Setting(files, clock::get, beside));
      return new EngineSubject(engine, this, clock, beside);
    }

    /** So little heap that checkpoints are saved in their middle, or not. */
    private EngineFiles.Limits limits(int journalBytes) {
      int dirtyBytes = (16 << 10) << random.nextInt(7);
      return SimulatedFiles.limits(journalBytes, 1 + random.nextInt(3), dirtyBytes);
    }

    /** How often checkpoints were saved in their middle. */
    int reliefs() {
      return reliefs;
    }

    /** How often that was made. */
    int steps(Step step) {
      return steps.getOrDefault(step, 0);
    }

    /** How many commits came between the beginning of a checkpoint and its being written. */
    int delays() {
      return delays;
    }

    /** Whether any journal has room for commits while a checkpoint is being written. */
    boolean takesMore() {
      return journalBlocks * JournalRecord.BLOCK_BYTES >= ROOMY_BYTES;
    }

    /** How many commits came while one was being written. */
    int interleavings() {
      return interleavings;
    }

    /** How often a store looked after itself though nobody wrote. */
    int idleRounds() {
      return idleRounds;
    }
  }

  /**
   * Does the work beside the commits some time later, between any two of them, and lets more come
   * in its middle. Whoever waits for it does it where he waits.
   */
  static final class Beside implements Executor {
    private static final int MOST_INTERLEAVED = 2;

    private final Machine machine;
    private final boolean isRoomy;
    private @Nullable Runnable work;
    private boolean isWorking;
    private int commits;

    Beside(Machine machine, boolean isRoomy) {
      this.machine = machine;
      this.isRoomy = isRoomy;
    }

    @Override
    public void execute(Runnable task) {
      work = task;
      commits = 0;
      workPerhaps();
    }

    void committed() {
      machine.delays += work == null ? 0 : 1;
      machine.interleavings += isWorking ? 1 : 0;
      commits++;
    }

    void workPerhaps() {
      Runnable begun = work;
      if (begun != null && machine.random.nextInt(3) == 0) {
        work = null;
        isWorking = true;
        begun.run();
        isWorking = false;
      }
    }

    boolean takesMore() {
      return isWorking && isRoomy && commits < MOST_INTERLEAVED;
    }
  }

  @Override
  public boolean takesMore() {
    return beside.takesMore();
  }

  @Override
  public void apply(Change change) {
    engine.apply(change);
  }

  @Override
  public void commit() {
    engine.commit();
    beside.committed();
  }

  @Override
  public void housekeeping() {
    leap();
    beside.workPerhaps();
    if (machine.random.nextInt(10) == 0 && engine.settle()) {
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
      beside.workPerhaps();
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
    machine.reliefs += engine.reliefs();
    engine.close();
  }

  @Override
  public void abort() {
    machine.reliefs += engine.reliefs();
    engine.abort();
  }
}
