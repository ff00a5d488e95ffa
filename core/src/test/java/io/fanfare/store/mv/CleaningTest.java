package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreStatistics;
import io.fanfare.store.mv.cleaning.Cleaning;
import io.fanfare.store.mv.cleaning.CleaningRule;
import io.fanfare.store.mv.file.EngineFiles;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a data file follows its content, under load and without, on a clock of its own. */
final class CleaningTest {

  private static final Table BODIES = Table.of("bodies");
  private static final Table ROWS = Table.of("rows");
  private static final int SLACK = 64 << 10;
  private static final EngineFiles.Limits LIMITS =
      new EngineFiles.Limits(0, 256 << 10, 64 << 10, 1 << 20, SLACK);
  private static final int MANY = 4_000;
  private static final int LOOKS = 2_000;
  private static final int FLIPS = 30;

  private final AtomicLong clock = new AtomicLong();
  private final Random random = new Random(1);
  private SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
  private CommitEngine engine = open(files);

  @AfterEach
  void close() {
    engine.close();
    files.close();
  }

  @Test
  void aFileOfWhichAllIsDeletedShrinksThoughNobodyWrites() {
    fill(MANY);
    assertTrue(engine.cleaning().orElseThrow().statistics().file() > 4 * SLACK);
    for (int i = 0; i < MANY; i++) {
      remove(i);
    }
    rest();
    assertTidy();
  }

  @Test
  void whatIsLeftOfManyMessagesMovesToTheBeginningThoughNobodyWrites() {
    fill(MANY);
    for (int i = 0; i < MANY; i++) {
      if (i % 50 != 0) {
        remove(i);
      }
    }
    rest();
    assertTidy();
    assertEquals(MANY / 50, StoredRows.count(engine, BODIES));
    assertEquals(MANY / 50, StoredRows.count(engine, ROWS));
  }

  @Test
  void cleaningGoesOnAfterARestart() {
    fill(MANY);
    for (int i = 0; i < MANY; i++) {
      if (i % 50 != 0) {
        remove(i);
      }
    }
    reopen();
    rest();
    assertTidy();
  }

  @Test
  void whoHasNothingToDoNeitherWritesNorWakes() {
    fill(MANY);
    rest();
    StoreStatistics before = engine.cleaning().orElseThrow().statistics();
    for (int i = 0; i < LOOKS; i++) {
      clock.addAndGet(1_000_000_000);
      engine.housekeeping(Integer.MAX_VALUE, false);
      assertEquals(Long.MAX_VALUE, engine.patienceMillis());
    }
    assertEquals(before, engine.cleaning().orElseThrow().statistics());
  }

  /** One in five messages stays for long; nobody ever stops. */
  @Test
  void aFileStaysSmallUnderLoadForAPartOfWhatTheLoadWrites() {
    long oldest = 0;
    for (int i = 0; i < 10 * MANY; i++) {
      put(i);
      if (i % 5 != 0) {
        remove(i);
      } else if (i > MANY) {
        remove(oldest);
        oldest += 5;
      }
      tick();
    }
    StoreStatistics now = engine.cleaning().orElseThrow().statistics();
    assertTrue(now.file() < 2 * now.content() + 8 * SLACK, now.toString());
    assertTrue(now.cleaning() > 0 && now.cleaning() < now.load() / 2, now.toString());
    assertEquals(0, now.idle());
  }

  @Test
  void aReaderIsNotDisturbedByWhatMovesUnderIt() {
    fill(MANY);
    var usage = engine.retain();
    var old = engine.rows(BODIES).range(Key.of(0), Key.of(MANY), MANY, Long.MAX_VALUE);
    for (int i = 0; i < MANY; i++) {
      if (i % 50 != 0) {
        remove(i);
      }
    }
    rest();
    long rows = 0;
    var range = old.get();
    while (range.hasNext()) {
      var row = range.next();
      assertTrue(row.getValue().isIntact(row.getKey()));
      rows++;
    }
    assertEquals(MANY, rows);
    engine.release(usage);
  }

  @Test
  void aDamagedPageIsLeftWhereItIs() {
    for (int i = 0; i < MANY; i++) {
      engine.apply(Change.put(ROWS, new Key(i % 7, i, 0), new byte[0]));
      if (i % 3 == 0) {
        engine.apply(Change.remove(ROWS, new Key(random.nextInt(7), random.nextInt(i + 1), 0)));
      }
      if (i % 100 == 0) {
        engine.checkpoint();
      }
    }
    engine.commit();
    SimulatedFiles.Image whole = files.killImage();
    int found = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] store = whole.store().clone();
      store[random.nextInt(store.length)] ^= (byte) (1 << random.nextInt(8));
      found += cleaned(new SimulatedFiles.Image(store, whole.journal()));
    }
    assertTrue(found > 0);
  }

  /** How many chunks stay where they are after cleaning, for damage; none if nothing opens. */
  private int cleaned(SimulatedFiles.Image image) {
    try (SimulatedFiles damaged = new SimulatedFiles(image)) {
      CommitEngine opened = open(damaged);
      Cleaning cleaning = opened.cleaning().orElseThrow();
      for (int i = 0; i < MANY / 100; i++) {
        cleaning.make(CleaningRule.Step.REWRITE);
        cleaning.make(CleaningRule.Step.EVACUATE);
      }
      opened.abort();
      return cleaning.damagedChunks();
    } catch (StoreOpenException e) {
      return 0;
    }
  }

  private CommitEngine open(SimulatedFiles simulated) {
    EngineFiles engineFiles = simulated.engineFiles(true, 0, LIMITS);
    return CommitEngine.open(new CommitEngine.Setting(engineFiles, clock::get, Runnable::run));
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      put(i);
      tick();
    }
  }

  private void put(int i) {
    byte[] body = new byte[100 + random.nextInt(900)];
    engine.apply(Change.put(BODIES, Key.of(i), body));
    engine.apply(Change.put(ROWS, new Key(i % 7, i, 0), new byte[20]));
    engine.commit();
    engine.housekeeping(Integer.MAX_VALUE, false);
  }

  private void remove(long i) {
    engine.apply(Change.remove(BODIES, Key.of(i)));
    engine.apply(Change.remove(ROWS, new Key(i % 7, i, 0)));
    engine.commit();
    engine.housekeeping(Integer.MAX_VALUE, false);
    tick();
  }

  /** A commit takes a millisecond. */
  private void tick() {
    clock.addAndGet(1_000_000);
  }

  private void reopen() {
    engine.abort();
    SimulatedFiles.Image image = files.killImage();
    files.close();
    files = new SimulatedFiles(image);
    engine = open(files);
  }

  /** Lets time pass until there is nothing to do any more. */
  private void rest() {
    for (int looks = 0; engine.isBusy() || engine.patienceMillis() < Long.MAX_VALUE; looks++) {
      assertTrue(looks < LOOKS, "There is no end: " + engine.cleaning().orElseThrow().statistics());
      clock.addAndGet(engine.isBusy() ? 0 : engine.patienceMillis() * 1_000_000);
      engine.housekeeping(Integer.MAX_VALUE, false);
    }
  }

  private void assertTidy() {
    StoreStatistics now = engine.cleaning().orElseThrow().statistics();
    assertEquals(files.store().size(), now.file());
    assertTrue(now.file() <= now.content() * 3 / 2 + 3 * SLACK, now.toString());
  }
}
