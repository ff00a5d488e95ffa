package io.fanfare.queues.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.RowFormatException;
import io.fanfare.queues.model.QueueName;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The row of a queue, as it is written and as it was. */
class QueueRecordTest {

  /** What follows the format, and the kind where there is one. */
  private static final String REST =
      "000c" // account
          + "313233343536373839303132"
          + "0009" // region
          + "75732d656173742d31"
          + "0001" // name
          + "71"
          + "0000000000000009" // generation
          + "0000000000000001" // created
          + "0000000000000002" // modified
          + "0000000000000003" // purged
          + "0000000000000000" // deleted
          + "0001" // one attribute
          + "000c"
          + "44656c61795365636f6e6473"
          + "0001"
          + "35"
          + "0001" // one tag
          + "0001"
          + "6b"
          + "0001"
          + "76";

  @Test
  void aRowOfFormatOneIsAUsersQueue() {
    assertEquals(record(QueueKind.USER), QueueRecord.decode(7, bytes("01" + REST)));
  }

  @Test
  void aRowIsWrittenInFormatTwoWithItsKind() {
    assertEquals("0201" + REST, row(record(QueueKind.USER)));
    assertEquals("0202" + REST, row(record(QueueKind.SUBSCRIPTION)));
    assertEquals(record(QueueKind.SUBSCRIPTION), QueueRecord.decode(7, bytes("0202" + REST)));
  }

  @Test
  void aRowOfALaterFormatOrAnUnknownKindIsNotRead() {
    assertThrows(RowFormatException.class, () -> QueueRecord.decode(7, bytes("03" + REST)));
    assertThrows(IllegalStateException.class, () -> QueueRecord.decode(7, bytes("0203" + REST)));
  }

  @Test
  void aChangeKeepsTheKind() {
    QueueRecord record = record(QueueKind.SUBSCRIPTION);
    assertEquals(QueueKind.SUBSCRIPTION, record.purged(10, 4).deleted(5).kind());
    assertEquals(
        QueueKind.SUBSCRIPTION,
        record.withTags(Map.of()).withAttributes(Attributes.none(), 4).kind());
  }

  private static QueueRecord record(QueueKind kind) {
    return new QueueRecord(
        7,
        kind,
        new QueueName("123456789012", "us-east-1", "q"),
        9,
        new Attributes(Map.of("DelaySeconds", "5")),
        Map.of("k", "v"),
        new QueueRecord.Times(1, 2, 3, 0));
  }

  private static String row(QueueRecord record) {
    Change.Put put = (Change.Put) record.put();
    assertEquals(Key.of(7), put.key());
    return HexFormat.of().formatHex(put.value());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
