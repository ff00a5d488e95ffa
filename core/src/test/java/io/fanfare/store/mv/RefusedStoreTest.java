package io.fanfare.store.mv;

import static io.fanfare.fixture.Futures.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Table;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOpenException;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.mv.disk.FullDisk;
import io.fanfare.store.mv.file.BarrierFileStore;
import io.fanfare.store.mv.file.OpenedFile;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory that is not whole, or not ours, is refused in one sentence and left alone. */
final class RefusedStoreTest {

  private static final Table ROWS = Table.of("rows");

  private final Vertx vertx = Vertx.vertx();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @BeforeEach
  void fill() {
    Store store = open();
    for (int i = 0; i < 20; i++) {
      await(store.write(List.of(Change.put(ROWS, Key.of(i), new byte[5_000]))));
    }
    await(store.close());
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    for (int end = whole.length - 1; end > 0; end -= 1 + whole.length / 40) {
      Files.write(file(), Arrays.copyOf(whole, end));
      assertRefused();
    }
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Files.write(file(), new byte[0]);
    assertRefused();
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(file());
    assertTrue(refusal().endsWith("is missing"));
  }

  @Test
  void aMissingJournalIsRefused() throws IOException {
    Files.delete(directory.resolve(DataDirectory.JOURNAL));
    assertRefused();
    assertTrue(refusal().endsWith("is missing"), refusal());
    assertFalse(Files.exists(directory.resolve(DataDirectory.JOURNAL)));
  }

  @Test
  void aMissingFileIsRefusedWithoutAMarkToo() throws IOException {
    Files.delete(file());
    Files.delete(directory.resolve(DataDirectory.MARK));
    assertTrue(refusal().endsWith("is missing"), refusal());
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    Files.write(file(), "Something else altogether\n".repeat(1_000).getBytes(UTF_8));
    assertRefused();
  }

  @Test
  void theStoreOfAnotherProgramIsRefused() throws IOException {
    Files.delete(file());
    try (MVStore other = MVStore.open(file().toString())) {
      other.<String, String>openMap("theirs").put("key", "value");
    }
    assertRefused();
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    BarrierFileStore newer = new BarrierFileStore(new HashMap<>(), true, FullDisk.REFUSING);
    newer.open(file().toString(), false, (char[]) null);
    try (MVStore store = new MVStore.Builder().adoptFileStore(newer).open()) {
      store.setStoreVersion(OpenedFile.FORMAT + 1);
    }
    assertRefused();
    assertTrue(refusal().contains("newer"), refusal());
  }

  @Test
  void anOlderCopyIsRefused() throws IOException {
    byte[] older = Files.readAllBytes(file());
    put(99);
    put(100);
    Files.write(file(), older);
    assertRefused();
    assertTrue(refusal().contains("lost its last commits"), refusal());
  }

  /** What the last checkpoint wrote is in the journal until the next has begun. */
  @Test
  void anOlderCopyIsWholeAsLongAsItsJournalHasAllThatFollowed() throws IOException {
    byte[] older = Files.readAllBytes(file());
    put(99);
    Files.write(file(), older);
    Store store = open();
    assertEquals(1, await(store.count(ROWS, Key.of(99), Key.of(100))));
    await(store.close());
  }

  private void put(long key) {
    Store store = open();
    await(store.write(List.of(Change.put(ROWS, Key.of(key), new byte[10]))));
    await(store.close());
  }

  @Test
  void aSecondStoreOnADirectoryInUseIsRefused() {
    Store store = open();
    assertTrue(refusal().endsWith("is in use by another broker"), refusal());
    await(store.write(List.of(Change.put(ROWS, Key.of(99), new byte[10]))));
    await(store.close());
  }

  @Test
  void aSecondProcessOnADirectoryInUseIsRefused() throws Exception {
    Store store = open();
    assertTrue(refusal().endsWith("is in use by another broker"), refusal());
    Process second =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SecondProcess.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(second.getInputStream().readAllBytes(), UTF_8).trim();
    assertTrue(second.waitFor(20, TimeUnit.SECONDS));
    assertEquals(2, second.exitValue(), said);
    assertTrue(said.endsWith("is in use by another broker"), said);
    await(store.close());
  }

  @Test
  void theDirectoryIsItsOwnersAlone() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    await(open().close());
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
  }

  /** Tries to open the directory in a process of its own. */
  static final class SecondProcess {
    public static void main(String[] arguments) {
      try {
        DataDirectory.open(Path.of(arguments[0]), 0).close();
      } catch (StoreOpenException e) {
        System.out.println(e.getMessage());
        System.exit(2);
      }
    }
  }

  private void assertRefused() throws IOException {
    byte[] before = Files.readAllBytes(file());
    assertTrue(refusal().contains(file().getFileName().toString()), refusal());
    assertArrayEquals(before, Files.readAllBytes(file()));
  }

  private String refusal() {
    String sentence = assertThrows(StoreOpenException.class, this::open).getMessage();
    assertTrue(sentence != null && sentence.lines().count() == 1, sentence);
    return sentence == null ? "" : sentence;
  }

  private Path file() {
    return directory.resolve(DataDirectory.STORE);
  }

  private Store open() {
    return await(
        Stores.open(
            vertx,
            new StoreOptions().setPath(directory.toString()).setBallastBytes(1 << 20),
            cause -> {
              throw new AssertionError(cause);
            }));
  }
}
