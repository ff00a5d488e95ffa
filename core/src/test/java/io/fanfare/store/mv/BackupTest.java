package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.Backup;
import io.fanfare.store.BackupException;
import io.fanfare.store.CheckReport;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup has everything that was given before it was asked for, and of batches no parts. */
final class BackupTest {

  private static final Table BODIES = Table.ofBodies("bodies");
  private static final Table ROWS = Table.of("rows");
  private static final int BATCHES = 4_000;

  private final Vertx vertx = Vertx.vertx();
  private final Path data;
  private final Path copy;
  private final Path restored;

  BackupTest(@TempDir Path directory) {
    data = directory.resolve("data");
    copy = directory.resolve("copy");
    restored = directory.resolve("restored");
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private Store open(Path path) {
    StoreOptions options =
        new StoreOptions()
            .setPath(path.toString())
            .setJournalBytes(StoreOptions.LEAST_JOURNAL_BYTES)
            .setBallastBytes(0);
    return await(Stores.open(vertx, options, fault -> {}));
  }

  /** A batch: a body and a row that go together, a row that goes, and one that all change. */
  private static List<Change> batch(long number) {
    byte[] value = ByteBuffer.allocate(600).putLong(number).array();
    return List.of(
        Change.put(BODIES, Key.of(number), value),
        Change.put(ROWS, Key.of(number), value),
        Change.remove(ROWS, Key.of(number - 1)),
        Change.retain(Table.ofBodies("shared"), Key.of(number / 10), value),
        Change.put(ROWS, Key.of(-1), value));
  }

  /** The number of the last batch that {@code store} has, of which it has all before. */
  private static long last(Store store) {
    List<Row> bodies =
        await(store.scan(BODIES, Key.first(0), Key.first(Long.MAX_VALUE), Integer.MAX_VALUE));
    for (int i = 0; i < bodies.size(); i++) {
      assertEquals(Key.of(i), bodies.get(i).key());
    }
    List<Row> rows =
        await(store.scan(ROWS, Key.first(-1), Key.first(Long.MAX_VALUE), Integer.MAX_VALUE));
    assertEquals(2, rows.size());
    byte[] last = bodies.get(bodies.size() - 1).value();
    rows.forEach(row -> assertArrayEquals(last, row.value()));
    return bodies.size() - 1L;
  }

  @Test
  void whatWasGivenBeforeIsThereAndNoPartOfABatch() {
    Store store = open(data);
    List<Future<Void>> writes = new ArrayList<>();
    Future<Backup> backup = null;
    for (int i = 0; i < BATCHES; i++) {
      writes.add(store.write(batch(i)));
      if (i == BATCHES / 2) {
        backup = store.backup(copy);
      }
    }
    Backup made = await(backup == null ? Future.failedFuture("none") : backup);
    await(Future.all(writes));
    long next = store.nextSequence();
    await(store.close());
    assertTrue(made.rows() > BATCHES / 2, made::toString);
    CheckReport report = Stores.restore(copy, restored, List.of());
    assertEquals(made.rows(), report.rows().values().stream().mapToLong(Long::longValue).sum());
    Store again = open(restored);
    assertEquals(BATCHES / 2, last(again));
    assertTrue(again.nextSequence() > next);
    await(again.write(batch(BATCHES / 2 + 1)));
    await(again.close());
    assertTrue(Stores.check(restored, List.of()).isSound());
    Store whole = open(data);
    assertEquals(BATCHES - 1, last(whole));
    await(whole.close());
    assertTrue(Stores.check(data, List.of()).isSound());
  }

  @Test
  void whatNobodyUsesIsCopiedToo() {
    Store store = open(data);
    assertThrows(RuntimeException.class, () -> Stores.backup(data, copy));
    await(store.write(batch(0)));
    await(store.write(batch(1)));
    await(store.close());
    Backup made = Stores.backup(data, copy);
    assertEquals(5 + 1, made.rows());
    Stores.restore(copy, restored, List.of());
    Store again = open(restored);
    assertEquals(1, last(again));
    await(again.close());
  }

  @Test
  void aStoreInTheHeapIsCopiedToo() {
    Store store = await(Stores.open(vertx, new StoreOptions().setMemory(true), fault -> {}));
    await(store.write(batch(0)));
    await(store.backup(copy));
    await(store.close());
    Store again = open(copy);
    assertEquals(0, last(again));
    await(again.close());
  }

  @Test
  void onlyAnEmptyDirectoryIsTaken() throws IOException {
    Store store = open(data);
    await(store.write(batch(0)));
    await(store.backup(copy));
    String refusal = refusal(store.backup(copy));
    assertTrue(refusal.endsWith(" is not empty"), refusal);
    assertTrue(refusal(store.backup(copy.resolve("fanfare.store"))).contains("cannot be used"));
    await(store.close());
    Files.createDirectory(restored);
    Files.createFile(restored.resolve("mine"));
    Set<PosixFilePermission> open = PosixFilePermissions.fromString("rwxr-xr-x");
    Files.setPosixFilePermissions(restored, open);
    assertThrows(BackupException.class, () -> Stores.restore(copy, restored, List.of()));
    assertEquals(1, files(restored).size());
    assertEquals(open, Files.getPosixFilePermissions(restored));
  }

  @Test
  void whatWasNotRestoredToItsEndIsNotTakenForANewDirectory() throws IOException {
    Store store = open(data);
    await(store.write(batch(0)));
    await(store.backup(copy));
    await(store.close());
    Stores.restore(copy, restored, List.of());
    Path whole = restored.resolve(DataDirectory.STORE);
    Files.move(whole, restored.resolve(DataDirectory.STORE + ".new"));
    Files.delete(restored.resolve(DataDirectory.JOURNAL));
    assertThrows(StoreOpenException.class, () -> open(restored));
  }

  @Test
  void aBackupThatABrokerHasUsedIsADataDirectory() throws IOException {
    Store store = open(data);
    await(store.write(batch(0)));
    await(store.backup(copy));
    await(store.close());
    Store used = open(copy);
    await(used.write(batch(1)));
    await(used.close());
    assertTrue(Stores.check(copy, List.of()).isSound());
    assertRefused();
  }

  private static String refusal(Future<?> refused) {
    return String.valueOf(assertThrows(BackupException.class, () -> await(refused)).getMessage());
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void aBackupThatIsNotFinishedOrWasChangedIsRefused() throws IOException {
    Store store = open(data);
    await(store.write(batch(0)));
    await(store.backup(copy));
    await(store.close());
    for (Path file : files(copy)) {
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      assertRefused();
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      assertRefused();
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    assertEquals(4, files(copy).size());
    Stores.restore(copy, restored, List.of());
  }

  private void assertRefused() {
    assertThrows(BackupException.class, () -> Stores.restore(copy, restored, List.of()));
    assertFalse(Files.exists(restored));
  }

  @Test
  void aBackupEndsWithItsStore() throws IOException {
    Store store = open(data);
    List<Future<Void>> writes = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      writes.add(store.write(batch(i)));
    }
    Future<Backup> backup = store.backup(copy);
    await(store.close());
    await(Future.all(writes));
    try {
      await(backup);
      assertEquals(4, files(copy).size());
    } catch (BackupException refused) {
      assertFalse(Files.exists(copy), refused::getMessage);
    }
    assertTrue(Stores.check(data, List.of()).isSound());
  }
}
