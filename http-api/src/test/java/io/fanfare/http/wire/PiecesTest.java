package io.fanfare.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.queues.model.GetQueueUrl;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long answers are in pieces, and read the same. */
class PiecesTest {

  private static final Structure<GetQueueUrl.Result> RESULT =
      Structure.of(GetQueueUrl.Result.class);

  private static String textOf(Pieces pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(pieces.first());
    pieces.more().forEach(all::writeBytes);
    assertEquals(pieces.length(), all.size());
    return all.toString(UTF_8);
  }

  @Test
  void aSmallAnswerIsOnePiece() {
    Pieces pieces = JsonProtocol.write(RESULT, new GetQueueUrl.Result("u".repeat(60_000)));
    assertTrue(pieces.more().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 8_191, 8_192, 8_193, 65_500, 65_536, 100_000, 1_000_001})
  void aTextInPiecesIsTheText(int length) {
    for (String unit : new String[] {"a", "ä", "\uD83D\uDE00"}) {
      String text = "x".repeat(length % 2) + unit.repeat(length / unit.length());
      assertEquals(
          "{\"QueueUrl\":\"" + text + "\"}",
          textOf(JsonProtocol.write(RESULT, new GetQueueUrl.Result(text))));
      String xml =
          textOf(
              new QueryProtocol(Service.SQS)
                  .write("GetQueueUrl", RESULT, new GetQueueUrl.Result(text), "r"));
      assertTrue(xml.contains("<QueueUrl>" + text + "</QueueUrl>"), unit + length);
    }
  }

  @Test
  void aRefusalThatNamesALongValueIsWhole() {
    String value = "\"".repeat(100_000);
    BrokerException refusal = CommonError.INVALID_PARAMETER_VALUE.refuse("No: %s.", value);
    assertTrue(
        textOf(JsonProtocol.write(refusal)).endsWith("No: " + "\\\"".repeat(100_000) + ".\"}"));
    String xml = textOf(new QueryProtocol(Service.SQS).write(refusal, "r"));
    assertTrue(xml.contains("<Message>No: " + "&quot;".repeat(100_000) + ".</Message>"));
    assertTrue(xml.endsWith("</ErrorResponse>"));
  }

  @Test
  void noPieceOfALargeAnswerIsLargeToTheCollector() {
    Pieces pieces = JsonProtocol.write(RESULT, new GetQueueUrl.Result("u".repeat(10_000_000)));
    assertTrue(pieces.first().length <= 64 << 10);
    pieces.more().forEach(piece -> assertTrue(piece.length <= PieceStream.PIECE_BYTES));
  }
}
