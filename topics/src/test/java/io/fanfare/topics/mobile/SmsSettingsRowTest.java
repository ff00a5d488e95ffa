package io.fanfare.topics.mobile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.Attributes;
import io.fanfare.core.Change;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was set for text messages by an earlier version is read by every later one. */
class SmsSettingsRowTest {

  @Test
  void aTextMessageSettingsRowOfVersion1IsRead() {
    SmsSettings settings =
        new SmsSettings(7, "r:1", new Attributes(Map.of("DefaultSMSType", "Promotional")));
    String row =
        "0100000003723a31000000010000000e44656661756c74534d53547970650000000b50726f6d6f74696f6e616c";
    assertEquals(row, HexFormat.of().formatHex(((Change.Put) settings.put()).value()));
    assertEquals(settings, SmsSettings.decode(7, HexFormat.of().parseHex(row)));
  }
}
