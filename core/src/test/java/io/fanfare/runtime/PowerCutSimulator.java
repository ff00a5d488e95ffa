package io.fanfare.runtime;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a store on a simulated disk, cuts the power or kills the process at random accesses to it,
 * and opens what is left: it must hold what was acknowledged, or that and the commit on its way.
 * What is left lives on as the next generation.
 */
final class PowerCutSimulator {

  /** What is tested. */
  interface Subject {
    void apply(Change change);

    void commit();

    void keepHouse();

    /** All rows of {@code table}; an exception if one cannot be read. */
    Map<Key, byte[]> read(Table table);

    void close();

    void abort();
  }

  /** Opens a subject on a file. */
  interface Opener {
    Subject open(String fileName);
  }

  private record Moment(ModelRows acked, ModelRows applied, List<byte[]> images) {}

  private static final List<Table> TABLES =
      List.of(Table.of("bodies"), Table.of("rows"), Table.of("idle"));
  private static final double[] CHANCES = {.1, .5, .9, .97};
  private static final int GENERATIONS = 8;
  private static final int ROWS = 60;

  private final Opener opener;
  private final Random random;
  private final List<String> bad = new ArrayList<>();
  private ModelRows acked = new ModelRows();
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
    byte[] image = created();
    ModelRows state = new ModelRows();
    for (int generation = 0; generation < GENERATIONS; generation++) {
      SimulatedDisk disk = new SimulatedDisk(image);
      List<Moment> moments = live(disk, state);
      Survivor survivor = new Survivor(image, state);
      for (Moment moment : moments) {
        for (byte[] left : moment.images) {
          survivor = judge(left, moment, survivor);
        }
      }
      image = survivor.image;
      state = survivor.state;
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Survivor(byte[] image, ModelRows state) {}

  private byte[] created() {
    SimulatedDisk disk = new SimulatedDisk(new byte[0]);
    String name = SimulatedPath.mount(disk);
    opener.open(name).close();
    SimulatedPath.forget(name);
    return disk.killImage();
  }

  private List<Moment> live(SimulatedDisk disk, ModelRows start) {
    String name = SimulatedPath.mount(disk);
    acked = start.copy();
    ModelRows applied = start.copy();
    List<Moment> moments = new ArrayList<>();
    Subject subject = opener.open(name);
    disk.observe(
        () -> {
          if (random.nextInt(24) == 0) {
            moments.add(new Moment(acked.copy(), applied.copy(), cut(disk)));
          }
        });
    int commits = 10 + random.nextInt(60);
    for (int i = 0; i < commits; i++) {
      int changes = 1 + random.nextInt(8);
      for (int n = 0; n < changes; n++) {
        change(subject, applied);
      }
      subject.commit();
      acked = applied.copy();
      if (random.nextInt(6) == 0) {
        subject.keepHouse();
      }
      pause();
    }
    if (random.nextBoolean()) {
      subject.close();
      closes++;
      moments.add(new Moment(acked.copy(), applied.copy(), List.of(disk.killImage())));
    } else {
      subject.abort();
    }
    SimulatedPath.forget(name);
    return moments;
  }

  private void change(Subject subject, ModelRows state) {
    Table table = TABLES.get(random.nextInt(20) == 0 ? 2 : random.nextInt(2));
    Key key = new Key(random.nextInt(3), random.nextInt(ROWS / 3), 0);
    Change change;
    if (state.size(table) > ROWS / 2 || random.nextInt(3) == 0) {
      change = Change.remove(table, state.from(table, key));
    } else {
      byte[] value = new byte[10 + random.nextInt(random.nextBoolean() ? 100 : 2_500)];
      random.nextBytes(value);
      change = Change.put(table, key, value);
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

  private List<byte[]> cut(SimulatedDisk disk) {
    killPoints++;
    List<byte[]> left = new ArrayList<>();
    left.add(disk.killImage());
    int sector = random.nextBoolean() ? 512 : 4_096;
    left.add(disk.tornImage(random, sector));
    left.add(disk.powerImage(random, sector, CHANCES[random.nextInt(CHANCES.length)]));
    left.add(disk.powerImage(random, sector, CHANCES[random.nextInt(CHANCES.length)]));
    return left;
  }

  private Survivor judge(byte[] image, Moment moment, Survivor before) {
    images++;
    String name = SimulatedPath.mount(new SimulatedDisk(image));
    try {
      Subject subject = opener.open(name);
      ModelRows state = new ModelRows();
      for (Table table : TABLES) {
        state.putAll(table, subject.read(table));
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
    } finally {
      SimulatedPath.forget(name);
    }
  }
}
