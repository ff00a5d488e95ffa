package io.fanfare.topics.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.core.Attributes;
import io.fanfare.core.Bytes;
import io.fanfare.core.Change;
import io.fanfare.core.Key;
import io.fanfare.core.Row;
import io.fanfare.core.RowFormatException;
import io.fanfare.core.Sha256;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that an earlier version wrote are read by every later one. */
class RowFormatTest {

  private static final TopicRecord TOPIC =
      new TopicRecord(
          7, "arn:aws:sns:r:1:t", new Attributes(Map.of("DisplayName", "d")), Map.of("k", "v"));
  private static final SubscriptionRecord SUBSCRIPTION =
      new SubscriptionRecord(
          7,
          9,
          "arn:aws:sns:r:1:t:u",
          new SubscriptionRecord.Target("sqs", "arn:aws:sqs:r:1:q"),
          new Attributes(Map.of("RawMessageDelivery", "true")));

  @Test
  void aTopicRowOfVersion1IsRead() {
    String row =
        "010000001161726e3a6177733a736e733a723a313a74000000010000000b446973706c61794e616d6500000001"
            + "6400000001000000016b0000000176";
    assertEquals(TOPIC, TopicRecord.decode(7, HexFormat.of().parseHex(row)));
  }

  @Test
  void aTopicRowOfVersion2IsRead() {
    String row =
        "020000001161726e3a6177733a736e733a723a313a74000000010000000b446973706c61794e616d6500000001"
            + "6400000001000000016b00000001760000000000000000";
    assertEquals(row, HexFormat.of().formatHex(((Change.Put) TOPIC.put()).value()));
    assertEquals(TOPIC, TopicRecord.decode(7, HexFormat.of().parseHex(row)));
    TopicRecord left = TOPIC.withoutSubscription();
    String counted = row.substring(0, row.length() - 1) + "1";
    assertEquals(counted, HexFormat.of().formatHex(((Change.Put) left.put()).value()));
    assertEquals(left, TopicRecord.decode(7, HexFormat.of().parseHex(counted)));
  }

  @Test
  void aSubscriptionRowOfVersion1IsReadAsOneThatNeededNoConfirmation() {
    String row =
        "010000001361726e3a6177733a736e733a723a313a743a75000000037371730000001161726e3a6177733a7371"
            + "733a723a313a71000000010000001252617"
            + "74d65737361676544656c69766572790000000474727565";
    assertEquals(SUBSCRIPTION, subscription(row));
    assertEquals("1", SUBSCRIPTION.owner());
    assertEquals(Confirmation.needless(0), SUBSCRIPTION.confirmation());
  }

  @Test
  void aSubscriptionRowOfVersion2IsReadWithoutItsToken() {
    String rest =
        "0000001361726e3a6177733a736e733a723a313a743a75000000037371730000001161726e3a6177733a7371"
            + "733a723a313a71000000010000001252617"
            + "74d65737361676544656c69766572790000000474727565"
            + "00000001320000000750454e44494e47";
    SubscriptionRecord read = subscription("02" + rest + "0000000174" + "000000000000000501");
    String digest = HexFormat.of().formatHex(Sha256.of("t"));
    assertEquals(
        new Confirmation(Confirmation.State.PENDING, digest, 5, true), read.confirmation());
    assertEquals(
        "03"
            + rest
            + "00000040"
            + HexFormat.of().formatHex(digest.getBytes(UTF_8))
            + "000000000000000501",
        HexFormat.of().formatHex(((Change.Put) read.put()).value()));
  }

  private static SubscriptionRecord subscription(String row) {
    return SubscriptionRecord.decode(new Row(new Key(7, 0, 9), HexFormat.of().parseHex(row)));
  }

  @Test
  void aSigningKeyRowOfVersion1IsRead() {
    SigningRecord key = new SigningRecord(Bytes.of((byte) 1), Bytes.of((byte) 2, (byte) 3));
    String row = "010000000441513d3d0000000441674d3d";
    assertEquals(row, HexFormat.of().formatHex(key.encode()));
    assertEquals(key, SigningRecord.decode(HexFormat.of().parseHex(row)));
  }

  @Test
  void aRowOfAnotherVersionIsNotGuessedAt() {
    assertThrows(RowFormatException.class, () -> TopicRecord.decode(7, new byte[] {3, 0, 0, 0, 0}));
  }
}
