package io.fanfare.http;

import io.fanfare.settings.Setting;

/** The settings of how long the wire waits for clients; {@link HttpApiOptions} has them. */
final class Timeouts {

  private static final int MOST_SECONDS = 86_400;

  /** See {@link HttpApiOptions#getIdleTimeoutSeconds}. */
  static final Setting<Integer> IDLE_SECONDS =
      Setting.whole("idleTimeoutSeconds", 1, MOST_SECONDS)
          .orElse(75)
          .meaning("After how many seconds without a request a connection is closed.");

  /** See {@link HttpApiOptions#getRequestTimeoutSeconds}. */
  static final Setting<Integer> REQUEST_SECONDS =
      Setting.whole("requestTimeoutSeconds", 1, MOST_SECONDS)
          .orElse(30)
          .meaning(
              "How many seconds a client has to send the first request of a connection, and each"
                  + " body.");

  /** See {@link HttpApiOptions#getAdmissionTimeoutSeconds}. */
  static final Setting<Integer> ADMISSION_SECONDS =
      Setting.whole("admissionTimeoutSeconds", 1, MOST_SECONDS)
          .orElse(10)
          .meaning(
              "How many seconds a large request waits unread for room in the heap before it is"
                  + " refused.");

  private Timeouts() {}
}
