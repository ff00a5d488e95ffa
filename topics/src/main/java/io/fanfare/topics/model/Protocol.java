package io.fanfare.topics.model;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which a subscription may want its messages. */
public enum Protocol {
  /** A queue, by its ARN; not confirmed if it is the caller's. */
  SQS("sqs", false, true),
  /** A URL that begins with {@code http://}. */
  HTTP("http", true, true),
  /** A URL that begins with {@code https://}. */
  HTTPS("https", true, true),
  /** An address of mail, which gets the text. */
  EMAIL("email", true, false),
  /** An address of mail, which gets the envelope. */
  EMAIL_JSON("email-json", true, false),
  /** A phone number. */
  SMS("sms", false, false),
  /** A function, by its ARN. */
  LAMBDA("lambda", false, false),
  /** A delivery stream, by its ARN. */
  FIREHOSE("firehose", false, true),
  /** A device, by the ARN of its endpoint. */
  APPLICATION("application", false, false);

  private final String text;
  private final boolean confirmed;
  private final boolean raw;

  Protocol(String text, boolean confirmed, boolean raw) {
    this.text = text;
    this.confirmed = confirmed;
    this.raw = raw;
  }

  /** The protocol that AWS calls {@code text}. */
  public static Optional<Protocol> of(String text) {
    return Arrays.stream(values()).filter(protocol -> protocol.text.equals(text)).findFirst();
  }

  /** Whether an endpoint has to agree before it gets anything, whoever asks for it. */
  public boolean needsConfirmation() {
    return confirmed;
  }

  /** Whether an endpoint may get a message without its envelope. */
  public boolean takesRawMessages() {
    return raw;
  }

  /** Whether it posts to a URL, by a delivery policy. */
  public boolean isHttp() {
    return this == HTTP || this == HTTPS;
  }

  /** What AWS calls it. */
  @Override
  public String toString() {
    return text;
  }
}
