package io.fanfare.http.stomp;

/**
 * What a connection does and misses as time passes, in milliseconds: rules without a clock. A
 * heart-beat that is late closes nothing, as browsers delay the timers of hidden pages; a peer that
 * shows no sign of life at all for a minute is taken for dead.
 */
final class Liveness {

  private static final int LEAST_EVERY = 1_000;
  private static final int CLIENT_EVERY = 10_000;
  private static final long CONNECT_MILLIS = 10_000;
  private static final long PING_MILLIS = 25_000;
  private static final long SILENCE_MILLIS = 60_000;
  private static final long FRAME_MILLIS = 60_000;
  private static final long WRITE_MILLIS = 60_000;
  private static final long NEVER = Long.MAX_VALUE;

  private final long openedAt;
  private boolean connected;
  private long sendEvery = NEVER;
  private long silence = SILENCE_MILLIS;
  private long readAt;
  private long wroteAt;
  private long pingedAt;
  private long frameAt = NEVER;
  private long blockedAt = NEVER;

  /** A connection that was opened at {@code now}. */
  Liveness(long now) {
    openedAt = now;
    readAt = now;
    wroteAt = now;
    pingedAt = now;
  }

  /** What is to be done. */
  enum Due {
    NOTHING,
    /** An end of line, as nothing else was written. */
    HEART_BEAT,
    /** A ping of the WebSocket. */
    PING,
    /** Nobody has begun a session. */
    NO_SESSION,
    /** A frame takes too long to arrive. */
    SLOW_FRAME,
    /** The peer is gone, or reads nothing. */
    DEAD
  }

  /** A session has begun with a client that says {@code beats}. */
  void connected(HeartBeats beats) {
    connected = true;
    sendEvery = beats.wants() == 0 ? NEVER : Math.max(LEAST_EVERY, beats.wants());
    long clientEvery = beats.sends() == 0 ? 0 : Math.max(CLIENT_EVERY, beats.sends());
    silence = Math.max(3 * clientEvery, SILENCE_MILLIS);
  }

  /** Octets or a pong have come. */
  void read(long now) {
    readAt = now;
  }

  /** Something is written. */
  void wrote(long now) {
    wroteAt = now;
  }

  /** Whether a frame has begun that is not whole, or another one than before. */
  void inFrame(boolean begun, boolean same, long now) {
    if (!begun) {
      frameAt = NEVER;
    } else if (!same || frameAt == NEVER) {
      frameAt = now;
    }
  }

  /** Whether what is written is not taken. */
  void blocked(boolean full, long now) {
    if (!full) {
      blockedAt = NEVER;
    } else if (blockedAt == NEVER) {
      blockedAt = now;
    }
  }

  /** What is due at {@code now}; another look may find more. */
  Due due(long now) {
    if (passed(readAt, silence, now) || passed(blockedAt, WRITE_MILLIS, now)) {
      return Due.DEAD;
    }
    if (!connected) {
      return passed(openedAt, CONNECT_MILLIS, now) ? Due.NO_SESSION : Due.NOTHING;
    }
    if (passed(frameAt, FRAME_MILLIS, now)) {
      return Due.SLOW_FRAME;
    }
    if (blockedAt != NEVER) {
      return Due.NOTHING;
    }
    if (passed(wroteAt, sendEvery, now)) {
      return Due.HEART_BEAT;
    }
    if (passed(pingedAt, PING_MILLIS, now)) {
      pingedAt = now;
      return Due.PING;
    }
    return Due.NOTHING;
  }

  private static boolean passed(long since, long millis, long now) {
    return since != NEVER && millis != NEVER && now - since >= millis;
  }
}
