package io.fanfare.http.action;

/** How long the body of a request may be, by what its action can need at the most. */
public enum BodySize {

  /** Names, handles and numbers; also of an action that is not known. */
  LEAST(64 << 10),

  /**
   * Policies, tags and attributes: 256 KiB of text in a form, which takes three bytes for each that
   * is no letter.
   */
  SETTINGS(1 << 20),

  /** 1 MiB of messages, each character of which JSON may write as six, and what names them. */
  MESSAGES(6 * (1 << 20) + (256 << 10));

  private final int bytes;

  BodySize(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }

  /** The longer of the two. */
  public BodySize or(BodySize other) {
    return other.bytes > bytes ? other : this;
  }
}
