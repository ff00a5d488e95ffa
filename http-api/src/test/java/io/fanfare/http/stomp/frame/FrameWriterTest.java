package io.fanfare.http.stomp.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames are written so that every client takes them. */
class FrameWriterTest {

  @Test
  void namesAndValuesAreEscapedAndTheBodyIsCounted() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("b", "a:b\nc\\d\r");
    headers.put("a:", "");
    assertEquals(
        List.of("MESSAGE\nb:a\\cb\\nc\\\\d\\r\na\\c:\ncontent-length:3\n\né!\0"),
        FrameWriter.pieces("MESSAGE", headers, "é!"));
    assertEquals(
        List.of("RECEIPT\nreceipt-id:1\n\n\0"),
        FrameWriter.pieces("RECEIPT", Map.of("receipt-id", "1"), ""));
  }

  @Test
  void theHeadersOfConnectedAreNotEscaped() {
    assertEquals(
        List.of("CONNECTED\nversion:1.2:\\\n\n\0"),
        FrameWriter.connected(Map.of("version", "1.2:\\")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8_000, 8_166, 8_192, 60_000, 1 << 20})
  void piecesAreShortAndMakeTheWholeAgain(int length) throws FrameException {
    String body = "\n" + "é😀".repeat(length / 3) + "x".repeat(length % 3) + "\n";
    List<String> pieces = FrameWriter.pieces("SEND", Map.of("a", "b"), body);
    FrameReader reader = new FrameReader(new FrameLimits(64, 8_192, 8_192, 8_192, 8 << 20));
    for (String piece : pieces) {
      assertTrue(piece.length() <= FrameWriter.MOST_UNITS);
      // A surrogate alone would be a question mark.
      reader.add(Buffer.buffer(piece.getBytes(StandardCharsets.UTF_8)));
    }
    Frame frame = reader.next();
    assertEquals(body, frame == null ? "" : frame.body().toString());
  }

  @Test
  void octetsAreCountedAsUtf8HasThem() {
    String all = "a\u007f\u0080é\u07ff\u0800€\uffff😀";
    assertEquals(all.getBytes(StandardCharsets.UTF_8).length, FrameWriter.octets(all));
  }
}
