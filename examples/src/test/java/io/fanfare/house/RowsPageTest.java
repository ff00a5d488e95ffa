package io.fanfare.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.Key;
import io.fanfare.core.RowFormatException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ROWS.md has every row of every table as the code writes and reads it, to the byte. */
class RowsPageTest {

  private static final RowsPage PAGE = new RowsPage();
  private static final String ROWS_OF_THE_STORE =
      "core/src/test/java/io/fanfare/store/mv/OwnRowsTest.java";
  private static final Pattern DECLARED = Pattern.compile("Table\\.of(?:Bodies)?\\(\"([^\"]+)\"");

  /** Rows that only the store sees, whose own test has the same samples. */
  private static final List<String> OF_THE_STORE = List.of("count", "ceiling", "generation");

  /** Is 32 bytes of chance. */
  private static final String SECRET = "secret";

  @ParameterizedTest
  @MethodSource("samples")
  void theCodeWritesTheSample(RowSamples sample) {
    Supplier<byte[]> encode = sample.encode();
    if (encode != null) {
      assertEquals(PAGE.sample(sample.name()), HexFormat.of().formatHex(encode.get()));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theCodeReadsTheSample(RowSamples sample) {
    byte[] row = HexFormat.of().parseHex(PAGE.sample(sample.name()));
    assertEquals(sample.value(), sample.decode().apply(row));
  }

  @ParameterizedTest
  @MethodSource("readSamples")
  void aRowThatEndsTooEarlyIsRefused(RowSamples sample) {
    byte[] row = HexFormat.of().parseHex(PAGE.sample(sample.name()));
    for (int length = 0; length < row.length - sample.bytesToTheEnd(); length++) {
      byte[] cut = Arrays.copyOf(row, length);
      assertThrows(
          RowFormatException.class, () -> sample.decode().apply(cut), () -> cut.length + " bytes");
    }
  }

  @ParameterizedTest
  @MethodSource("readSamples")
  void aRowOfAFormatThatIsNotKnownIsRefused(RowSamples sample) {
    byte[] row = HexFormat.of().parseHex(PAGE.sample(sample.name()));
    for (byte format : new byte[] {0, 100, -1}) {
      row[0] = format;
      assertThrows(RowFormatException.class, () -> sample.decode().apply(row));
    }
  }

  private static List<RowSamples> samples() {
    return RowSamples.all();
  }

  /** Those that are read: of a mark for the sweeper the key says all. */
  private static List<RowSamples> readSamples() {
    return samples().stream().filter(sample -> !(sample.value() instanceof Key)).toList();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theCellsOfASampleAreAsLongAsThePageSays(String format) {
    assertFalse(PAGE.sample(format).isEmpty());
    assertEquals(List.of(), PAGE.findings(format));
  }

  private static List<String> formats() {
    return PAGE.formats();
  }

  @Test
  void everyFormatIsHeldToTheCode() {
    TreeSet<String> held = new TreeSet<>(RowSamples.all().stream().map(RowSamples::name).toList());
    held.addAll(OF_THE_STORE);
    held.add(SECRET);
    assertEquals(held, new TreeSet<>(PAGE.formats()));
    String test = House.read(ROWS_OF_THE_STORE);
    OF_THE_STORE.forEach(row -> assertTrue(test.contains('"' + PAGE.sample(row) + '"'), row));
  }

  @Test
  void everyTableThatIsDeclaredIsOnThePage() {
    TreeSet<String> declared = new TreeSet<>(List.of("fanfare", "shared.holders"));
    sources().forEach(source -> declared.addAll(named(DECLARED, House.read(source))));
    assertEquals(declared, new TreeSet<>(PAGE.tables().keySet()));
  }

  @Test
  void everyRowOfATableHasAFormatAndEveryFormatATable() {
    TreeSet<String> rows = new TreeSet<>();
    PAGE.tables().values().forEach(rows::addAll);
    TreeSet<String> described = new TreeSet<>();
    PAGE.formats().forEach(format -> described.add(format.replaceAll(", format \\d+", "")));
    assertEquals(rows, described);
  }

  @Test
  void whoWritesRowsIsNamedOnThePageAndThere() {
    List<String> names = sources().map(source -> source.getFileName().toString()).toList();
    PAGE.classes().forEach(name -> assertTrue(names.contains(name + ".java"), name));
    sources()
        .filter(source -> House.read(source).contains("RowWriter;"))
        .map(source -> source.getFileName().toString().replace(".java", ""))
        .forEach(name -> assertTrue(PAGE.classes().contains(name), name));
  }

  @Test
  void rowsAreWrittenInOneHand() {
    List<String> coders = PAGE.classes().stream().map(name -> name + ".java").toList();
    List<String> others =
        sources()
            .filter(source -> coders.contains(source.getFileName().toString()))
            .filter(source -> House.read(source).matches("(?s).*(ByteBuffer|Data(In|Out)put).*"))
            .map(source -> source.getFileName().toString())
            .toList();
    assertEquals(List.of(), others);
  }

  private static Stream<Path> sources() {
    return House.mainFiles(List.of("core", "queues", "functions", "topics")).stream();
  }

  private static List<String> named(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
