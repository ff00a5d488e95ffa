package io.fanfare.topics.rows;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fanfare.topics.model.Limits;
import java.security.MessageDigest;
import java.time.Duration;

/**
 * Whether the endpoint of a subscription has agreed to it, and who said so.
 *
 * @param state how far it is
 * @param digest by which the token is known that confirms it; empty where nothing has to
 * @param since when it was asked for last, in milliseconds since 1970
 * @param guarded whether who ends the subscription has to say who they are
 */
public record Confirmation(State state, String digest, long since, boolean guarded) {

  private static final long LIFE = Duration.ofDays(Limits.CONFIRMATION_DAYS).toMillis();

  /** How far a confirmation is. */
  public enum State {
    /** The endpoint has not agreed yet, and gets nothing. */
    PENDING,
    /** It was confirmed by somebody who did not say who they are. */
    UNAUTHENTICATED,
    /** It was confirmed by somebody who did, or needed no confirmation. */
    AUTHENTICATED,
    /** It was ended by somebody who did not, and can be restored for some time. */
    ENDED
  }

  /** The one of an endpoint that nobody has to ask. */
  public static Confirmation needless(long now) {
    return new Confirmation(State.AUTHENTICATED, "", now, false);
  }

  /** The one that {@code token} brings about. */
  public static Confirmation pending(Token token, long now) {
    return new Confirmation(State.PENDING, token.digest(), now, false);
  }

  /** The one of a subscription that has ended unless {@code token} restores it. */
  public static Confirmation ended(Token token, long now) {
    return new Confirmation(State.ENDED, token.digest(), now, false);
  }

  /** The same once it is given, by a caller who signed or not, and guarded or not. */
  public Confirmation confirmed(boolean signed, boolean guard) {
    return new Confirmation(
        signed ? State.AUTHENTICATED : State.UNAUTHENTICATED, digest, since, guard);
  }

  /** Whether who ends the subscription has to say who they are: nobody else ever agreed to it. */
  public boolean needsOwnerToEnd() {
    return guarded || digest.isEmpty();
  }

  /** Whether the endpoint has not agreed yet. */
  public boolean isPending() {
    return state == State.PENDING;
  }

  /** Whether the subscription has ended, and may be restored. */
  public boolean hasEnded() {
    return state == State.ENDED;
  }

  /** Whether {@code presented} is the token, and still holds. */
  public boolean accepts(Token presented, long now) {
    return now - since < LIFE
        && MessageDigest.isEqual(digest.getBytes(US_ASCII), presented.digest().getBytes(US_ASCII));
  }

  /** Whether nobody has confirmed or restored it in time. */
  public boolean hasLapsed(long now) {
    return (isPending() || hasEnded()) && now - since >= LIFE;
  }
}
