package io.fanfare.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.mv.file.EngineFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a damaged, torn or foreign journal means: nothing that was durable is left out in silence.
 * The run is seeded by {@code -Dfanfare.seed} and as long as {@code -Dfanfare.flips} says.
 */
final class JournalTest {

  private static final long SEED = Long.getLong("fanfare.seed", System.nanoTime());
  private static final int FLIPS = Integer.getInteger("fanfare.flips", 400);
  private static final Table ROWS = Table.of("rows");
  private static final EngineFiles.Limits LIMITS = SimulatedFiles.limits(128 << 10, 1_000);
  private static final int COMMITS = 8;
  private static final int BEFORE = 4;
  private static final int BLOCK = JournalRecord.BLOCK_BYTES;

  private final Random random = new Random(SEED);

  @Test
  void aFlippedBitNeverHidesADurableCommit() {
    SimulatedFiles.Image whole = filled(true);
    int refused = 0;
    for (int i = 0; i < FLIPS; i++) {
      int bit = random.nextInt(8 * BLOCK * (COMMITS + 1));
      byte[] journal = whole.journal().clone();
      journal[bit >> 3] ^= (byte) (1 << (bit & 7));
      SimulatedFiles.Image flipped = new SimulatedFiles.Image(whole.store(), journal);
      try {
        int rows = rows(flipped, 0);
        boolean inLast = bit / 8 / BLOCK == COMMITS;
        assertTrue(rows == COMMITS + 1 || (inLast && rows == COMMITS), rows + " rows, bit " + bit);
        if (rows <= COMMITS) {
          assertRefused(flipped, COMMITS + 1);
        }
      } catch (StoreOpenException e) {
        refused++;
      }
    }
    assertTrue(refused > 0, "-Dfanfare.seed=" + SEED);
  }

  @Test
  void aCommitThatIsVouchedForMustBeThere() {
    SimulatedFiles.Image whole = filled(true);
    assertEquals(COMMITS + 1, rows(whole, COMMITS + 1));
    assertRefused(whole, COMMITS + 2);
  }

  @Test
  void theJournalOfALaterCheckpointIsRefused() {
    SimulatedFiles.Image early = filled(true);
    SimulatedFiles.Image late = lived(early, true);
    assertRefused(new SimulatedFiles.Image(early.store(), late.journal()), 0);
    assertEquals(COMMITS + 1, rows(late, 0));
  }

  @Test
  void whatAnEarlierLifeLeftBehindATornRecordIsNotTaken() {
    SimulatedFiles.Image image = lived(filled(false), false);
    byte[] journal = image.journal().clone();
    Arrays.fill(journal, 2 * BLOCK, 3 * BLOCK, (byte) 0);
    int rows = rows(new SimulatedFiles.Image(image.store(), journal), 0);
    assertEquals(COMMITS + 1, rows);
  }

  @Test
  void unflushedRecordsBehindATornOneAreNotTaken() {
    SimulatedFiles.Image image = filled(false);
    byte[] journal = image.journal().clone();
    Arrays.fill(journal, 4 * BLOCK, 5 * BLOCK, (byte) 0);
    assertEquals(4, rows(new SimulatedFiles.Image(image.store(), journal), 0));
  }

  @Test
  void whatASenderWroteIsNeverTakenForARecord() {
    SimulatedFiles.Image image = filled(true);
    JournalRecord forged = new JournalRecord(BLOCK);
    forged.remove("rows".getBytes(StandardCharsets.UTF_8), Key.of(0));
    ByteBuffer bytes = forged.sealed(new Generation(2, 0, 0), COMMITS + 2, 0, 1);
    byte[] journal = image.journal().clone();
    bytes.get(journal, (COMMITS + 1) * BLOCK, BLOCK);
    assertEquals(COMMITS + 1, rows(new SimulatedFiles.Image(image.store(), journal), 0));
  }

  /** A checkpoint has begun after so many commits, and is not written when the process dies. */
  @Test
  void commitsBesideACheckpointFollowThoseBeforeIt() {
    SimulatedFiles.Image image = beside();
    assertEquals(COMMITS + 1, rows(image, COMMITS + 1));
    byte[] journal = image.journal().clone();
    Arrays.fill(journal, (BEFORE - 1) * BLOCK, BEFORE * BLOCK, (byte) 0);
    assertRefused(new SimulatedFiles.Image(image.store(), journal), 0);
    SimulatedFiles.Image later = lived(image, true);
    assertEquals(COMMITS + 1, rows(later, 2 * COMMITS + 2));
    assertRefused(new SimulatedFiles.Image(image.store(), later.journal()), 0);
  }

