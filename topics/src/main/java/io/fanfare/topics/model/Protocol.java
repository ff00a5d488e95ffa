package io.fanfare.topics.model;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which a subscription may want its messages. */
public enum Protocol {
  SQS("sqs", false, true),
  HTTP("http", true, true),
  HTTPS("https", true, true),
  EMAIL("email", true, false),
  EMAIL_JSON("email-json", true, false),
  SMS("sms", false, false),
  LAMBDA("lambda", false, false),
  FIREHOSE("firehose", false, true),
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
