package io.fanfare.broker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.Table;
import io.fanfare.store.CheckReport;
import io.fanfare.store.Durability;
import io.fanfare.store.Store;
import io.fanfare.store.StoreOptions;
import io.fanfare.store.StoredRows;
import io.fanfare.store.mv.Stores;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage that is planted into what clients have made is found, or is none: a bit that flips where
 * nothing is leaves every row as it was. The run is seeded by {@code -Dfanfare.seed} and as long as
 * {@code -Dfanfare.damages} says.
 */
@Timeout(3_600)
final class PlantedDamageTest {

  private static final long SEED = Long.getLong("fanfare.seed", System.nanoTime());
  private static final int DAMAGES = Integer.getInteger("fanfare.damages", 100);
  private static final Key LAST = new Key(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /** Tables of which no row can be gone without another that misses it. */
  private static final List<String> LINKED =
      List.of(
          "ready",
          "delayed",
          "leased",
          "grouped",
          "returned",
          "bodies",
          "shared",
          "shared.holders",
          "queues",
          "topics",
          "applications",
          "endpoints",
          "endpoint-tokens");

  /** Those whose rows only some others refer to, by the owner of their keys. */
  private static final Map<String, String> OWNERS = Map.of("topics", "subscriptions");

  private final Random random = new Random(SEED);
  private final Vertx vertx = Vertx.vertx();
  private final Path whole;
  private final Path copy;
  private Map<String, List<Row>> rows = Map.of();

  PlantedDamageTest(@TempDir Path directory) {
    whole = directory.resolve("whole");
    copy = directory.resolve("copy");
  }

  @BeforeEach
  void fill() throws IOException {
    try (StoreTraffic traffic = new StoreTraffic(whole, null)) {
      traffic.fill();
    }
    Files.createDirectory(copy);
    renew();
    CheckReport report = check();
    assertTrue(report.isSound(), report::toString);
    rows = all();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private static CheckReport check(Path directory) {
    return Stores.check(directory, CheckedRows.all(null));
  }

  private CheckReport check() {
    return check(copy);
  }

  private void renew() throws IOException {
    try (Stream<Path> files = Files.list(whole)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Store open() {
    StoreOptions options =
        new StoreOptions()
            .setPath(copy.toString())
            .setJournalBytes(StoreOptions.LEAST_JOURNAL_BYTES)
            .setBallastBytes(0)
            .setDurability(Durability.OS);
    return Stores.open(vertx, options, fault -> {}).await();
  }

  /** All rows of the copy, as a broker would read them. */
  private Map<String, List<Row>> all() {
    Set<String> names = check().rows().keySet();
    Store store = open();
    Map<String, List<Row>> all = new HashMap<>();
    for (String name : names) {
      all.put(name, store.scan(Table.of(name), StoredRows.FIRST, LAST, Integer.MAX_VALUE).await());
    }
    store.close().await();
    return all;
  }

  private static Map<String, String> text(Map<String, List<Row>> all) {
    Map<String, String> text = new TreeMap<>();
    all.forEach(
        (name, rows) ->
            rows.forEach(row -> text.put(name + row.key(), HexFormat.of().formatHex(row.value()))));
    return text;
  }

  @Test
  void aFlippedBitIsFoundOrWasNowhere() throws IOException {
    Path file = copy.resolve("fanfare.store");
    int found = 0;
    long bits = 0;
    for (int i = 0; i < DAMAGES; i++) {
      renew();
      bits = 8 * Files.size(file);
      long bit = random.nextLong(bits);
      flip(file, bit);
      CheckReport report = check();
      if (report.isSound() && report.findings().isEmpty()) {
        assertEquals(text(rows), text(all()), () -> "Bit " + bit + seed());
      } else {
        found++;
      }
    }
    System.out.printf(
        "%d of %d flips in %d bytes were found, the others were nowhere,%s%n",
        found, DAMAGES, bits / 8, seed());
    assertTrue(found > 0, seed());
  }

  private static void flip(Path path, long bit) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(bit >> 3);
      int octet = file.read();
      file.seek(bit >> 3);
      file.write(octet ^ 1 << (bit & 7));
    }
  }

  private static String seed() {
    return " -Dfanfare.seed=" + SEED;
  }

  @Test
  void aRowThatIsGoneIsMissed() throws IOException {
    for (int i = 0; i < DAMAGES / 4; i++) {
      String name = LINKED.get(random.nextInt(LINKED.size()));
      Row row = pick(name);
      plant(Change.remove(Table.of(name), row.key()));
    }
  }

  @Test
  void aWrongCountIsFound() throws IOException {
    for (int i = 0; i < DAMAGES / 4; i++) {
      Row row = pick("shared.holders");
      long count = ByteBuffer.wrap(row.value()).getLong() + (random.nextBoolean() ? 1 : -1);
      byte[] wrong = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
      plant(Change.put(Table.of("shared.holders"), row.key(), wrong));
    }
  }

  @Test
  void aRowThatIsCutOrUnknownIsFound() throws IOException {
    List<String> names =
        rows.keySet().stream()
            .filter(
                name -> !name.equals("garbage") && !rows.getOrDefault(name, List.of()).isEmpty())
            .toList();
    for (int i = 0; i < DAMAGES / 4; i++) {
      String name = names.get(random.nextInt(names.size()));
      Row row = pick(name);
      byte[] wrong = Arrays.copyOf(row.value(), random.nextInt(Math.min(8, row.value().length)));
      plant(Change.put(Table.of(name), row.key(), wrong));
    }
  }

  @Test
  void aMessageInTwoPlacesIsFound() throws IOException {
    for (int i = 0; i < DAMAGES / 20; i++) {
      Row row = pick("leased");
      plant(Change.put(Table.of("ready"), row.key(), row.value()));
    }
  }

  private Row pick(String name) {
    List<Row> candidates = new ArrayList<>(rows.getOrDefault(name, List.of()));
    // Rows that are on their way out may miss others.
    Set<Long> ended = owners("garbage");
    candidates.removeIf(row -> ended.contains(row.key().owner()));
    String owned = OWNERS.get(name);
    if (owned != null) {
      Set<Long> owners = owners(owned);
      candidates.removeIf(row -> !owners.contains(row.key().owner()));
    }
    if (name.equals("queues")) {
      // The generation stands behind names of any length: enough that it is somewhere in there.
      Set<Long> owners = owners("ready");
      owners.removeAll(ended);
      candidates.removeIf(row -> owners.stream().noneMatch(owner -> has(row, owner)));
    }
    assertFalse(candidates.isEmpty(), name);
    return candidates.get(random.nextInt(candidates.size()));
  }

  private Set<Long> owners(String name) {
    return rows.getOrDefault(name, List.of()).stream()
        .map(row -> row.key().owner())
        .collect(Collectors.toSet());
  }

  private static boolean has(Row row, long number) {
    String digits = HexFormat.of().toHexDigits(number);
    return HexFormat.of().formatHex(row.value()).contains(digits);
  }

  private void plant(Change change) throws IOException {
    renew();
    Store store = open();
    store.write(List.of(change)).await();
    store.close().await();
    assertFalse(check().isSound(), () -> change + seed());
  }
}
