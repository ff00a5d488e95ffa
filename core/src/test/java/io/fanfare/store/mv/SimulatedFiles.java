package io.fanfare.store.mv;

import io.fanfare.store.mv.disk.FullDisk;
import io.fanfare.store.mv.file.EngineFiles;
import java.util.Random;

/** The two files of a store on simulated disks, the data file and the journal. */
final class SimulatedFiles implements AutoCloseable {

  private static final String JOURNAL = ".journal";

  /** A file of a few chunks is cleaned already. */
  private static final long SLACK = 8 << 10;

  private final SimulatedDisk store;
  private final SimulatedDisk journal;
  private final String name;

  /** What the two files hold. */
  @SuppressWarnings("ArrayRecordComponent")
  record Image(byte[] store, byte[] journal) {
    static final Image EMPTY = new Image(new byte[0], new byte[0]);
  }

  SimulatedFiles(Image image) {
    store = new SimulatedDisk(image.store);
    journal = new SimulatedDisk(image.journal);
    name = SimulatedPath.mount(store);
    SimulatedPath.mount(name + JOURNAL, journal);
  }

  /** The name of the data file. */
  String name() {
    return name;
  }

  /** As production would use the files of that name, with those limits. */
  static EngineFiles engineFiles(String name, EngineFiles.Limits limits) {
    return new EngineFiles(name, name + JOURNAL, true, 0, limits, FullDisk.REFUSING);
  }

  /** Limits under which the journal is that small, and space is used again after those millis. */
  static EngineFiles.Limits limits(int journalBytes, int retentionMillis) {
    return limits(journalBytes, retentionMillis, 1 << 20);
  }

  /** As the other; pages are written from so many bytes on. */
  static EngineFiles.Limits limits(int journalBytes, int retentionMillis, int dirtyBytes) {
    return new EngineFiles.Limits(
        retentionMillis, journalBytes, journalBytes / 2, dirtyBytes, SLACK);
  }

  EngineFiles engineFiles(boolean durable, long vouched, EngineFiles.Limits limits) {
    return new EngineFiles(name, name + JOURNAL, durable, vouched, limits, FullDisk.REFUSING);
  }

  CommitEngine open(EngineFiles.Limits limits) {
    return CommitEngine.open(engineFiles(name, limits));
  }

  /** As the other; {@code disk} is asked when there is no space. */
  CommitEngine open(EngineFiles.Limits limits, FullDisk disk) {
    return CommitEngine.open(new EngineFiles(name, name + JOURNAL, true, 0, limits, disk));
  }

  SimulatedDisk store() {
    return store;
  }

  SimulatedDisk journal() {
    return journal;
  }

  void observe(SimulatedDisk.Observer observer) {
    store.observe(observer);
    journal.observe(observer);
  }

  Image killImage() {
    return new Image(store.killImage(), journal.killImage());
  }

  Image tornImage(Random random, int sector) {
    return new Image(store.tornImage(random, sector), journal.tornImage(random, sector));
  }

  Image powerImage(Random random, int sector, double chance) {
    return new Image(
        store.powerImage(random, sector, chance), journal.powerImage(random, sector, chance));
  }

  /** Forgets the names. */
  @Override
  public void close() {
    SimulatedPath.forget(name);
    SimulatedPath.forget(name + JOURNAL);
  }
}
