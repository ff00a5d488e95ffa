package io.fanfare.http.stomp.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames are read from octets, wherever those are cut, and what is none is refused. */
class FrameReaderTest {

  private final FrameReader reader = new FrameReader(FrameLimits.OPEN);

  /* In the tables ^ is the NUL, ~ a carriage return and | a line feed. */
  private static Buffer octets(String text) {
    String plain = text.replace('|', '\n').replace('~', '\r').replace('^', '\0');
    return Buffer.buffer(plain.getBytes(StandardCharsets.ISO_8859_1));
  }

  private List<Frame> read(Buffer some) throws FrameException {
    reader.add(some);
    List<Frame> frames = new ArrayList<>();
    Frame frame = reader.next();
    while (frame != null) {
      frames.add(frame);
      frame = reader.next();
    }
    return frames;
  }

  @Test
  void aFrameKnowsHowManyOctetsItHad() throws FrameException {
    List<Frame> frames = read(octets("||SEND|a:b||one^|ACK|id:7||^"));
    assertEquals(List.of(13, 10), frames.stream().map(Frame::bytes).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "ACK|id:7||^; ACK; {id=7}; 0",
        "||~|ACK~|id:7~|~|^|~|; ACK; {id=7}; 0",
        "ACK|id:7|id:8||^; ACK; {id=7}; 0",
        "ACK|id:a\\cb\\nc\\\\d\\r||^; ACK; {id=a:b|c\\d~}; 0",
        "ACK|i\\cd: x ||^; ACK; {i:d= x }; 0",
        "ACK|id:a:b:||^; ACK; {id=a:b:}; 0",
        "ACK|id:||^; ACK; {id=}; 0",
        "ACK|content-length:0||^; ACK; {content-length=0}; 0",
        "ACK|content-length:23||^; ACK; {content-length=23}; 0",
        "CONNECT|passcode:s\\:+/=||^; CONNECT; {passcode=s\\:+/=}; 0",
        "STOMP|a:\\t||^; STOMP; {a=\\t}; 0",
        "SEND|a:b||one^; SEND; {a=b}; 3",
        "SEND|content-length:3||a^b^; SEND; {content-length=3}; 3",
        "SEND|content-length:0||^; SEND; {content-length=0}; 0",
      })
  void aFrameIsRead(String text, String command, String headers, int body) throws FrameException {
    Frame frame = read(octets(text)).get(0);
    assertEquals(command, frame.command().name());
    assertEquals(headers.replace('|', '\n').replace('~', '\r'), frame.headers().toString());
    assertEquals(body, frame.body().length());
    assertFalse(reader.isInFrame());
    assertEquals(0, reader.bytes());
  }

  @Test
  void framesMayBeCutAnywhereAndComeTogether() throws FrameException {
    Buffer three =
        octets("SEND|destination:/queue/q|content-length:4||a^b|^||ACK|id:1||^SEND|x:y||text^|");
    for (int size = 1; size <= three.length(); size++) {
      List<Frame> frames = new ArrayList<>();
      for (int from = 0; from < three.length(); from += size) {
        frames.addAll(read(three.getBuffer(from, Math.min(three.length(), from + size))));
      }
      assertEquals(3, frames.size(), "cut at " + size);
      assertEquals("a\0b\n", frames.get(0).body().toString());
      assertEquals(Map.of("id", "1"), frames.get(1).headers());
      assertEquals("text", frames.get(2).body().toString());
    }
  }

  @Test
  void whatIsNotWholeIsCountedAndWaitedFor() throws FrameException {
    assertEquals(List.of(), read(octets("|||")));
    assertFalse(reader.isInFrame());
    assertEquals(List.of(), read(octets("SEND|a:b|")));
    assertTrue(reader.isInFrame());
    assertEquals(List.of(), read(octets("|text")));
    assertEquals("SEND|a:b||text".length(), reader.bytes());
    assertEquals(1, read(octets("^")).size());
    assertNull(reader.next());
  }

  @Test
  void headersAreUtf8() throws FrameException {
    Buffer some = Buffer.buffer("SEND\nclé:ü😀\n\né\0");
    Frame frame = read(some).get(0);
    assertEquals(Map.of("clé", "ü😀"), frame.headers());
    assertEquals("é", frame.body().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ack|id:7||^",
        "MESSAGE|id:7||^",
        "^",
        "ACK|id||^",
        "ACK|:7||^",
        "ACK|id:a~b||^",
        "ACK|id:a^b||^",
        "ACK|id:\\t||^",
        "ACK|id:7\\||^",
        "ACK|\u00ff:7||^",
        "ACK|id:7||x^",
        "ACK|content-length:1||x^",
        "SEND|content-length:x||x^",
        "SEND|content-length:-1||x^",
        "SEND|content-length:1||xy^",
        "CONNECT|a:b||x^",
      })
  void whatIsNoFrameIsRefused(String text) {
    FrameException refusal = assertThrows(FrameException.class, () -> read(octets(text)));
    assertFalse(refusal.isLimit(), refusal.sentence());
  }

  @Test
  void aRefusalKnowsTheReceiptThatWasAskedFor() {
    FrameException refusal =
        assertThrows(FrameException.class, () -> read(octets("SEND|receipt:r\\c1|nonsense||^")));
    assertEquals("r:1", refusal.receipt());
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItsEnd() {
    assertLimit("SEND\na:" + "x".repeat(8_191), "A line of the frame is larger than 8192 octets.");
    assertLimit("SEND\n" + "a:b\n".repeat(65), "The frame has more than 64 headers.");
    assertLimit(
        "SEND\na:" + "x".repeat(8_191) + "\0", "A line of the frame is larger than 8192 octets.");
    assertLimit(
        "SEND\n" + ("a:" + "x".repeat(8_000) + "\n").repeat(42),
        "The head of the frame is larger than 327680 octets.");
    assertLimit(
        "SUBSCRIBE\nfilter-policy:" + "x".repeat(262_131),
        "A line of the frame is larger than 262144 octets.");
    assertLimit("SEND\ncontent-length:1048577\n\n", "The body is larger than 1048576 octets.");
    assertLimit("SEND\n\n" + "x".repeat(1_048_577), "The body is larger than 1048576 octets.");
  }

  @Test
  void whatIsJustNotTooLargeIsRead() throws FrameException {
    String head = "filter-policy:" + "x".repeat(262_130) + "\na:" + "x".repeat(8_190) + "\n";
    Buffer frame =
        Buffer.buffer("SEND\n" + head + "b:c\n".repeat(62) + "\n" + "x".repeat(1 << 20) + "\0");
    List<Frame> frames = new ArrayList<>();
    for (int from = 0; from < frame.length(); from += 7) {
      frames.addAll(read(frame.getBuffer(from, Math.min(frame.length(), from + 7))));
    }
    assertEquals(1 << 20, frames.get(0).body().length());
  }

  @Test
  void beforeALoginLittleIsTaken() throws FrameException {
    reader.limits(FrameLimits.BEFORE_LOGIN);
    assertLimit(
        "CONNECT\n" + "a:bcdef\n".repeat(10) + "x:" + "y".repeat(8_110),
        "The head of the frame is larger than 8192 octets.");
  }

  private static void assertLimit(String text, String sentence) {
    FrameReader strict =
        new FrameReader(text.startsWith("CONNECT") ? FrameLimits.BEFORE_LOGIN : FrameLimits.OPEN);
    strict.add(Buffer.buffer(text));
    FrameException refusal = assertThrows(FrameException.class, () -> assertNull(strict.next()));
    assertTrue(refusal.isLimit());
    assertEquals(sentence, refusal.sentence());
  }
}