  private static SimulatedFiles.Image beside() {
    SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    EngineFiles.Limits limits =
        new EngineFiles.Limits(1_000, 128 << 10, BEFORE * BLOCK, 1 << 20, 8 << 10);
    CommitEngine engine =
        CommitEngine.open(
            new CommitEngine.Setting(
                files.engineFiles(true, 0, limits), System::nanoTime, never -> {}));
    for (int i = 0; i <= COMMITS; i++) {
      engine.apply(Change.put(ROWS, Key.of(i), new byte[2_500]));
      engine.commit();
      engine.housekeeping(Integer.MAX_VALUE, false);
      assertEquals(i >= BEFORE - 1, engine.isBusy());
    }
    SimulatedFiles.Image left = files.killImage();
    engine.abort();
    files.close();
    return left;
  }

  @Test
  void aGroupLargerThanTheJournalIsDurableAllTheSame() {
    SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY);
    CommitEngine engine = files.open(LIMITS);
    for (int i = 0; i < 3; i++) {
      engine.apply(Change.put(ROWS, Key.of(i), new byte[100 << 10]));
    }
    engine.commit();
    engine.apply(Change.remove(ROWS, Key.of(1)));
    engine.commit();
    SimulatedFiles.Image left = files.powerImage(random, 512, 0);
    engine.abort();
    files.close();
    assertEquals(2, rows(left, 2));
  }

  /** Whatever is cut off, grown or lost on the way, the commits are there. */
  @Test
  void aJournalTakesAnotherSizeThoughThePowerFailsMeanwhile() {
    SimulatedFiles.Image image = filled(true);
    for (int blocks : new int[] {4, 64, COMMITS + 2, 200, 1}) {
      SimulatedFiles.Image before = image;
      List<SimulatedFiles.Image> left = new ArrayList<>();
      SimulatedFiles files = new SimulatedFiles(before);
      files.observe(
          () -> {
            left.add(files.killImage());
            left.add(files.tornImage(random, 512));
            left.add(files.powerImage(random, 512, random.nextDouble()));
          });
      EngineFiles.Limits limits = SimulatedFiles.limits(blocks * BLOCK, 1_000);
      files.open(limits).abort();
      assertEquals((long) blocks * BLOCK, files.journal().size());
      image = files.killImage();
      files.close();
      left.add(image);
      left.forEach(cut -> assertEquals(COMMITS + 1, rows(cut, COMMITS + 1)));
    }
  }

  /** A new store, killed when its journal has some commits. */
  private static SimulatedFiles.Image filled(boolean durable) {
    return lived(SimulatedFiles.Image.EMPTY, durable);
  }

  private static SimulatedFiles.Image lived(SimulatedFiles.Image image, boolean durable) {
    SimulatedFiles files = new SimulatedFiles(image);
    CommitEngine engine = CommitEngine.open(files.engineFiles(durable, 0, LIMITS));
    for (int i = 0; i <= COMMITS; i++) {
      engine.apply(Change.put(ROWS, Key.of(i), new byte[2_500]));
      engine.commit();
    }
    SimulatedFiles.Image left = files.killImage();
    engine.abort();
    files.close();
    return left;
  }

  private static void assertRefused(SimulatedFiles.Image image, long vouched) {
    StoreOpenException e =
        assertThrows(StoreOpenException.class, () -> rows(image, vouched), "Opened");
    assertTrue(String.valueOf(e.getMessage()).contains("lost its last commits"), e.getMessage());
  }

  private static int rows(SimulatedFiles.Image image, long vouched) {
    try (SimulatedFiles files = new SimulatedFiles(image)) {
      byte[] before = files.journal().killImage();
      CommitEngine engine;
      try {
        engine = CommitEngine.open(files.engineFiles(true, vouched, LIMITS));
      } catch (StoreOpenException e) {
        assertTrue(Arrays.equals(before, files.journal().killImage()));
        assertTrue(Arrays.equals(image.store(), files.store().killImage()));
        throw e;
      }
      int rows = StoredRows.count(engine, ROWS);
      engine.abort();
      return rows;
    }
  }
}
