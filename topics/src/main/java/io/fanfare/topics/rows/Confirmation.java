package io.fanfare.topics.rows;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fanfare.topics.model.Limits;
import java.security.MessageDigest;
import java.time.Duration;

/**
 * Whether the endpoint of a subscription has agreed to it, and who said so.
 *
 * @param state how far it is
 * @param digests by which the tokens are known that confirm it, the last one first, one behind the
 *     other; empty where nothing has to
 * @param since when it was asked for last, in milliseconds since 1970
 * @param guarded whether who ends the subscription has to say who they are
 */
public record Confirmation(State state, String digests, long since, boolean guarded) {

  /** Who asks once more gets another token; so many of them hold. */
  private static final int MOST_TOKENS = 4;

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

  /** The same, asked for once more with {@code token}; those before it hold as well. */
  public Confirmation renewed(Token token, long now) {
    String all = token.digest() + digests;
    int kept = Math.min(all.length(), MOST_TOKENS * Token.DIGEST_LENGTH);
    return new Confirmation(state, all.substring(0, kept), now, guarded);
  }

  /** The one of a subscription that has ended unless {@code token} restores it. */
  public static Confirmation ended(Token token, long now) {
    return new Confirmation(State.ENDED, token.digest(), now, false);
  }

  /** The same once it is given, by a caller who signed or not, and guarded or not. */
  public Confirmation confirmed(boolean signed, boolean guard) {
    return new Confirmation(
        signed ? State.AUTHENTICATED : State.UNAUTHENTICATED, digests, since, guard);
  }

  /** Whether who ends the subscription has to say who they are: nobody else ever agreed to it. */
  public boolean needsOwnerToEnd() {
    return guarded || digests.isEmpty();
  }

  /** Whether the endpoint has not agreed yet. */
  public boolean isPending() {
    return state == State.PENDING;
  }

  /** Whether the subscription has ended, and may be restored. */
  public boolean hasEnded() {
    return state == State.ENDED;
  }

  /** Whether {@code presented} is one of the tokens, and still holds. */
  public boolean accepts(Token presented, long now) {
    byte[] wanted = presented.digest().getBytes(US_ASCII);
    boolean known = false;
    for (int i = 0; i < digests.length(); i += Token.DIGEST_LENGTH) {
      int end = Math.min(digests.length(), i + Token.DIGEST_LENGTH);
      known |= MessageDigest.isEqual(digests.substring(i, end).getBytes(US_ASCII), wanted);
    }
    return known && now - since < LIFE;
  }

  /** Whether nobody has confirmed or restored it in time. */
  public boolean hasLapsed(long now) {
    return (isPending() || hasEnded()) && now - since >= LIFE;
  }
}
