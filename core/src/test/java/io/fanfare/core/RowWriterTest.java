package io.fanfare.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a row's writer writes its reader reads, and nothing that is not there. */
class RowWriterTest {

  private static final UUID ID = new UUID(1, -2);
  private static final Map<String, String> MAP = new LinkedHashMap<>(Map.of("k", "v"));

  @Test
  void whatIsWrittenIsReadInTheSameOrder() {
    RowReader in = new RowReader("sample", 3, sample());
    assertEquals(3, in.format());
    assertEquals(255, in.uint8());
    assertTrue(in.flag());
    assertEquals(65_535, in.uint16());
    assertEquals(-5, in.int32());
    assertEquals(Long.MIN_VALUE + 1, in.int64());
    assertEquals(ID, in.uuid());
    assertEquals("ä\u0000𝄞", in.text());
    assertEquals("ä\u0000𝄞", in.text16());
    assertArrayEquals(new byte[] {1, 2}, in.bytes());
    assertEquals(MAP, in.map());
    assertEquals(MAP, in.map16());
    assertEquals("0708", in.hex(2));
    assertEquals(4, in.remaining());
    assertEquals("rest", in.rest());
  }

  private static byte[] sample() {
    return new RowWriter(3)
        .int8(255)
        .flag(true)
        .uint16(65_535)
        .int32(-5)
        .int64(Long.MIN_VALUE + 1)
        .uuid(ID)
        .text("ä\u0000𝄞")
        .text16("ä\u0000𝄞")
        .bytes(new byte[] {1, 2})
        .map(MAP)
        .map16(MAP)
        .append(RowWriter.withoutFormat(1).raw(new byte[] {7, 8}))
        .raw(new byte[] {'r', 'e', 's', 't'})
        .toRow();
  }

  @Test
  void aRowOfTheSizeThatWasSaidIsWrittenInOneArray() {
    RowWriter writer = new RowWriter(1, 9).int64(7);
    assertSame(writer.toRow(), writer.toRow());
    assertEquals(9, writer.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "q", "\u0000", "äöü", "\u07ff\u0800\uffff", "𝄞", "\ud834"})
  void anOlderTextIsThatOfDataOutput(String text) throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    new DataOutputStream(expected).writeUTF(text);
    byte[] row = RowWriter.withoutFormat(1).text16(text).toRow();
    assertArrayEquals(expected.toByteArray(), row);
    assertEquals(text, RowReader.withoutFormat("sample", row).text16());
  }

  @Test
  void anOlderTextHasAtMost65535Bytes() {
    RowWriter writer = new RowWriter(1);
    assertThrows(UncheckedIOException.class, () -> writer.text16("x".repeat(65_536)));
  }

  @Test
  void aFormatThatIsNotKnownIsRefused() {
    for (byte format : new byte[] {0, 3, -1}) {
      RowFormatException refusal =
          assertThrows(
              RowFormatException.class, () -> new RowReader("sample", 2, new byte[] {format}));
      assertEquals(
          "A sample row has format " + format + ", and this version reads formats up to 2",
          refusal.getMessage());
    }
  }

  @Test
  void nothingIsReadBehindTheEndOfARow() {
    List<Consumer<RowReader>> reads =
        List.of(
            RowReader::uint8,
            RowReader::flag,
            RowReader::uint16,
            RowReader::int32,
            RowReader::int64,
            RowReader::uuid,
            RowReader::text,
            RowReader::text16,
            RowReader::length,
            RowReader::bytes,
            RowReader::map,
            RowReader::map16,
            in -> in.hex(1),
            in -> in.raw(new byte[1], 0, 1));
    for (Consumer<RowReader> read : reads) {
      assertTruncated(new byte[] {1}, read);
    }
    assertThrows(RowFormatException.class, () -> new RowReader("sample", 2, new byte[0]));
  }

  @Test
  void aLengthThatIsNegativeOrLeadsBehindTheEndIsRefused() {
    byte[] negative = new RowWriter(1).int32(-1).int64(0).toRow();
    byte[] far = new RowWriter(1).int32(Integer.MAX_VALUE).int64(0).toRow();
    for (byte[] row : List.of(negative, far)) {
      assertTruncated(row, RowReader::text);
      assertTruncated(row, RowReader::bytes);
      assertTruncated(row, RowReader::length);
      assertTruncated(row, RowReader::map);
    }
    assertTruncated(new RowWriter(1).uint16(65_535).toRow(), RowReader::map16);
  }

  @Test
  void aRowThatIsCutOffAnywhereIsRefused() {
    byte[] row = sample();
    for (int length = 0; length < row.length - "rest".length(); length++) {
      byte[] cut = Arrays.copyOf(row, length);
      assertThrows(RowFormatException.class, () -> readAll(cut), () -> cut.length + " bytes");
    }
  }

  private static void readAll(byte[] row) {
    RowReader in = new RowReader("sample", 3, row);
    in.uint8();
    in.flag();
    in.uint16();
    in.int32();
    in.int64();
    in.uuid();
    in.text();
    in.text16();
    in.bytes();
    in.map();
    in.map16();
    in.hex(2);
  }

  private static void assertTruncated(byte[] row, Consumer<RowReader> read) {
    RowReader in = new RowReader("sample", 2, row);
    RowFormatException refusal = assertThrows(RowFormatException.class, () -> read.accept(in));
    assertEquals(
        "A sample row of format 1 ends too early, after " + row.length + " bytes",
        refusal.getMessage());
  }
}
