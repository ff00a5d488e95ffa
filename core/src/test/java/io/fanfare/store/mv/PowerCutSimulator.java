package io.fanfare.store.mv;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.fixture.SealedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a store on simulated disks, cuts the power or kills the process at random accesses to them,
 * and opens what is left: it must hold what was acknowledged, or that and the commit on its way.
 * What is left lives on as the next generation.
 */
final class PowerCutSimulator {

  /** What is tested. */
  interface Subject {
    void apply(Change change);

    void commit();

    /** Whether changes may be made and committed in the middle of what it does now. */
    default boolean takesMore() {
      return false;
    }

    /** What is done after every commit. */
    void housekeeping();

    /** More of it than in earnest. */
    void clean();

    /** All rows of {@code table}; an exception if one cannot be read. */
    Map<Key, byte[]> read(Table table);

    void close();

    void abort();
  }

  /** Opens a subject on a file. */
  interface Opener {
    Subject open(String fileName);
  }

  private record Moment(ModelRows acked, ModelRows applied, List<SimulatedFiles.Image> images) {}

  private static final List<Table> TABLES =
      List.of(
          Table.of("bodies"),
          Table.of("rows"),
          Table.of("idle"),
          Table.of("shared"),
          Table.of("shared.holders"));
  private static final Table SHARED = TABLES.get(3);
  private static final Table HOLDERS = TABLES.get(4);
  private static final double[] CHANCES = {.1, .5, .9, .97};
  private static final int ACCESSES_PER_CUT = 12;
  private static final int GENERATIONS = 8;
  private static final int ROWS = 60;

  /** What a row begins with that is not sealed. */
  private static final byte NOT_SEALED = 1;

  private final Opener opener;
  private final Random random;
  private final SealedRows seals = new SealedRows();
  private final List<String> bad = new ArrayList<>();
  private ModelRows acked = new ModelRows();
  private boolean committing;
  private int images;
  private int killPoints;
  private int closes;

  PowerCutSimulator(Opener opener, long seed) {
    this.opener = opener;
    random = new Random(seed);
  }

  int images() {
    return images;
  }

  int killPoints() {
    return killPoints;
  }

  int closes() {
    return closes;
  }

  /** What was found, one line each. */
  List<String> bad() {
    return bad;
  }

  /** One store's life, from the first commit through some generations. */
  void run() {
    SimulatedFiles.Image image = created();
    ModelRows state = new ModelRows();
    for (int generation = 0; generation < GENERATIONS; generation++) {
      List<Moment> moments = live(new SimulatedFiles(image), state);
      Survivor survivor = new Survivor(image, state);
      for (Moment moment : moments) {
        for (SimulatedFiles.Image left : moment.images) {
          survivor = judge(left, moment, survivor);
        }
      }
      image = survivor.image;
      state = survivor.state;
    }
  }

  private record Survivor(SimulatedFiles.Image image, ModelRows state) {}

  private SimulatedFiles.Image created() {
    try (SimulatedFiles files = new SimulatedFiles(SimulatedFiles.Image.EMPTY)) {
      opener.open(files.name()).close();
      return files.killImage();
    }
  }

  private List<Moment> live(SimulatedFiles files, ModelRows start) {
    acked = start.copy();
    ModelRows applied = start.copy();
    List<Moment> moments = new ArrayList<>();
    Subject[] opened = new Subject[1];
    files.observe(
        () -> {
          if (opened[0] != null && opened[0].takesMore() && random.nextInt(3) > 0) {
            commit(opened[0], applied);
          }
          if (random.nextInt(ACCESSES_PER_CUT) == 0) {
            moments.add(new Moment(acked.copy(), applied.copy(), cut(files)));
          }
        });
    Subject subject = opener.open(files.name());
    opened[0] = subject;
    int commits = 10 + random.nextInt(60);
    for (int i = 0; i < commits; i++) {
      commit(subject, applied);
      subject.housekeeping();
      if (random.nextInt(6) == 0) {
        subject.clean();
      }
      pause();
    }
    if (random.nextBoolean()) {
      subject.close();
      closes++;
      moments.add(new Moment(acked.copy(), applied.copy(), List.of(files.killImage())));
    } else {
      subject.abort();
    }
    files.close();
    return moments;
  }

  private void commit(Subject subject, ModelRows state) {
    if (committing) {
      return;
    }
    committing = true;
    int changes = 1 + random.nextInt(8);
    for (int n = 0; n < changes; n++) {
      change(subject, state);
    }
    subject.commit();
    acked = state.copy();
    committing = false;
  }

  private void change(Subject subject, ModelRows state) {
    boolean shared = random.nextInt(4) == 0;
    Table table = shared ? SHARED : TABLES.get(random.nextInt(20) == 0 ? 2 : random.nextInt(2));
    Key key = new Key(random.nextInt(3), random.nextInt(ROWS / 3), 0);
    Change change;
    if (state.size(table) > ROWS / 2 || random.nextInt(3) == 0) {
      Key there = state.from(table, key);
      change = shared ? Change.release(table, there) : Change.remove(table, there);
    } else {
      byte[] content = new byte[10 + random.nextInt(random.nextBoolean() ? 100 : 2_500)];
      random.nextBytes(content);
      content[0] = NOT_SEALED;
      byte[] value = random.nextBoolean() ? content : seals.seal(content, table, key);
      change =
          shared
              ? new Change.Retain(table, key, value, 1 + random.nextInt(3) / 2)
              : Change.put(table, key, value);
    }
    state.apply(change);
    subject.apply(change);
  }

  /** Lets a few milliseconds pass now and then, after which chunks may be overwritten. */
  private void pause() {
    if (random.nextInt(4) == 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private List<SimulatedFiles.Image> cut(SimulatedFiles files) {
    killPoints++;
    List<SimulatedFiles.Image> left = new ArrayList<>();
    left.add(files.killImage());
    int sector = random.nextBoolean() ? 512 : 4_096;
    left.add(files.tornImage(random, sector));
    left.add(files.powerImage(random, sector, CHANCES[random.nextInt(CHANCES.length)]));
    left.add(files.powerImage(random, sector, CHANCES[random.nextInt(CHANCES.length)]));
    return left;
  }

  private Survivor judge(SimulatedFiles.Image image, Moment moment, Survivor before) {
    images++;
    try (SimulatedFiles files = new SimulatedFiles(image)) {
      Subject subject = opener.open(files.name());
      ModelRows state = new ModelRows();
      for (Table table : TABLES) {
        Map<Key, byte[]> rows = subject.read(table);
        state.putAll(table, rows);
        if (!table.equals(HOLDERS)) {
          rows.forEach((key, row) -> seals.open(row, table, key));
        }
      }
      subject.abort();
      if (!state.holdsSame(moment.acked) && !state.holdsSame(moment.applied)) {
        bad.add("image " + images + ": the state is neither the one acknowledged nor the next");
        return before;
      }
      return random.nextInt(4) == 0 ? new Survivor(image, state) : before;
    } catch (RuntimeException e) {
      bad.add("image " + images + ": " + e);
      return before;
    }
  }
}
