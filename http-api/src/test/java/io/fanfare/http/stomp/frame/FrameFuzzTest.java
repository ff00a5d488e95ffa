package io.fanfare.http.stomp.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Whatever octets come, and in whatever pieces, the same frames are read or refused of them. */
class FrameFuzzTest {

  /* Small, so that inputs of a few octets meet them. */
  private static final FrameLimits SMALL = new FrameLimits(8, 64, 96, 256, 128);

  @DictionaryFile(resourcePath = "frames.dict")
  @FuzzTest(maxDuration = "10m")
  void frames(byte[] input) {
    Random lots = new Random(Arrays.hashCode(input));
    for (FrameLimits limits : List.of(SMALL, FrameLimits.BEFORE_LOGIN)) {
      List<String> whole = read(input, limits, input.length, lots);
      assertEquals(whole, read(input, limits, 1, lots));
      assertEquals(whole, read(input, limits, 1 + input.length / 3, lots));
    }
  }

  /** What is read of {@code input} in pieces of at most {@code most} octets. */
  private static List<String> read(byte[] input, FrameLimits limits, int most, Random lots) {
    FrameReader reader = new FrameReader(limits);
    List<String> read = new ArrayList<>();
    try {
      int from = 0;
      while (from < input.length) {
        int to = Math.min(input.length, from + (most == input.length ? most : piece(most, lots)));
        reader.add(Buffer.buffer(Arrays.copyOfRange(input, from, to)));
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
          read.add(text(frame));
        }
        assertTrue(reader.bytes() <= limits.headBytes() + (long) limits.bodyBytes());
        from = to;
      }
    } catch (FrameException refusal) {
      read.add(refusal.sentence() + " " + refusal.isLimit() + " " + refusal.receipt());
    }
    return read;
  }

  private static int piece(int most, Random lots) {
    return 1 + lots.nextInt(most);
  }

  private static String text(Frame frame) {
    return frame.command()
        + " "
        + frame.headers()
        + " "
        + new String(frame.body().getBytes(), ISO_8859_1)
        + " "
        + frame.bytes();
  }
}
