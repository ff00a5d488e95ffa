package io.fanfare.http.stomp;

import io.fanfare.core.BrokerException;
import io.fanfare.http.stomp.frame.FrameWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames of a session that carry no message. */
final class ServerFrames {

  /** The one version that is spoken. */
  static final String VERSION = "1.2";

  /** How often the server can send and wants to receive something, in milliseconds. */
  static final String HEART_BEAT = "1000,10000";

  private static final int MESSAGE_LENGTH = 200;

  private ServerFrames() {}

  static List<String> connected(String server, String session) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("version", VERSION);
    headers.put("heart-beat", HEART_BEAT);
    headers.put("server", server);
    headers.put("session", session);
    return FrameWriter.connected(headers);
  }

  static List<String> receipt(String id) {
    return FrameWriter.pieces("RECEIPT", Map.of("receipt-id", id), "");
  }

  /** The ERROR that says of a frame with {@code receipt} why it is refused. */
  static List<String> error(BrokerException refusal, @Nullable String receipt) {
    Map<String, String> headers = new LinkedHashMap<>();
    String sentence = refusal.sentence();
    headers.put("message", line(sentence));
    headers.put("code", StompError.nameOf(refusal.code()));
    headers.put("retryable", Boolean.toString(refusal.code().retryable()));
    if (receipt != null) {
      headers.put("receipt-id", receipt);
    }
    if (refusal.code() == StompError.UNSUPPORTED_VERSION) {
      headers.put("version", VERSION);
    }
    headers.put("content-type", "text/plain");
    return FrameWriter.pieces("ERROR", headers, sentence);
  }

  private static String line(String sentence) {
    String line = sentence.lines().findFirst().orElse("");
    return line.length() > MESSAGE_LENGTH ? line.substring(0, MESSAGE_LENGTH) : line;
  }
}
