package io.fanfare.core;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as policies name it: an account itself, which AWS calls its root, or one of its users.
 *
 * @param account 12 digits
 * @param user the user's name, with its path if it has one, such as {@code team/ann}; absent for
 *     the account itself
 */
public record Principal(String account, @Nullable String user) {

  /** The account itself. */
  public static Principal ofAccount(String account) {
    return new Principal(account, null);
  }

  /** Whether this is an account itself, and not somebody in it. */
  public boolean isAccount() {
    return user == null;
  }

  /** The ARN by which policies and refusals name it in {@code partition}, such as {@code aws}. */
  public String arn(String partition) {
    return new Arn(partition, "iam", "", account, user == null ? "root" : "user/" + user)
        .toString();
  }
}
