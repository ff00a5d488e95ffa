package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Bytes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.MessageAttribute;
import io.fanfare.core.Row;
import io.fanfare.topics.model.ReplayStatus;
import io.fanfare.topics.notification.Publication;
import io.fanfare.topics.rows.ReplayRecord;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of archives and replays that an earlier version wrote are read by every later one. */
class ArchiveRowTest {

  @Test
  void anArchivedMessageOfVersion1IsRead() {
    ArchivedMessage message =
        new ArchivedMessage(
            9,
            1_000,
            "id",
            "http://x",
            new Publication(
                "text", "subject", Map.of("k", MessageAttribute.number("1")), "g", null, 0));
    Change.Put put = (Change.Put) message.put(7);
    String row =
        "0100000002696400000008687474703a2f2f78000000016700000004746578740000000773756"
            + "26a65637400000001000000016b000000094e756d6265720a7431";
    assertEquals(row, HexFormat.of().formatHex(put.value()));
    assertEquals(new Key(7, 1_000, 9), put.key());
    assertEquals(message, ArchivedMessage.decode(new Row(put.key(), HexFormat.of().parseHex(row))));
  }

  @Test
  void everyKindOfAttributeIsKept() {
    Map<String, MessageAttribute> attributes =
        Map.of(
            "text", MessageAttribute.ofText("String.own", "a\nb\"ä"),
            "list", MessageAttribute.ofText("String.Array", "[1,null]"),
            "bytes", MessageAttribute.ofBytes("Binary.gif", Bytes.of((byte) 0, (byte) -1)));
    ArchivedMessage message =
        new ArchivedMessage(
            9, 1_000, "id", "", new Publication("t", null, attributes, "g", null, 0));
    Change.Put put = (Change.Put) message.put(7);
    assertEquals(message, ArchivedMessage.decode(new Row(put.key(), put.value())));
  }

  @Test
  void aReplayOfVersion1IsRead() {
    ReplayRecord replay =
        new ReplayRecord(7, 3, 12, "{}", ReplayStatus.IN_PROGRESS, new Key(7, 1_000, -1));
    Change.Put put = (Change.Put) replay.put();
    String row =
        "01000000023132000000027b7d0000000b494e5f50524f475245535300000004313030300000" + "00022d31";
    assertEquals(row, HexFormat.of().formatHex(put.value()));
    assertEquals(replay, ReplayRecord.decode(new Row(put.key(), HexFormat.of().parseHex(row))));
  }
}
