package io.fanfare.http.stomp.frame;

import org.jspecify.annotations.Nullable;

/** What ends the reading of frames: octets that are none, or too many of them. */
public final class FrameException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean limit;
  private final @Nullable String receipt;

  private FrameException(String sentence, boolean limit, @Nullable String receipt) {
    super(sentence, null, false, false);
    this.limit = limit;
    this.receipt = receipt;
  }

  static FrameException malformed(String sentence, @Nullable String receipt) {
    return new FrameException(sentence, false, receipt);
  }

  static FrameException tooLarge(String sentence, @Nullable String receipt) {
    return new FrameException(sentence, true, receipt);
  }

  /** Whether something was too large, rather than malformed. */
  public boolean isLimit() {
    return limit;
  }

  /** The receipt that the frame asks for, as far as it was read. */
  public @Nullable String receipt() {
    return receipt;
  }

  /** What is wrong, without an octet of what the client sent but names. */
  public String sentence() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
