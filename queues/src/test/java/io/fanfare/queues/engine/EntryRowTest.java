package io.fanfare.queues.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message's row keeps all of it, and rows of older formats are still read. */
class EntryRowTest {

  private static final UUID ID = new UUID(1, 2);
  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:q";

  @ParameterizedTest
  @CsvSource({
    "100, 0, 5, 0, 0, 0, 0",
    "100, 0, 5, 0, 0, 0, 900",
    "107, 3, 4, 2, 8, 9, 30",
    "100, -3, 5, 1, 8, 8, 0",
    "107, 0, -7, 0, 0, 0, 0"
  })
  void aRowKeepsAllOfAMessage(
      long enqueuedAt, long group, long body, int count, long first, long last, long until) {
    for (String source : new String[] {null, ARN}) {
      Entry entry = new Entry(ID, 5, 100, enqueuedAt, group, body, count, first, last, source);
      EntryRow row = new EntryRow(entry, until);
      assertEquals(row, EntryRow.decode(EntryRow.encode(entry, until)));
    }
  }

  @Test
  void aRowOfTheFirstFormatIsStillRead() {
    String row =
        "01 0000000000000001 0000000000000002 0000000000000005 0000000000000064"
            + " 0000000000000004 00000002 0000000000000008 0000000000000009 000000000000001e";
    byte[] arn = ARN.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = HexFormat.of().parseHex(row.replace(" ", "") + HexFormat.of().formatHex(arn));
    Entry entry = new Entry(ID, 5, 100, 100, 0, 4, 2, 8, 9, ARN);
    assertEquals(new EntryRow(entry, 30), EntryRow.decode(bytes));
  }

  @Test
  void aRowOfALaterFormatIsRefused() {
    assertThrows(IllegalStateException.class, () -> EntryRow.decode(new byte[] {3, 0}));
  }
}
