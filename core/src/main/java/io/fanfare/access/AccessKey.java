package io.fanfare.access;

import io.fanfare.core.policy.Identity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key with which requests are signed.
 *
 * @param id what requests call it
 * @param secret what they are signed with
 * @param token what they have to bring along, if the key is of a session that has one
 * @param expires when it ends; absent if it does not
 * @param identity whose it is
 */
public record AccessKey(
    String id,
    Secret secret,
    @Nullable Secret token,
    @Nullable Instant expires,
    Identity identity) {

  /** Whether it opens what {@code other} opens, to the same principal. */
  public boolean isSameAs(AccessKey other) {
    Secret own = token;
    Secret others = other.token;
    boolean tokens = own == null ? others == null : others != null && own.isSameAs(others);
    return tokens
        && id.equals(other.id)
        && secret.isSameAs(other.secret)
        && identity.principal().equals(other.identity.principal());
  }

  /** Whether it has ended at {@code millis} since 1970. */
  public boolean hasExpired(long millis) {
    return expires != null && expires.toEpochMilli() <= millis;
  }
}
