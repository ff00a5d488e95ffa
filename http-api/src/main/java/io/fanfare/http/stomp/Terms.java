package io.fanfare.http.stomp;

import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.http.stomp.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription wants its messages.
 *
 * @param ack what acknowledges them
 * @param prefetch how many may be unacknowledged at a time, 1 to {@link #MOST_PREFETCH}
 * @param ackSeconds for how many seconds each may be unacknowledged
 */
record Terms(Ack ack, int prefetch, int ackSeconds) {

  /** The most messages that may be unacknowledged at a time. */
  static final int MOST_PREFETCH = 1_000;

  private static final int PREFETCH = 10;
  private static final int AUTO_PREFETCH = 100;
  private static final int ACK_SECONDS = 1_800;
  private static final int MOST_ACK_SECONDS = 43_200;
  private static final String WHOLE = "[0-9]{1,9}";

  /** What acknowledges a message. */
  enum Ack {
    /** That it was written. */
    AUTO,
    /** An ACK of it or of a later one. */
    CLIENT,
    /** An ACK of it. */
    CLIENT_INDIVIDUAL;

    private static Ack of(@Nullable String header) {
      return switch (header == null ? "auto" : header) {
        case "auto" -> AUTO;
        case "client" -> CLIENT;
        case "client-individual" -> CLIENT_INDIVIDUAL;
        default -> throw invalid("ack", "auto, client or client-individual");
      };
    }
  }

  /** What the headers of a SUBSCRIBE say. */
  static Terms of(Frame subscribe) {
    Ack ack = Ack.of(subscribe.header(Names.ACK));
    int prefetch = number(subscribe, "prefetch-count", ack == Ack.AUTO ? AUTO_PREFETCH : PREFETCH);
    int seconds = number(subscribe, "ack-timeout", ACK_SECONDS);
    if (seconds > MOST_ACK_SECONDS) {
      throw invalid("ack-timeout", "a whole number of seconds from 1 to " + MOST_ACK_SECONDS);
    }
    return new Terms(ack, Math.min(prefetch, MOST_PREFETCH), seconds);
  }

  private static int number(Frame subscribe, String name, int otherwise) {
    String header = subscribe.header(name);
    if (header == null) {
      return otherwise;
    }
    int number = header.matches(WHOLE) ? Integer.parseInt(header) : 0;
    if (number == 0) {
      throw invalid(name, "a whole number from 1 on");
    }
    return number;
  }

  private static BrokerException invalid(String name, String must) {
    return CommonError.INVALID_PARAMETER_VALUE.refuse("The header %s must be %s.", name, must);
  }

  /** Whether each message is acknowledged by a frame. */
  boolean areManual() {
    return ack != Ack.AUTO;
  }
}
