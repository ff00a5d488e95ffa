package io.fanfare.topics.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fanfare.topics.model.Limits;
import java.security.MessageDigest;
import java.time.Duration;

/**
 * Whether the endpoint of a subscription has agreed to it, and who said so.
 *
 * @param state how far it is
 * @param token what confirms it; empty where nothing has to
 * @param since when it was asked for last, in milliseconds since 1970
 * @param guarded whether who ends the subscription has to say who they are
 */
record Confirmation(State state, String token, long since, boolean guarded) {

  private static final long LIFE = Duration.ofDays(Limits.CONFIRMATION_DAYS).toMillis();

  /** How far a confirmation is. */
  enum State {
    /** The endpoint has not agreed yet, and gets nothing. */
    PENDING,
    /** It was confirmed by somebody who did not say who they are. */
    UNAUTHENTICATED,
    /** It was confirmed by somebody who did, or needed no confirmation. */
    AUTHENTICATED
  }

  /** The one of an endpoint that nobody has to ask. */
  static Confirmation needless(long now) {
    return new Confirmation(State.AUTHENTICATED, "", now, false);
  }

  /** The one that {@code token} brings about. */
  static Confirmation pending(String token, long now) {
    return new Confirmation(State.PENDING, token, now, false);
  }

  /** The same, asked for once more. */
  Confirmation renewed(long now) {
    return new Confirmation(state, token, now, guarded);
  }

  Confirmation confirmed(boolean signed, boolean guard) {
    return new Confirmation(
        signed ? State.AUTHENTICATED : State.UNAUTHENTICATED, token, since, guard);
  }

  boolean isPending() {
    return state == State.PENDING;
  }

  /** Whether {@code presented} is the token, and still holds. */
  boolean accepts(Token presented, long now) {
    return now - since < LIFE
        && MessageDigest.isEqual(token.getBytes(US_ASCII), presented.text().getBytes(US_ASCII));
  }

  /** Whether nobody has confirmed it in time. */
  boolean hasLapsed(long now) {
    return isPending() && now - since >= LIFE;
  }
}
