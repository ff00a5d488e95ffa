package io.fanfare.push.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;

/**
 * What becomes of the body of an answer, and how long it is waited for: it is read and dropped, or
 * kept, and then an answer that breaks off is none.
 */
final class AnswerBody {

  /** How much is read of a body that is dropped, in bytes. */
  static final int MOST_DROPPED = 64 << 10;

  private final Duration timeout;
  private final int most;
  private final boolean kept;
  private MultiMap headers = MultiMap.caseInsensitiveMultiMap();
  private Buffer content = Buffer.buffer();
  private long bytes;

  private AnswerBody(Duration timeout, int most, boolean kept) {
    this.timeout = timeout;
    this.most = most;
    this.kept = kept;
  }

  /** One that is dropped, of an answer that is waited for so long. */
  static AnswerBody dropped(Duration timeout) {
    return new AnswerBody(timeout, MOST_DROPPED, false);
  }

  /** One that is kept, as {@code reading} says. */
  static AnswerBody kept(HttpSender.Reading reading) {
    return new AnswerBody(reading.timeout(), reading.mostBody(), true);
  }

  Duration timeout() {
    return timeout;
  }

  int most() {
    return most;
  }

  boolean isKept() {
    return kept;
  }

  /** The head of the answer is there. */
  void begin(HttpHeaders answered) {
    bytes = 0;
    if (kept) {
      MultiMap all = MultiMap.caseInsensitiveMultiMap();
      for (Map.Entry<String, String> header : answered) {
        all.add(header.getKey(), header.getValue());
      }
      headers = all;
      content = Buffer.buffer();
    }
  }

  void add(ByteBuf part) {
    bytes += part.readableBytes();
    if (isTooLong()) {
      content = Buffer.buffer();
    } else if (kept) {
      byte[] copy = new byte[part.readableBytes()];
      part.getBytes(part.readerIndex(), copy);
      content.appendBytes(copy);
    }
  }

  /** Whether it is to be kept and is longer than it may be. */
  boolean isTooLong() {
    return kept && bytes > most;
  }

  /** What is known of the answer whose status is {@code status}; nothing if that is 0. */
  HttpAnswer answer(int status, String reason) {
    return status == 0
        ? new HttpAnswer(0, reason, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), false)
        : new HttpAnswer(status, reason, headers, content, isTooLong());
  }
}
