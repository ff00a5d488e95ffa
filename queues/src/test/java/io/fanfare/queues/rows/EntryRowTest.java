package io.fanfare.queues.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.RowFormatException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message's row keeps all of it, and rows of older formats are still read. */
class EntryRowTest {

  private static final UUID ID = new UUID(1, 2);
  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:q";

  @ParameterizedTest
  @MethodSource("rows")
  void aRowKeepsAllOfAMessage(EntryRow row) {
    assertEquals(row, EntryRow.decode(row.encode()));
  }

  private static List<EntryRow> rows() {
    return List.of(
        new EntryRow(new Entry(ID, 5, 100, 100, 0, ContentRef.own(5, 0), 0, 0, 0, null), 0),
        new EntryRow(new Entry(ID, 5, 100, 100, 0, ContentRef.own(5, 0), 0, 0, 0, null), 900),
        new EntryRow(new Entry(ID, 5, 100, 107, 3, ContentRef.own(4, 0), 2, 8, 9, ARN), 30),
        new EntryRow(new Entry(ID, 5, 100, 100, -3, ContentRef.own(5, 0), 1, 8, 8, null), 0),
        new EntryRow(new Entry(ID, 5, 100, 107, 0, ContentRef.own(-7, 0), 0, 0, 0, ARN), 0),
        new EntryRow(shared("7f"), 0),
        new EntryRow(shared("7f"), 30, true),
        new EntryRow(shared(""), 900),
        new EntryRow(of(ContentRef.own(5, 2_049)), 0),
        new EntryRow(of(new ContentRef(4, "7f", 262_144)), 7),
        new EntryRow(of(ContentRef.own(9, ContentRef.MOST_BYTES)), 0));
  }

  private static Entry of(ContentRef content) {
    return new Entry(ID, 5, 100, 100, 0, content, 0, 0, 0, null);
  }

  private static Entry shared(String insert) {
    return new Entry(ID, 5, 100, 107, 3, new ContentRef(4, insert, 0), 2, 8, 9, ARN);
  }

  @Test
  void theRowOfASmallMessageSaysNothingOfItsBytes() {
    checkRow(
        "05 00 0000000000000001 0000000000000002 0000000000000005 0000000000000064",
        of(ContentRef.own(5, 2_048)));
  }

  @Test
  void theRowOfALargeMessageTellsHowManyBytesItHas() {
    checkRow(
        "05 80 0000000000000001 0000000000000002 0000000000000005 0000000000000064 00040000",
        of(ContentRef.own(5, 262_144)));
    checkRow(
        "05 c4 0000000000000001 0000000000000002 0000000000000005 0000000000000064"
            + " 0000000000000004 00000002 3766 00040000",
        of(new ContentRef(4, "7f", 262_144)));
  }

  private static void checkRow(String row, Entry entry) {
    byte[] bytes = bytes(row);
    assertEquals(new EntryRow(entry, 0), EntryRow.decode(bytes));
    assertArrayEquals(bytes, EntryRow.encode(entry, 0));
  }

  private static byte[] bytes(String row) {
    return HexFormat.of().parseHex(row.replace(" ", ""));
  }

  @Test
  void aContentMayHaveAnyNumberOfBytesIfARowOfAnEarlierFormatRefersToIt() {
    int most = ContentRef.MOST_BYTES;
    String fixed = " 0000000000000001 0000000000000002 0000000000000005 0000000000000064";
    assertEquals(
        new EntryRow(of(ContentRef.own(5, most)), 0), EntryRow.decode(bytes("02 00" + fixed)));
    assertEquals(
        new EntryRow(of(new ContentRef(4, "7f", most)), 0),
        EntryRow.decode(bytes("03 44" + fixed + " 0000000000000004 00000002 3766")));
  }

  @Test
  void aRowOfTheFourthFormatTellsOfNoConsumer() {
    String row = " 10 0000000000000001 0000000000000002 0000000000000005 0000000000000064";
    Entry entry = of(ContentRef.own(5, 0));
    assertEquals(new EntryRow(entry, 30), EntryRow.decode(bytes("04" + row + " 000000000000001e")));
    assertEquals(
        new EntryRow(entry, 30, true), EntryRow.decode(bytes("05" + row + " ffffffffffffffe2")));
  }

  @Test
  void aRowOfTheFirstFormatIsStillRead() {
    String row =
        "01 0000000000000001 0000000000000002 0000000000000005 0000000000000064"
            + " 0000000000000004 00000002 0000000000000008 0000000000000009 000000000000001e";
    byte[] arn = ARN.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = HexFormat.of().parseHex(row.replace(" ", "") + HexFormat.of().formatHex(arn));
    Entry entry =
        new Entry(ID, 5, 100, 100, 0, ContentRef.own(4, ContentRef.MOST_BYTES), 2, 8, 9, ARN);
    assertEquals(new EntryRow(entry, 30), EntryRow.decode(bytes));
  }

  @Test
  void aRowOfALaterFormatIsRefused() {
    assertThrows(RowFormatException.class, () -> EntryRow.decode(new byte[] {6, 0}));
  }
}
